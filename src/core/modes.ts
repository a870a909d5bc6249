/**
 * Sets of wavevectors and what can give densities on them.
 *
 * A set holds each pair ±k once (the density is real: ρ_{−k} = ρ_k*), never k = 0. Shells collect modes of one exact |k|.
 */
export interface Shell {
  /** |k|. */
  readonly k: number;
  /** Indices into the set. */
  readonly members: Int32Array;
}

export class ModeSet {
  readonly lengths: readonly number[];
  /** Integers n of k = 2πn/L, [count*dim]. */
  readonly n: Int32Array;
  readonly count: number;
  /** Shells of equal |k|, ascending. */
  readonly shells: readonly Shell[];
  /** Shell of every mode, [count]. */
  readonly shellOf: Int32Array;

  /** `n` lists the integer vectors one after the other, [count*dim]; the caller leaves out 0 and one of each ±n. */
  constructor(lengths: readonly number[], n: Int32Array) {
    const dim = lengths.length;
    this.lengths = lengths;
    this.n = n;
    this.count = n.length / dim;
    const squares = Float64Array.from({ length: this.count }, (_, m) => {
      let sum = 0;
      for (let a = 0; a < dim; a++) {
        const k = (2 * Math.PI * n[m * dim + a]) / lengths[a];
        sum += k * k;
      }
      return sum;
    });
    const order = Array.from(squares.keys()).sort((p, q) => squares[p] - squares[q] || p - q);
    this.shellOf = new Int32Array(this.count);
    const shells: { square: number; members: number[] }[] = [];
    for (const m of order) {
      const last = shells.at(-1);
      if (last !== undefined && squares[m] - last.square <= 1e-10 * squares[m]) last.members.push(m);
      else shells.push({ square: squares[m], members: [m] });
      this.shellOf[m] = shells.length - 1;
    }
    this.shells = shells.map((s) => ({ k: Math.sqrt(s.square), members: Int32Array.from(s.members).sort() }));
  }

  get dim(): number {
    return this.lengths.length;
  }

  /** The shell nearest to `k`; nearest in |k|, the lower one on a tie. */
  nearestShell(k: number): number {
    let best = 0;
    for (let s = 1; s < this.shells.length; s++) {
      if (Math.abs(this.shells[s].k - k) < Math.abs(this.shells[best].k - k)) best = s;
    }
    return best;
  }

  /** The subset that holds the given shells only. */
  subset(shells: readonly number[]): ModeSet {
    const wanted = new Set(shells);
    return this.#keep((m) => wanted.has(this.shellOf[m]));
  }

  /** The subset of the modes whose integers [dim] pass. */
  select(passes: (n: readonly number[]) => boolean): ModeSet {
    return this.#keep((m) => passes(Array.from(this.n.subarray(m * this.dim, (m + 1) * this.dim))));
  }

  #keep(passes: (m: number) => boolean): ModeSet {
    const out: number[] = [];
    for (let m = 0; m < this.count; m++) {
      if (passes(m)) out.push(...this.n.subarray(m * this.dim, (m + 1) * this.dim));
    }
    return new ModeSet(this.lengths, Int32Array.from(out));
  }
}

/** All modes with |n_a| ≤ limit_a, one of each ±n, without 0. */
export function modesWithin(lengths: readonly number[], limit: readonly number[]): ModeSet {
  const dim = lengths.length;
  const out: number[] = [];
  const n = new Array<number>(dim).fill(0);
  const visit = (a: number): void => {
    if (a === dim) {
      const lead = n.find((value) => value !== 0);
      if (lead !== undefined && lead > 0) out.push(...n);
      return;
    }
    for (let value = -limit[a]; value <= limit[a]; value++) {
      n[a] = value;
      visit(a + 1);
    }
    n[a] = 0;
  };
  visit(0);
  return new ModeSet(lengths, Int32Array.from(out));
}

/** Whatever has densities: a field, particles, a stored frame. */
export interface DensitySource {
  readonly time: number;
  readonly lengths: readonly number[];
  /** Particles (∫ρ) of every species; for an order parameter its integral, of any sign. */
  readonly counts: readonly number[];
  /** ρ_k = ∫ρ e^{−ik·x} dx = Σ_i e^{−ik·x_i} of every mode, interleaved re, im, [2*modes.count]. */
  densityModes(modes: ModeSet, species: number, out: Float64Array): void;
  /** Free energy (field) or potential energy (particles), where the source knows one. */
  energy?(): number;
  /** Pressure −∂F/∂V at fixed N by uniform scaling, external terms left out, where the source knows one. */
  pressure?(): number;
}

/** A density source made of particles: what g(r), mean square displacements and energies need beside the modes. */
export interface ParticleSource extends DensitySource {
  /** Positions in the box, 0 ≤ x_a < L_a, [dim][particles]. */
  readonly positions: readonly Float64Array[];
  /** Positions that follow the particles across the boundaries, [dim][particles]. */
  readonly unwrapped: readonly Float64Array[];
  /** Species of every particle, [particles]. */
  readonly speciesOf: Int32Array;
  /**
   * Σ_i |∇_iU|² and Σ_i ∇²_iU of the present configuration, where the source knows them: the configurational temperature
   * ⟨squares⟩/⟨laplacian⟩ needs their averages one by one.
   */
  forceStatistics?(): { readonly squares: number; readonly laplacian: number };
}

/** The source as particles. @throws RangeError when it has no positions. */
export function particlesOf(s: DensitySource): ParticleSource {
  if ('positions' in s && 'unwrapped' in s && 'speciesOf' in s) return s as ParticleSource;
  throw new RangeError('this observable needs particles; a field has no positions');
}
