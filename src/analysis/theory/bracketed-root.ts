/**
 * The root of a continuous f between a and b, where f(a) and f(b) differ in sign (0 counts as either), to the last digits:
 * inverse quadratic interpolation where it is safe, else bisection (Chandrupatla, Adv. Eng. Software 28, 145 (1997)).
 * Infinite values are allowed. NaN when the signs do not differ.
 */
export function bracketedRoot(f: (x: number) => number, a: number, b: number): number {
  let [x1, x2] = [a, b];
  let [f1, f2] = [f(a), f(b)];
  if (f1 === 0) return a;
  if (f2 === 0) return b;
  if (!(f1 < 0 !== f2 < 0) || Number.isNaN(f1) || Number.isNaN(f2)) return Number.NaN;
  let [x3, f3] = [x1, f1];
  let t = 0.5;
  for (let step = 0; step < 400; step++) {
    const x = x1 + t * (x2 - x1);
    const value = f(x);
    if (value < 0 === f1 < 0) [x3, f3] = [x1, f1];
    else [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, value];
    const [best, least] = Math.abs(f1) < Math.abs(f2) ? [x1, f1] : [x2, f2];
    const smallest = (2 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(x2 - x1);
    if (least === 0 || !(smallest < 0.5)) return best;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    t = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      t = (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2));
      if (!Number.isFinite(t)) t = 0.5;
    }
    t = Math.min(1 - smallest, Math.max(smallest, t));
  }
  return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
}
