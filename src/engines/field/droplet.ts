import type { Grid } from '../../core/grid.ts';

/** A droplet in the middle of the box as a scenario gives it. */
export interface DropletShape {
  readonly inside: number;
  readonly radius: number;
  readonly width: number;
}

/**
 * A droplet round the middle of the box, ρ = ρ_out + (ρ_in − ρ_out) s, s = ½(1 − tanh((|x − L/2| − R)/w)), a sharp edge for
 * w = 0. ρ_out follows from the mean over the cells of the grid, so that a field of it has the mean exactly.
 */
export class Droplet {
  readonly inside: number;
  readonly outside: number;
  /** s in every cell, [size]. */
  readonly shape: Float64Array;
  readonly #lengths: readonly number[];
  readonly #radius: number;
  readonly #width: number;

  constructor(grid: Grid, mean: number, { inside, radius, width }: DropletShape) {
    this.inside = inside;
    this.#lengths = grid.lengths;
    this.#radius = radius;
    this.#width = width;
    this.shape = new Float64Array(grid.size);
    const x = new Float64Array(grid.dim);
    let filled = 0;
    for (let j = 0; j < grid.size; j++) {
      for (let a = 0; a < grid.dim; a++) x[a] = grid.position(j, a);
      this.shape[j] = this.#shapeAt(x);
      filled += this.shape[j] / grid.size;
    }
    this.outside = (mean - inside * filled) / (1 - filled);
  }

  /** ρ in every cell, [size]. */
  cells(out: Float64Array): void {
    for (let j = 0; j < out.length; j++) out[j] = this.#mix(this.shape[j]);
  }

  /** ρ at a point, [dim]. */
  at(x: Float64Array): number {
    return this.#mix(this.#shapeAt(x));
  }

  #mix(s: number): number {
    return this.outside + (this.inside - this.outside) * s;
  }

  #shapeAt(x: Float64Array): number {
    let square = 0;
    for (let a = 0; a < x.length; a++) {
      const d = x[a] - this.#lengths[a] / 2;
      square += d * d;
    }
    const over = Math.sqrt(square) - this.#radius;
    return this.#width > 0 ? 0.5 * (1 - Math.tanh(over / this.#width)) : over < 0 ? 1 : 0;
  }
}
