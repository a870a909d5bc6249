/** Milliseconds of one step: `step(n)` makes the n-th; `milliseconds` long, at least three and at most 20000 steps. */
export function medianStep(step: (n: number) => void, milliseconds = 250): number {
  const begun = performance.now();
  const taken: number[] = [];
  while (taken.length < 3 || (taken.length < 20000 && performance.now() - begun < milliseconds)) {
    const before = performance.now();
    step(taken.length + 1);
    taken.push(performance.now() - before);
  }
  // the first steps are slow, before the code is compiled: the median of the later half
  const later = taken.slice(Math.floor(taken.length / 2)).sort((a, b) => a - b);
  return later[Math.floor(later.length / 2)] ?? 0;
}
