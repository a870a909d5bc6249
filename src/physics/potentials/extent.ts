export interface Extent {
  readonly sigma: number;
  /** Where particles stop seeing each other. */
  readonly range: number;
  /** Where its transform stops looking. */
  readonly end: number;
  /** p of u ∝ r^−p at r → 0; 0 where u is finite. */
  readonly steepness: number;
}

/** Distances looked at: 32 per factor of two, from 2^−40 to 2^40. */
const [OCTAVES, PER_OCTAVE] = [40, 32];
/** A distance close to 0 where σ is not known yet. */
const SMALL = 1 / (1 << 24);
/** |u| that counts as nothing, of its maximum, for pairs and for the transform; and where it must have fallen to that, in σ. */
const [NEGLIGIBLE, NOTHING, FARTHEST] = [5e-13, 1e-16, 100];

/**
 * The lengths of a potential that is only known by its values. σ: `given`, or the last r at which |u| is 1/e of its maximum.
 * Range: the cutoff, or the last r with |u| > 5e-13 of its maximum (1e-16 for `end`). @param refuse throws, with the advice
 */
export function extent(
  u: (r: number) => number,
  cutoff: number,
  given: number,
  refuse: (message: string) => never,
): Extent {
  const limit = cutoff > 0 ? cutoff : Number.POSITIVE_INFINITY;
  const distances: number[] = [];
  for (let octave = -OCTAVES; octave < OCTAVES; octave++) {
    const base = octave < 0 ? 1 / power2(-octave) : power2(octave);
    for (let i = 0; i < PER_OCTAVE; i++) distances.push(base * (1 + i / PER_OCTAVE));
  }
  const within = distances.filter((r) => r < limit);
  const steepness = steepnessOf(u, given > 0 ? 1e-7 * given : SMALL);
  const size = (r: number): number => Math.abs(u(r));
  if (steepness > 0 && given === 0) refuse('u diverges at r → 0; give sigma, the length that the grid must resolve');

  const last = within.at(-1) ?? 0;
  const top =
    steepness > 0 ? size(0.25 * given) : within.reduce((most, r) => Math.max(most, size(r) || 0), size(within[0]));
  if (!(top > 0)) refuse(`|u| is nowhere above 0${cutoff > 0 ? ' inside the cutoff' : ''}; there is no interaction`);
  if (cutoff === 0 && !(size(last) <= NOTHING * top && Number.isFinite(top))) {
    refuse(`u does not decay: it is ${u(last)} at r = ${last}; give cutoff, from where on u is 0`);
  }
  const sigma = given > 0 ? given : beyond(size, within, top / Math.E);
  const bad = within.find((r) => r > 1e-6 * sigma && r < FARTHEST * sigma && !Number.isFinite(u(r)));
  if (bad !== undefined) refuse(`u is ${u(bad)} at r = ${bad}; it must be finite at every distance r > 0`);
  if (cutoff > 0) return { sigma, range: cutoff, end: cutoff, steepness };
  const end = beyond(size, within, NOTHING * top);
  if (end > FARTHEST * sigma) {
    const left = size(FARTHEST * sigma) / top;
    const slow = `u decays slowly: at r = ${FARTHEST * sigma} (100 σ) it is still ${left.toPrecision(2)} of its maximum`;
    refuse(`${slow}; give cutoff, from where on u is 0`);
  }
  return { sigma, range: beyond(size, within, NEGLIGIBLE * top), end, steepness };
}

function power2(n: number): number {
  let out = 1;
  for (let i = 0; i < n; i++) out *= 2;
  return out;
}

/** The last distance with |u| above the level, by bisection between the two that enclose it. */
function beyond(size: (r: number) => number, distances: readonly number[], level: number): number {
  const i = distances.findLastIndex((r) => size(r) > level);
  let [low, high] = [distances[Math.max(i, 0)], distances[Math.min(i + 1, distances.length - 1)]];
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high);
    if (size(middle) > level) low = middle;
    else high = middle;
  }
  return high;
}

/** −d ln|u|/d ln r at r → 0: 0 for a finite u, a small number for a logarithm. */
function steepnessOf(u: (r: number) => number, r: number): number {
  if (Number.isFinite(u(0))) return 0;
  const [near, far] = [Math.abs(u(r)), Math.abs(u(4 * r))];
  const slope = Math.log(near / far) / Math.log(4);
  if (!Number.isFinite(slope)) return Number.POSITIVE_INFINITY;
  return slope > 1e-3 ? slope : 0;
}
