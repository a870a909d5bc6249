import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import type { Observable, ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { type Column, type Curve, column } from '../../../src/core/curve.ts';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { type DensitySource, type ModeSet, modesWithin } from '../../../src/core/modes.ts';
import { Gaussians } from '../../../src/core/random.ts';

const lengths = [2.9, 1.7];
const particles = 37;
const modes = modesWithin(lengths, [2, 2]);
const grid = new Grid(lengths, [12, 10]);
const plain: ObservableContext = {
  modes,
  fft: createFft(grid),
  kind: 'density',
  sample: 0.3,
  average: 'time',
  times: [],
  mean: 'subtracted',
  meanDensity: particles / grid.volume,
  deviation: 1,
};

/** A source with given ρ_k: a table by integer vector, so that any subset of modes can be asked for. */
class Synthetic implements DensitySource {
  time = 0;
  readonly lengths: readonly number[];
  readonly counts: readonly number[];
  /** ρ_k, [2*modes]. */
  readonly values: Float64Array;
  readonly #place = new Map<string, number>();

  constructor(set: ModeSet, count: number) {
    this.lengths = set.lengths;
    this.counts = [count];
    this.values = new Float64Array(2 * set.count);
    for (let m = 0; m < set.count; m++) this.#place.set(key(set, m), m);
  }

  densityModes(set: ModeSet, _species: number, out: Float64Array): void {
    for (let m = 0; m < set.count; m++) {
      const from = this.#place.get(key(set, m)) ?? Number.NaN;
      out[2 * m] = this.values[2 * from];
      out[2 * m + 1] = this.values[2 * from + 1];
    }
  }
}

function key(set: ModeSet, m: number): string {
  return set.n.subarray(m * set.dim, (m + 1) * set.dim).join();
}

/** ρ_k/√N = m_k + noise: complex Gaussian of variance `spread`, in time x ← φx + √(1 − φ²)ξ. */
class GaussianModes extends Synthetic {
  readonly #x: Float64Array;
  readonly #phi: number;
  readonly #gaussians: Gaussians;

  constructor(phi: number, gaussians: Gaussians) {
    super(modes, particles);
    this.#phi = phi;
    this.#gaussians = gaussians;
    this.#x = new Float64Array(this.values.length);
    gaussians.fill(this.#x);
    this.#write();
  }

  next(): void {
    const kick = Math.sqrt(1 - this.#phi * this.#phi);
    for (let i = 0; i < this.#x.length; i++) this.#x[i] = this.#phi * this.#x[i] + kick * this.#gaussians.next();
    this.#write();
  }

  #write(): void {
    for (let i = 0; i < this.#x.length; i++) {
      const noise = Math.sqrt(spread(i >> 1) / 2) * this.#x[i];
      this.values[i] = Math.sqrt(particles) * (fixed(i) + noise);
    }
  }
}
const spread = (m: number): number => 0.3 + 0.2 * m;
/** Re and Im of the mean, in turn; for some modes far larger than the fluctuations. */
const fixed = (i: number): number => (i % 2 === 0 ? 1.5 - 0.5 * i : 0.35 * i);
const coherent = (m: number): number => fixed(2 * m) * fixed(2 * m) + fixed(2 * m + 1) * fixed(2 * m + 1);

const shellMean = (of: (m: number) => number): readonly number[] =>
  modes.shells.map((s) => s.members.reduce((sum, m) => sum + of(m), 0) / s.members.length);

/** What many measurements of one number say about its estimate and its errors. */
class Trials {
  readonly #estimates: Float64Array[] = [];
  readonly #errors: Float64Array[] = [];
  add(estimate: Float64Array, error: Float64Array): void {
    this.#estimates.push(estimate);
    this.#errors.push(error);
  }
  /** |mean − truth| in standard errors, the largest over components. */
  bias(truth: readonly number[]): number {
    const n = this.#estimates.length;
    return Math.max(...truth.map((value, i) => Math.abs(this.#mean(i) - value) / Math.sqrt(this.#variance(i) / n)));
  }
  /** ⟨error²⟩ over the variance of the estimate, pooled. */
  errorRatio(): number {
    const count = this.#estimates[0].length;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const square = this.#errors.reduce((total, e) => total + e[i] * e[i], 0) / this.#errors.length;
      sum += square / this.#variance(i) / count;
    }
    return sum;
  }
  /** ⟨((estimate − truth)/error)²⟩, pooled. */
  chi2(truth: readonly number[]): number {
    let sum = 0;
    this.#estimates.forEach((estimate, r) => {
      truth.forEach((value, i) => {
        const z = (estimate[i] - value) / this.#errors[r][i];
        sum += (z * z) / truth.length / this.#estimates.length;
      });
    });
    return sum;
  }
  #mean(i: number): number {
    return this.#estimates.reduce((sum, e) => sum + e[i], 0) / this.#estimates.length;
  }
  #variance(i: number): number {
    const mean = this.#mean(i);
    return this.#estimates.reduce((sum, e) => sum + (e[i] - mean) * (e[i] - mean), 0) / (this.#estimates.length - 1);
  }
}

function merged(
  name: string,
  context: ObservableContext,
  parts: readonly Observable[],
  parameters = {},
): readonly Curve[] {
  const out = observables[name].create(parameters, context);
  for (const part of parts) out.merge(structuredClone(part.save()));
  return out.curves();
}

function errorOf(curve: Curve): Float64Array {
  return (curve.error as Column).values;
}

describe('structure factor over time, mean subtracted', () => {
  test.each([
    // few blocks: their Student's t gives χ² = ν/(ν − 2) (ν = 9 blocks less one: 1.29), and |ρ|² is skew
    { phi: 0, n: 40, runs: 1000, ratio: [0.8, 1.1], chi2: [1, 1.8] },
    { phi: 0, n: 400, runs: 500, ratio: [0.9, 1.1], chi2: [0.9, 1.25] },
    { phi: 0.7, n: 400, runs: 500, ratio: [0.8, 1.1], chi2: [0.9, 1.6] },
    { phi: 0.7, n: 1600, runs: 250, ratio: [0.8, 1.15], chi2: [0.9, 1.3] },
  ])('$runs runs of $n samples, φ = $phi', ({ phi, n, runs, ratio, chi2 }) => {
    const gaussians = new Gaussians(12, n);
    const [shells, single] = [new Trials(), new Trials()];
    for (let run = 0; run < runs; run++) {
      const own = observables['structure-factor'].create({}, plain);
      const source = new GaussianModes(phi, gaussians);
      for (let i = 0; i < n; i++) {
        own.observe(source);
        source.next();
      }
      const [curve, , byMode] = merged('structure-factor', plain, [own]);
      shells.add(curve.value.values, errorOf(curve));
      single.add(byMode.value.values, errorOf(byMode));
    }
    const truth = shellMean(spread);
    const bias = [shells.bias(truth), single.bias(Array.from({ length: modes.count }, (_, m) => spread(m)))];
    expect(Math.max(...bias), `bias ${bias} standard errors`).toBeLessThan(4);
    expect(shells.errorRatio(), 'error²/variance').toBeGreaterThan(ratio[0]);
    expect(shells.errorRatio(), 'error²/variance').toBeLessThan(ratio[1]);
    expect(shells.chi2(truth), 'reduced χ²').toBeGreaterThan(chi2[0]);
    expect(shells.chi2(truth), 'reduced χ²').toBeLessThan(chi2[1]);
  });
});

describe('structure factor over time', () => {
  test('mean kept: variance and squared mean together', () => {
    const context: ObservableContext = { ...plain, mean: 'kept' };
    const gaussians = new Gaussians(13);
    const trials = new Trials();
    for (let run = 0; run < 500; run++) {
      const own = observables['structure-factor'].create({}, context);
      const source = new GaussianModes(0.3, gaussians);
      for (let i = 0; i < 200; i++) {
        own.observe(source);
        source.next();
      }
      const [curve] = merged('structure-factor', context, [own]);
      trials.add(curve.value.values, errorOf(curve));
    }
    const truth = shellMean((m) => spread(m) + coherent(m));
    expect(trials.bias(truth)).toBeLessThan(4);
    expect(Math.abs(trials.errorRatio() - 1)).toBeLessThan(0.15);
    expect(trials.chi2(truth)).toBeLessThan(1.35);
    expect(trials.chi2(truth)).toBeGreaterThan(0.9);
  });

  test('a source at rest: S = |ρ_k|²/N without error, or 0 with its mean subtracted', () => {
    const source = new Synthetic(modes, particles);
    source.values.forEach((_, i) => {
      source.values[i] = Math.sqrt(particles) * fixed(i);
    });
    for (const mean of ['kept', 'subtracted'] as const) {
      const context = { ...plain, mean };
      const own = observables['structure-factor'].create({}, context);
      for (let i = 0; i < 100; i++) own.observe(source);
      const curves = merged('structure-factor', context, [own]);
      expect(curves.map((c) => c.name)).toEqual([
        'structure-factor',
        'structure-factor-errors',
        'structure-factor-modes',
        'structure-factor-direction',
      ]);
      const [shells, , single] = curves;
      const expected = shellMean((m) => (mean === 'kept' ? coherent(m) : 0));
      expected.forEach((value, s) => {
        const scale = Math.max(...shellMean(coherent));
        expect(Math.abs(shells.value.values[s] - value)).toBeLessThan(1e-14 * scale);
        expect(Math.abs(errorOf(shells)[s])).toBeLessThan(1e-14 * scale);
      });
      expect([...column(shells, 'k').values]).toEqual(modes.shells.map((s) => s.k));
      expect([...column(shells, 'modes').values]).toEqual(modes.shells.map((s) => s.members.length));
      for (let m = 0; m < modes.count; m++) {
        expect(single.value.values[m]).toBeCloseTo(mean === 'kept' ? coherent(m) : 0, 12);
        expect([column(single, 'n1').values[m], column(single, 'n2').values[m]].join()).toBe(key(modes, m));
        expect(column(single, 'k').values[m]).toBe(modes.shells[modes.shellOf[m]].k);
      }
    }
  });

  test('an order parameter is divided by V, a density by N', () => {
    const source = new Synthetic(modes, particles);
    source.values.fill(1);
    for (const kind of ['density', 'order-parameter'] as const) {
      const context: ObservableContext = { ...plain, kind, mean: 'kept' };
      const own = observables['structure-factor'].create({}, context);
      own.observe(source);
      const norm = kind === 'density' ? particles : lengths[0] * lengths[1];
      for (const value of merged('structure-factor', context, [own])[0].value.values) {
        expect(value * norm).toBeCloseTo(2, 13);
      }
    }
  });

  test('columns tau and independent: the correlation time of |δρ_k|² is that of φ²', () => {
    const gaussians = new Gaussians(14);
    const n = 4000;
    const parts = Array.from({ length: 40 }, () => {
      const own = observables['structure-factor'].create({}, plain);
      const source = new GaussianModes(0.8, gaussians);
      for (let i = 0; i < n; i++) {
        own.observe(source);
        source.next();
      }
      return own;
    });
    const [main, errors] = merged('structure-factor', plain, parts);
    const g = (1 + 0.64) / (1 - 0.64);
    modes.shells.forEach((_, s) => {
      // single errors² of ν ≈ 15 blocks scatter by √(2/ν) = 0.37, of 40 replicas by 0.06; the block bias is 4 %
      expect(Math.abs(column(errors, 'tau').values[s] / (0.5 * g * plain.sample) - 1)).toBeLessThan(0.3);
      expect(Math.abs((column(errors, 'independent').values[s] * g) / (40 * n) - 1)).toBeLessThan(0.3);
      // 40 replicas: their scatter is what is printed, and blocking agrees with it
      expect(errorOf(main)[s]).toBe(column(errors, 'replicas').values[s]);
      const ratio = column(errors, 'blocked').values[s] / column(errors, 'replicas').values[s];
      // scatter of 39 degrees of freedom: 4 standard errors of 1/√78
      expect(Math.abs(ratio - 1)).toBeLessThan(0.45 + 0.02);
    });
  });
});

describe('structure factor over replicas', () => {
  const context: ObservableContext = { ...plain, average: 'replicas', times: [1.5, 4] };
  const replica = (gaussians: Gaussians, setting: ObservableContext): Observable => {
    const own = observables['structure-factor'].create({}, setting);
    const source = new GaussianModes(0.5, gaussians);
    for (const _ of setting.times) {
      own.observe(source);
      source.next();
    }
    return own;
  };

  test.each([
    // |ρ|² is exponential, its mean and its error go together: for means of R exponential numbers (of pairs of them) χ²
    // is 2.06 (1.59) at R = 12 and 1.10 (1.06) at R = 90
    { replicas: 12, trials: 800, mean: 'subtracted' as const, chi2: [1.4, 2.5] },
    { replicas: 90, trials: 250, mean: 'subtracted' as const, chi2: [0.9, 1.25] },
    { replicas: 90, trials: 250, mean: 'kept' as const, chi2: [0.9, 1.25] },
  ])('$replicas replicas, mean $mean', ({ replicas, trials: count, mean, chi2 }) => {
    const setting = { ...context, mean };
    const gaussians = new Gaussians(15, replicas);
    const trials = new Trials();
    for (let trial = 0; trial < count; trial++) {
      const parts = Array.from({ length: replicas }, () => replica(gaussians, setting));
      const [curve] = merged('structure-factor', setting, parts);
      trials.add(curve.value.values, errorOf(curve));
    }
    const one = shellMean((m) => spread(m) + (mean === 'kept' ? coherent(m) : 0));
    const truth = [...one, ...one];
    expect(trials.bias(truth)).toBeLessThan(4);
    expect(Math.abs(trials.errorRatio() - 1), `error²/variance ${trials.errorRatio()}`).toBeLessThan(0.12);
    expect(trials.chi2(truth)).toBeGreaterThan(chi2[0]);
    expect(trials.chi2(truth)).toBeLessThan(chi2[1]);
  });

  test('rows: times, and shells within', () => {
    const gaussians = new Gaussians(16);
    const [curve] = merged('structure-factor', context, [replica(gaussians, context), replica(gaussians, context)]);
    expect(curve.name).toBe('structure-factor-transient');
    const count = modes.shells.length;
    expect([...column(curve, 't').values]).toEqual([1.5, 4].flatMap((t) => new Array<number>(count).fill(t)));
    expect([...column(curve, 'k').values]).toEqual([1, 2].flatMap(() => modes.shells.map((s) => s.k)));
  });
});

describe('intermediate scattering', () => {
  const lags = 12;
  const wishes = [modes.shells[5].k * 1.01, modes.shells[1].k, modes.shells[1].k * 0.99];

  test.each([
    { mean: 'subtracted' as const, phi: 0.8 },
    { mean: 'kept' as const, phi: 0.6 },
  ])('of modes that forget by φ = $phi a sample: F = S φⁿ, mean $mean', ({ mean, phi }) => {
    const context: ObservableContext = { ...plain, mean };
    const parameters = { k: wishes, lags };
    const gaussians = new Gaussians(19);
    const replicas = 24;
    const parts = Array.from({ length: replicas }, () => {
      const own = observables['intermediate-scattering'].create(parameters, context);
      const source = new GaussianModes(phi, gaussians);
      for (let i = 0; i < 3000; i++) {
        own.observe(source);
        source.next();
      }
      return own;
    });
    const [curve] = merged('intermediate-scattering', context, parts, parameters);
    const served = [1, 5];
    const variance = shellMean(spread);
    const still = shellMean((m) => (mean === 'kept' ? coherent(m) : 0));
    let [chi2, largest, row] = [0, 0, 0];
    for (const s of served) {
      let decay = 1;
      for (let lag = 0; lag <= lags; lag++, row++) {
        expect(column(curve, 'k').values[row]).toBe(modes.shells[s].k);
        expect(column(curve, 't').values[row]).toBeCloseTo(lag * context.sample, 13);
        const z = (curve.value.values[row] - variance[s] * decay - still[s]) / errorOf(curve)[row];
        expect(errorOf(curve)[row]).toBeLessThan(0.1 * (variance[s] + still[s]));
        chi2 += z * z;
        largest = Math.max(largest, Math.abs(z));
        decay *= phi;
      }
    }
    expect(row).toBe(curve.value.values.length);
    // 26 correlated numbers with errors of 23 degrees of freedom: P(|t_23| > 4.5)·26 = 0.4 %
    expect(largest).toBeLessThan(4.5);
    // neighbouring lags share their noise: some 4 independent numbers, χ²/4 < 4.6 with 99.9 %
    expect(chi2 / row).toBeLessThan(4.6);
    expect(curve.notes.join(' ')).toContain('served by the nearest shells');
  });

  test('of a wave that turns: F = S cos ωt, exactly', () => {
    const context: ObservableContext = { ...plain, mean: 'kept' };
    const parameters = { k: [modes.shells[0].k], lags: 9 };
    const own = observables['intermediate-scattering'].create(parameters, context);
    const source = new Synthetic(modes, particles);
    const omega = 0.41;
    for (let i = 0; i < 60; i++) {
      for (let m = 0; m < modes.count; m++) {
        source.values[2 * m] = 3 * Math.cos(omega * i);
        source.values[2 * m + 1] = -3 * Math.sin(omega * i);
      }
      own.observe(source);
    }
    const [curve] = merged('intermediate-scattering', context, [own], parameters);
    curve.value.values.forEach((f, lag) => {
      expect(Math.abs(f - (9 / particles) * Math.cos(omega * lag))).toBeLessThan(1e-14);
    });
  });

  test('is refused over replicas', () => {
    const create = () =>
      observables['intermediate-scattering'].create({ k: [1], lags: 4 }, { ...plain, average: 'replicas' });
    expect(create).toThrow(/average/);
  });
});

/** ρ(x) = ρ0 + Σ A cos(k·x + p) as a source, and as a function of the cell. */
function waves(
  box: Grid,
  set: ModeSet,
  mean: number,
  terms: readonly { readonly n: readonly number[]; readonly a: number; readonly p: number }[],
): { source: Synthetic; rho: (j: number) => number } {
  const source = new Synthetic(set, mean * box.volume);
  for (const { n, a, p } of terms) {
    for (let m = 0; m < set.count; m++) {
      for (const sign of [1, -1]) {
        if (key(set, m) !== n.map((value) => sign * value + 0).join()) continue;
        source.values[2 * m] += 0.5 * a * box.volume * Math.cos(p);
        source.values[2 * m + 1] += 0.5 * sign * a * box.volume * Math.sin(p);
      }
    }
  }
  const turn = (n: readonly number[], j: number): number =>
    n.reduce((sum, value, axis) => sum + (2 * Math.PI * value * box.position(j, axis)) / box.lengths[axis], 0);
  return { source, rho: (j) => terms.reduce((sum, { n, a, p }) => sum + a * Math.cos(turn(n, j) + p), mean) };
}

describe('real space', () => {
  const boxes = [
    { box: [2.9], cells: [16], first: [{ n: [3], a: 0.7, p: 0.4 }], second: [{ n: [1], a: 0.3, p: 2 }] },
    {
      box: [2.9, 1.7],
      cells: [12, 10],
      first: [
        { n: [2, -1], a: 0.7, p: 0.4 },
        { n: [0, 3], a: -0.2, p: 1.3 },
      ],
      second: [
        { n: [-3, 0], a: 0.5, p: -0.7 },
        { n: [1, 2], a: 0.1, p: 0.2 },
      ],
    },
    {
      box: [2.9, 1.7, 4.3],
      cells: [8, 10, 6],
      first: [
        { n: [1, -3, 1], a: 0.7, p: 0.4 },
        { n: [1, 2, 0], a: 0.4, p: 2.5 },
      ],
      second: [{ n: [-2, 1, -1], a: 0.6, p: 1.1 }],
    },
  ].map((b) => {
    const grid = new Grid(b.box, b.cells);
    const set = modesWithin(
      b.box,
      b.cells.map((n) => Math.ceil(n / 3) - 1),
    );
    const context: ObservableContext = { ...plain, modes: set, fft: createFft(grid), meanDensity: 5.3 };
    return { ...b, grid, set, context, one: waves(grid, set, 5.3, b.first), two: waves(grid, set, 5.3, b.second) };
  });

  test.each(boxes)('density profile over time in $box is the mean field', ({ grid, context, one, two, set }) => {
    expect(set.count).toBeGreaterThan(3);
    const own = observables['density-profile'].create({}, context);
    for (let i = 0; i < 64; i++) own.observe(i % 4 === 0 ? two.source : one.source);
    const [curve] = merged('density-profile', context, [own]);
    expect(curve.value.values.length).toBe(grid.size);
    for (let j = 0; j < grid.size; j++) {
      const expected = 0.75 * one.rho(j) + 0.25 * two.rho(j);
      expect(Math.abs(curve.value.values[j] - expected), `cell ${j}`).toBeLessThan(1e-13 * 5.3);
      expect(column(curve, 't').values[j]).toBeNaN();
      for (let a = 0; a < grid.dim; a++) {
        expect(column(curve, ['x', 'y', 'z'][a]).values[j]).toBe(grid.position(j, a));
      }
    }
  });

  test('a profile that does not change has no error', () => {
    const { context, one } = boxes[1];
    const own = observables['density-profile'].create({}, context);
    for (let i = 0; i < 50; i++) own.observe(one.source);
    const [curve] = merged('density-profile', context, [own]);
    expect([...errorOf(curve)]).toEqual(new Array<number>(curve.value.values.length).fill(0));
  });

  test.each(boxes)('density profile over replicas in $box: mean and standard error at every time', (b) => {
    const context: ObservableContext = { ...b.context, average: 'replicas', times: [0.5, 2] };
    // replicas see one, one, two at the first time, two, two, one at the second
    const parts = [0, 1, 2].map((r) => {
      const own = observables['density-profile'].create({}, context);
      own.observe(r < 2 ? b.one.source : b.two.source);
      own.observe(r < 2 ? b.two.source : b.one.source);
      return own;
    });
    const [curve] = merged('density-profile', context, parts);
    const { size } = b.grid;
    for (let j = 0; j < size; j++) {
      const [one, two] = [b.one.rho(j), b.two.rho(j)];
      // variance of (1, 1, 2): Δ²/3; of its mean: Δ²/9
      const error = Math.abs(one - two) / 3;
      [(2 * one + two) / 3, (one + 2 * two) / 3].forEach((mean, t) => {
        expect(Math.abs(curve.value.values[t * size + j] - mean)).toBeLessThan(1e-13 * 5.3);
        expect(Math.abs(errorOf(curve)[t * size + j] - error)).toBeLessThan(1e-12);
        expect(column(curve, 't').values[t * size + j]).toBe([0.5, 2][t]);
      });
    }
  });

  test.each(boxes)('density histogram in $box: the cells, counted', ({ grid, context, one, two }) => {
    const bin = 0.0937;
    const own = observables['density-histogram'].create({ bin }, context);
    for (let i = 0; i < 10; i++) own.observe(i % 2 === 0 ? one.source : two.source);
    const [curve] = merged('density-histogram', context, [own], { bin });
    const centres = column(curve, 'rho').values;
    const counts = new Float64Array(centres.length);
    for (const { rho } of [one, two]) {
      for (let j = 0; j < grid.size; j++) {
        const offset = (rho(j) - 5.3) / bin;
        // no cell on the border of two bins, where rounding would decide
        expect(Math.abs(offset - Math.floor(offset) - 0.5)).toBeGreaterThan(1e-9);
        counts[centres.findIndex((c) => Math.abs(rho(j) - c) < bin / 2)]++;
      }
    }
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2 * grid.size);
    counts.forEach((n, i) => {
      expect(curve.value.values[i] * 2 * grid.size * bin).toBeCloseTo(n, 10);
    });
    expect(counts[0] * (counts.at(-1) ?? 0), 'empty ends are left out').toBeGreaterThan(0);
    expect(curve.value.values.reduce((sum, p) => sum + p * bin, 0)).toBeCloseTo(1, 12);
  });

  test('what lies beyond the outermost bins is counted in them; the default bin is an eighth of the deviation', () => {
    const { grid, context, one } = boxes[1];
    const bin = 0.001;
    const own = observables['density-histogram'].create({ bin }, context);
    own.observe(one.source);
    own.observe(one.source);
    const [curve] = merged('density-histogram', context, [own], { bin });
    const centres = column(curve, 'rho').values;
    expect([centres[0], centres.at(-1)]).toEqual([5.3 - 80 * bin, 5.3 + 80 * bin]);
    const below = Array.from({ length: grid.size }, (_, j) => one.rho(j)).filter((v) => v < 5.3 - 79.5 * bin).length;
    expect(below).toBeGreaterThan(10);
    expect(curve.value.values[0] * bin * grid.size).toBeCloseTo(below, 10);
    expect(curve.value.values.reduce((sum, p) => sum + p * bin, 0)).toBeCloseTo(1, 12);

    const standard = observables['density-histogram'].create({}, { ...context, deviation: 0.4 });
    standard.observe(one.source);
    const [spaced] = merged('density-histogram', { ...context, deviation: 0.4 }, [standard]);
    const found = column(spaced, 'rho').values;
    expect(found[1] - found[0]).toBeCloseTo(0.05, 12);
  });
});
