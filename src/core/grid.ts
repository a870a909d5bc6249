/**
 * Periodic grids. ALL conventions of the project are written here, once.
 *
 * Box        [0, L_a) on every axis a = x, y, z; cells of side h_a = L_a / n_a; cell j sits at x_a = j_a h_a.
 * Real array [n_x, n_y, n_z], C order: the last axis is the fastest (as in NumPy).
 * Spectrum   [n_x, n_y, n_z/2 + 1] complex numbers, interleaved re, im; last axis halved (as numpy.fft.rfftn).
 *            Forward ρ̂_n = Σ_j ρ_j e^{−i k·x_j} without factor; the inverse divides by the number of cells.
 *            ρ_k = h^d ρ̂ = ∫ρ e^{−ik·x} dx, so that S(k) = ⟨|δρ_k|²⟩ / N.
 * k          = 2π n / L, n = −n_a/2 … n_a/2. The derivative's k̃ is k, but 0 at the Nyquist mode of its axis.
 * Laplacian  ≡ Σ_a (i k̃_a)² and nothing else. The Nyquist modes of every axis are kept at zero.
 * Mask       `two-thirds`: resolved are |n_a| < n_a/3 on every axis; `none`: all modes but Nyquist.
 */
export type Dimension = 1 | 2 | 3;
export type Dealias = 'two-thirds' | 'none';

export class Grid {
  readonly dim: Dimension;
  readonly lengths: readonly number[];
  readonly cells: readonly number[];
  /** h_a = L_a / n_a. */
  readonly spacing: readonly number[];
  /** Number of cells. */
  readonly size: number;
  /** Number of complex modes of the half spectrum. */
  readonly modes: number;
  readonly volume: number;
  /** h^d, the volume of one cell. */
  readonly cellVolume: number;
  #k: readonly Float64Array[] | undefined;
  #k2: Float64Array | undefined;

  /** @throws RangeError unless there are 1 to 3 sides, all positive and finite, and as many even cell counts ≥ 2. */
  constructor(lengths: readonly number[], cells: readonly number[]) {
    const dim = lengths.length;
    if (dim !== 1 && dim !== 2 && dim !== 3) throw new RangeError(`a box has 1, 2 or 3 sides, not ${dim}`);
    if (cells.length !== dim) throw new RangeError(`${dim} sides need ${dim} cell counts, got ${cells.length}`);
    for (const length of lengths) {
      if (!(length > 0 && Number.isFinite(length))) throw new RangeError(`a side must be positive, got ${length}`);
    }
    for (const n of cells) {
      if (!Number.isInteger(n) || n < 2 || n % 2 !== 0)
        throw new RangeError(`cells must be even, at least 2, got ${n}`);
    }
    this.dim = dim;
    this.lengths = [...lengths];
    this.cells = [...cells];
    this.spacing = lengths.map((length, a) => length / cells[a]);
    this.size = product(cells);
    this.modes = (this.size / cells[dim - 1]) * (cells[dim - 1] / 2 + 1);
    this.volume = product(lengths);
    this.cellVolume = product(this.spacing);
  }

  /** Derivative wavenumbers k̃_a of every mode, [dim][modes]; zero at the Nyquist mode of the axis. */
  get k(): readonly Float64Array[] {
    this.#k ??= this.lengths.map((_, a) => {
      return Float64Array.from({ length: this.modes }, (_mode, m) => this.wavenumber(m, a));
    });
    return this.#k;
  }

  /** k̃² = Σ_a k̃_a² of every mode, [modes]: minus the Laplacian. */
  get k2(): Float64Array {
    // not by way of `k`: on a large grid that would stay in memory for this alone
    this.#k2 ??= Float64Array.from({ length: this.modes }, (_, m) => {
      let sum = 0;
      for (let a = 0; a < this.dim; a++) sum += this.wavenumber(m, a) * this.wavenumber(m, a);
      return sum;
    });
    return this.#k2;
  }

  /** k̃_a of mode `m`: 2πn/L, 0 at the Nyquist mode of the axis. */
  wavenumber(m: number, a: number): number {
    const n = this.modeNumber(m, a);
    return Math.abs(n) * 2 === this.cells[a] ? 0 : (2 * Math.PI * n) / this.lengths[a];
  }

  /** Integer n_a of mode `m` along axis `a`, −n_a/2 < n ≤ n_a/2. */
  modeNumber(m: number, a: number): number {
    let rest = m;
    for (let axis = this.dim - 1; axis >= 0; axis--) {
      const count = axis === this.dim - 1 ? this.cells[axis] / 2 + 1 : this.cells[axis];
      const index = rest % count;
      if (axis === a) return axis < this.dim - 1 && index > this.cells[axis] / 2 ? index - this.cells[axis] : index;
      rest = (rest - index) / count;
    }
    throw new RangeError(`no axis ${a}`);
  }

  /** How often mode `m` of the half spectrum stands in the whole one: 2, or 1 on the planes n_last = 0 and Nyquist. */
  weight(m: number): 1 | 2 {
    const last = this.cells[this.dim - 1] / 2;
    const n = m % (last + 1);
    return n === 0 || n === last ? 1 : 2;
  }

  /** Indices of the resolved modes, ascending, the mean mode (index 0) first. */
  resolved(dealias: Dealias): Int32Array {
    const kept: number[] = [];
    for (let m = 0; m < this.modes; m++) {
      let inside = true;
      for (let a = 0; a < this.dim; a++) {
        const n = Math.abs(this.modeNumber(m, a));
        if (dealias === 'none' ? 2 * n >= this.cells[a] : 3 * n >= this.cells[a]) inside = false;
      }
      if (inside) kept.push(m);
    }
    return Int32Array.from(kept);
  }

  /** Cut-off K_a of every axis: the coarse-graining scale, (2/3)π/h_a or π/h_a. */
  cutoffs(dealias: Dealias): readonly number[] {
    return this.spacing.map((h) => ((dealias === 'none' ? 1 : 2 / 3) * Math.PI) / h);
  }

  /** Position of cell `j` along axis `a`. */
  position(j: number, a: number): number {
    let rest = j;
    for (let axis = this.dim - 1; axis > a; axis--) rest = Math.floor(rest / this.cells[axis]);
    return (rest % this.cells[a]) * this.spacing[a];
  }
}

function product(values: readonly number[]): number {
  return values.reduce((p, v) => p * v, 1);
}
