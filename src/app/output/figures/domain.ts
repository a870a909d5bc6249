/**
 * What an axis spans. The data themselves are always inside. Theory and error bars widen the axis as far as that helps:
 * a diverging theory or one huge error bar must not squeeze the data to a line, but a disagreement must be seen.
 */
export type Domain = readonly [low: number, high: number];
type Values = Iterable<number>;

/** From zero when the data begin near it; otherwise 4 % beyond them. */
export function linearDomain(data: Values, theory: Values = [], bars: Values = []): Domain {
  const seen = extent(data) ?? extent(theory) ?? [0, 1];
  const size = Math.max(seen[1] - seen[0], Math.abs(seen[0]), Math.abs(seen[1]));
  const wider = widen(seen, theory, seen[0] - 1.5 * size, seen[1] + 1.5 * size);
  const reach = wider[1] > wider[0] ? 0.4 * (wider[1] - wider[0]) : Infinity;
  const [from, to] = widen(wider, bars, wider[0] - reach, wider[1] + reach);
  const margin = 0.04 * (to - from) || 0.1 * Math.abs(to) || 1;
  const bottom = from >= 0 && from < 0.5 * to ? 0 : from - margin;
  const top = to <= 0 && to > 0.5 * from ? 0 : to + margin;
  return [bottom, top];
}

/** 5 % of the decades beyond the data; positive values only. */
export function logDomain(data: Values, theory: Values = [], bars: Values = []): Domain {
  const seen = extent(positive(data)) ?? extent(positive(theory)) ?? [0.1, 10];
  const wider = widen(seen, theory, seen[0] / 10, seen[1] * 10);
  const [from, to] = widen(wider, bars, wider[0] / 2, wider[1] * 2);
  const margin = Math.max((to / from) ** 0.05, 1.1);
  return [from / margin, to * margin];
}

/** Whether a logarithmic axis serves the values: all positive, over more than a decade and a half. */
export function spansDecades(values: Values): boolean {
  const [low, high] = extent(values) ?? [0, 0];
  return low > 0 && Math.log10(high / low) > 1.5;
}

export function extent(values: Values): Domain | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high ? [low, high] : undefined;
}

function positive(values: Values): number[] {
  return Array.from(values).filter((v) => v > 0);
}

/** `seen` with those of `values` that lie in [low, high]. */
function widen(seen: Domain, values: Values, low: number, high: number): Domain {
  return extent([...seen, ...Array.from(values).filter((v) => v >= low && v <= high)]) ?? seen;
}
