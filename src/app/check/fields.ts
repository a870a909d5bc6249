import type { Fft } from '../../core/fft/fft.ts';
import { FieldState } from '../../core/field.ts';
import type { Dealias, Grid } from '../../core/grid.ts';
import { Gaussians } from '../../core/random.ts';
import type { BoundFunctional } from '../../physics/functionals/functional.ts';
import type { Mode } from './check.ts';

/**
 * A random field of all resolved modes, smooth, [size], mean 0, max|v| = 1: independent normal amplitudes times
 * 1/(1 + 9k²/K²), K the largest k.
 */
export function smoothField(fft: Fft, dealias: Dealias, seed: number): Float64Array {
  const { grid } = fft;
  const random = new Gaussians(seed, 5);
  const spectrum = fft.allocSpectrum();
  const resolved = grid.resolved(dealias);
  const largest = resolved.reduce((most, m) => Math.max(most, grid.k2[m]), 0);
  for (const m of resolved) {
    if (m === 0) continue;
    const size = 1 / (1 + (9 * grid.k2[m]) / largest);
    spectrum[2 * m] = size * random.next();
    spectrum[2 * m + 1] = size * random.next();
  }
  const out = fft.allocReal();
  fft.inverse(spectrum, out);
  const most = out.reduce((top, v) => Math.max(top, Math.abs(v)), 0);
  return out.map((v) => v / most);
}

/** cos(k·x + phase), [size]. */
export function wave(grid: Grid, n: readonly number[], phase = 0): Float64Array {
  return Float64Array.from({ length: grid.size }, (_, j) => {
    return Math.cos(n.reduce((sum, v, a) => sum + (2 * Math.PI * v * grid.position(j, a)) / grid.lengths[a], phase));
  });
}

/** Spectrum of a field, entries that are mere rounding set to 0: stiff terms would blow them up. */
export function spectrumOf(fft: Fft, values: Float64Array): Float64Array {
  const { real, spectrum: out } = scratchOf(fft);
  real.set(values);
  fft.forward(real, out);
  const largest = out.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return out.map((v) => (Math.abs(v) < 1e-13 * largest ? 0 : v));
}

/** A line of states: base + x·direction, both spectra. One state per grid, which every call writes over. */
export function along(fft: Fft, base: Float64Array, direction: Float64Array): (x: number) => FieldState {
  const state = states.get(fft) ?? new FieldState(fft);
  states.set(fft, state);
  const [hat] = state.hat;
  return (x) => {
    for (let i = 0; i < hat.length; i++) hat[i] = base[i] + x * direction[i];
    state.touch();
    return state;
  };
}

/** δF/δρ in every cell, [size]. */
export function potentialOf(bound: BoundFunctional, s: FieldState): Float64Array {
  const { real, sum, spectrum } = scratchOf(s.fft);
  sum.fill(0);
  spectrum.fill(0);
  bound.addPotential(s, { real: [sum], spectral: [spectrum] });
  s.fft.inverse(spectrum, real);
  return real.map((value, j) => value + sum[j]);
}

/** Arrays of the backend that every call writes over: it gives memory back only when all of it is. */
function scratchOf(fft: Fft): Scratch {
  let found = scratch.get(fft);
  if (found === undefined) {
    found = { real: fft.allocReal(), sum: fft.allocReal(), spectrum: fft.allocSpectrum() };
    scratch.set(fft, found);
  }
  return found;
}

interface Scratch {
  readonly real: Float64Array;
  readonly sum: Float64Array;
  readonly spectrum: Float64Array;
}

const scratch = new WeakMap<Fft, Scratch>();
const states = new WeakMap<Fft, FieldState>();

/** At most `most` resolved modes but the mean, ±n once, spread evenly over the ranks of |k|; first and last are among them. */
export function spreadModes(grid: Grid, dealias: Dealias, most: number): readonly Mode[] {
  const all: Mode[] = [];
  for (const m of grid.resolved(dealias)) {
    const n = grid.cells.map((_, a) => grid.modeNumber(m, a));
    const sign = n.find((v) => v !== 0) ?? 0;
    // the plane n_last = 0 holds both of ±n
    if (m === 0 || (n[n.length - 1] === 0 && sign < 0)) continue;
    all.push({ n, k: Math.hypot(...n.map((v, a) => (2 * Math.PI * v) / grid.lengths[a])) });
  }
  all.sort((a, b) => a.k - b.k);
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
