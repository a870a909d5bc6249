/** Degrees of freedom of a sum of two variances with their own (Welch, Biometrika 34, 28 (1947); Satterthwaite 1946). */
export function welch(a: number, freedomA: number, b: number, freedomB: number): number {
  if (a + b === 0) return Number.POSITIVE_INFINITY;
  const share = (part: number, freedom: number): number => (part === 0 ? 0 : (part * part) / freedom);
  return ((a + b) * (a + b)) / (share(a, freedomA) + share(b, freedomB));
}
