import { binodals } from '../../src/analysis/theory/binodal.ts';
import { planarInterface } from '../../src/analysis/theory/interface.ts';
import type { Grid } from '../../src/core/grid.ts';
import type { Model } from '../../src/physics/model.ts';

/** What mean-field theory says of the interface of a model: γ = ∫√(2κΔω)dρ, its profile ρ(u) and ρ′(u), dense at u → ∞. */
export interface Planar {
  readonly low: number;
  readonly high: number;
  readonly tension: number;
  readonly width: number;
  at(u: number): { readonly value: number; readonly slope: number };
}

/** @throws Error where the model has no two phases */
export function planar(model: Model): Planar {
  const [phases] = binodals(model);
  const theory = phases === undefined ? null : planarInterface(model, phases);
  if (theory === null) throw new Error('no interface between two phases');
  const { low, high } = phases;
  const [middle, half] = [0.5 * (low + high), 0.5 * (high - low)];
  const { x, rho, tension, width } = theory;
  const s = rho.map((value) => Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, (value - middle) / half))));
  return {
    low,
    high,
    tension,
    width,
    at(u) {
      let [i, last] = [0, x.length - 1];
      while (last - i > 1) {
        const m = (i + last) >> 1;
        if (x[m] <= u) i = m;
        else last = m;
      }
      const steepness = (s[i + 1] - s[i]) / (x[i + 1] - x[i]);
      const t = Math.tanh(s[i] + (u - x[i]) * steepness);
      return { value: middle + half * t, slope: half * (1 - t * t) * steepness };
    },
  };
}

/** A slab of the dense phase in the middle half of the box, across its first axis, [size]. */
export function slab(grid: Grid, { at }: Planar): Float64Array {
  const [length] = grid.lengths;
  return Float64Array.from({ length: grid.size }, (_, j) => {
    return at(0.25 * length - Math.abs(grid.position(j, 0) - 0.5 * length)).value;
  });
}

/**
 * The two interfaces of a slab across the first axis of a plane. Their positions are the projection on the mode that moves them,
 * h(y) = −∫ρ₀′(ρ − ρ₀)dx/∫ρ₀′²dx: in mean-field theory that is an eigenmode of F″ with the eigenvalue κq², so that
 * ⟨|h_q|²⟩ = kT/(γ L q²) holds for any q, and no fluctuation of the bulk enters.
 */
export class Interfaces {
  readonly #grid: Grid;
  readonly #planar: Planar;
  readonly #modes: number;
  readonly #positions: [number, number];

  /** Starts from `slab`; `modes` waves n = 1 … of every interface. */
  constructor(grid: Grid, profile: Planar, modes: number) {
    this.#grid = grid;
    this.#planar = profile;
    this.#modes = modes;
    this.#positions = [0.25 * grid.lengths[0], 0.75 * grid.lengths[0]];
  }

  /** |h_n|² of h_n = (1/L)∫h e^{−iqy}dy, q = 2πn/L: `out` [2*modes], n fastest. */
  measure(rho: Float64Array, out: Float64Array): void {
    const [nx, ny] = this.#grid.cells;
    const mean = Float64Array.from({ length: nx }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < ny; j++) sum += rho[i * ny + j];
      return sum / ny;
    });
    this.#positions.forEach((start, side) => {
      let centre = start;
      for (let pass = 0; pass < 4; pass++) {
        const { weights, reference } = this.#window(centre, side);
        for (let i = 0; i < nx; i++) centre += weights[i] * (mean[i] - reference[i]);
      }
      this.#positions[side] = centre;
      const { weights, reference } = this.#window(centre, side);
      const h = Float64Array.from({ length: ny }, (_, j) => {
        let sum = 0;
        for (let i = 0; i < nx; i++) sum += weights[i] * (rho[i * ny + j] - reference[i]);
        return sum;
      });
      for (let n = 1; n <= this.#modes; n++) {
        let [re, im] = [0, 0];
        h.forEach((value, j) => {
          re += value * Math.cos((2 * Math.PI * n * j) / ny);
          im += value * Math.sin((2 * Math.PI * n * j) / ny);
        });
        out[side * this.#modes + n - 1] = (re * re + im * im) / (ny * ny);
      }
    });
  }

  /** −ρ₀′/∫ρ₀′² and ρ₀ in the half of the box round a position. */
  #window(centre: number, side: number) {
    const [nx] = this.#grid.cells;
    const [length] = this.#grid.lengths;
    const rising = side === 0 ? 1 : -1;
    const weights = new Float64Array(nx);
    const reference = new Float64Array(nx);
    let norm = 0;
    for (let i = 0; i < nx; i++) {
      const x = i * this.#grid.spacing[0] - centre;
      const u = x - length * Math.round(x / length);
      if (Math.abs(u) > 0.25 * length) continue;
      const { value, slope } = this.#planar.at(rising * u);
      reference[i] = value;
      weights[i] = -rising * slope;
      norm += slope * slope;
    }
    return { weights: weights.map((w) => w / norm), reference };
  }
}
