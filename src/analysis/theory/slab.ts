import { createFft } from '../../core/fft/backends.ts';
import { Grid } from '../../core/grid.ts';
import type { Model } from '../../physics/model.ts';
import { bracketedRoot } from './bracketed-root.ts';
import { leastOn } from './least-on.ts';
import type { Equilibrium } from './minimise.ts';
import { bulkPressure, chemicalPotential, curvatureAt } from './thermodynamics.ts';
import { varyingAxes } from './varying-axes.ts';

/** A slab of one phase in the other, with two planar interfaces, in a periodic box. */
export interface Slab {
  readonly axis: number;
  /** The two phases: the uniform states of the same μ̄. */
  readonly low: number;
  readonly high: number;
  readonly pressure: number;
  /** γ = (Ω + PV)/2A, of one interface: excess grand potential per area. */
  readonly tension: number;
  /** Δρ/(2 max|ρ′|): ξ for tanh(x/ξ). */
  readonly width: number;
  /** Distance from 10 % to 90 % of Δρ. */
  readonly tenNinety: number;
}

/** Part of Δρ by which the middle of a phase may differ from the uniform state of the same μ. */
const FLAT = 1e-2;

/**
 * The slab in a minimised profile; null where it is none: an external potential, variation along several axes, other than
 * two interfaces, or phases too thin to have a bulk. Derivatives are those of the Fourier interpolation of the cells.
 */
export function recogniseSlab(model: Model, grid: Grid, equilibrium: Equilibrium): Slab | null {
  if (model.functionals.some((term) => term.inhomogeneous === true)) return null;
  const { axes, cells, lengths, values } = varyingAxes(grid, equilibrium.profile);
  if (axes.length !== 1) return null;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const middle = 0.5 * (least + most);
  const crossings = values.filter((v, j) => v < middle !== values[(j + 1) % values.length] < middle).length;
  if (crossings !== 2) return null;
  const { mu } = equilibrium;
  const [low, high] = [least, most].map((start) => uniformOf(model, mu, start));
  const range = high - low;
  if (!(Math.abs(low - least) < FLAT * range && Math.abs(high - most) < FLAT * range)) return null;
  const pressure = 0.5 * (bulkPressure(model, low) + bulkPressure(model, high));
  const [length] = lengths;
  const area = grid.volume / length;

  const n = cells[0];
  const h = length / n;
  const { inCells, slopes, at, slope } = interpolation(values, length);
  const steepest = slopes.reduce((best, value, j) => (Math.abs(value) > Math.abs(slopes[best]) ? j : best), 0);
  const near = Array.from({ length: 17 }, (_, i) => (steepest + (i - 8) / 8) * h);
  const peak = leastOn((x) => -Math.abs(slope(x)), near);
  // from cell to cell up to the level, then between the two
  const share = (part: number, direction: 1 | -1): number => {
    const level = low + part * range;
    const over = (j: number): number => inCells[((j % n) + n) % n] - level;
    let j = steepest;
    if (over(j) < 0 === over(j - direction) < 0) {
      for (let i = 0; i < n && over(j) < 0 === over(j + direction) < 0; i++) j += direction;
    } else j -= direction;
    return bracketedRoot((x) => at(x) - level, j * h, (j + direction) * h);
  };
  const rising = slope(peak.at) > 0 ? 1 : -1;
  return {
    axis: axes[0],
    low,
    high,
    pressure,
    tension: (equilibrium.grandPotential + pressure * grid.volume) / (2 * area),
    width: range / (2 * -peak.value),
    tenNinety: Math.abs(share(0.9, rising) - share(0.1, rising === 1 ? -1 : 1)),
  };
}

/** The uniform state of a chemical potential nearest to a start, by Newton's method; NaN where there is none. */
function uniformOf(model: Model, mu: number, start: number): number {
  let rho = start;
  for (let step = 0; step < 50; step++) {
    const curvature = curvatureAt(model, 0, rho);
    if (!(curvature > 0)) return Number.NaN;
    const change = (mu - chemicalPotential(model, rho)) / curvature;
    rho = model.kind === 'density' ? Math.max(rho + change, 0.1 * rho) : rho + change;
    if (Math.abs(change) <= 4 * Number.EPSILON * Math.abs(rho)) break;
  }
  return rho;
}

/** The trigonometric polynomial through the cells, without Nyquist, and its derivative: in the cells, [n], and anywhere. */
function interpolation(values: Float64Array, length: number) {
  const n = values.length;
  const fft = createFft(new Grid([length], [n]));
  const [real, hat] = [fft.allocReal(), fft.allocSpectrum()];
  real.set(values);
  fft.forward(real, hat);
  if (n % 2 === 0) hat.fill(0, n, n + 2);
  const steep = fft.allocSpectrum();
  for (let m = 1; 2 * m < n; m++) {
    const k = (2 * Math.PI * m) / length;
    steep[2 * m] = -k * hat[2 * m + 1];
    steep[2 * m + 1] = k * hat[2 * m];
  }
  const cells = (spectrum: Float64Array): Float64Array => {
    fft.inverse(spectrum, real);
    return Float64Array.from(real);
  };
  const sum = (spectrum: Float64Array, x: number): number => {
    let total = spectrum[0] / n;
    for (let m = 1; 2 * m < n; m++) {
      const phase = (2 * Math.PI * m * x) / length;
      total += (2 / n) * (spectrum[2 * m] * Math.cos(phase) - spectrum[2 * m + 1] * Math.sin(phase));
    }
    return total;
  };
  return {
    inCells: cells(hat),
    slopes: cells(steep),
    at: (x: number): number => sum(hat, x),
    slope: (x: number): number => sum(steep, x),
  };
}
