import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import { MultiTau } from '../../../src/analysis/observables/multi-tau.ts';
import { readTable, writeTable } from '../../../src/app/output/table.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { corrected } from '../../truths/statistics.ts';
import { contextOf, mergedCurves, numbers, TableSource } from './synthetic.ts';

const particles = 41;
const lengths = [2.9, 1.7];
const context = contextOf(lengths, [8, 8], particles);
const { modes } = context;
const name = 'time-correlation';

type Complex = readonly [number, number];
/** [[a, b], [c, d]] row by row. */
type Matrix = readonly [Complex, Complex, Complex, Complex];

const times = (x: Complex, y: Complex): Complex => [x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]];
const plus = (x: Complex, y: Complex): Complex => [x[0] + y[0], x[1] + y[1]];
const scaled = (x: Complex, s: number): Complex => [s * x[0], s * x[1]];
const star = (x: Complex): Complex => [x[0], -x[1]];
const product = (A: Matrix, B: Matrix): Matrix => [
  plus(times(A[0], B[0]), times(A[1], B[2])),
  plus(times(A[0], B[1]), times(A[1], B[3])),
  plus(times(A[2], B[0]), times(A[3], B[2])),
  plus(times(A[2], B[1]), times(A[3], B[3])),
];
const each = (A: Matrix, of: (x: Complex, i: number) => Complex): Matrix => [
  of(A[0], 0),
  of(A[1], 1),
  of(A[2], 2),
  of(A[3], 3),
];
const dagger = (A: Matrix): Matrix => [star(A[0]), star(A[2]), star(A[1]), star(A[3])];
const one: Matrix = [
  [1, 0],
  [0, 0],
  [0, 0],
  [1, 0],
];
function exponential(A: Matrix): Matrix {
  const small = each(A, (x) => scaled(x, 1 / 256));
  let [sum, term] = [one, one];
  for (let n = 1; n < 20; n++) {
    term = each(product(term, small), (x) => scaled(x, 1 / n));
    sum = each(sum, (x, i) => plus(x, term[i]));
  }
  for (let n = 0; n < 8; n++) sum = product(sum, sum);
  return sum;
}
function inverse(A: Matrix): Matrix {
  const det = plus(times(A[0], A[3]), scaled(times(A[1], A[2]), -1));
  const over = scaled(star(det), 1 / (det[0] ** 2 + det[1] ** 2));
  const adjugate: Matrix = [A[3], scaled(A[1], -1), scaled(A[2], -1), A[0]];
  return each(adjugate, (x) => times(x, over));
}

// A = LΓ with Hermitian L and Γ, both positive: dφ = −Aφ dt + noise has χ = Γ⁻¹ and C(t) = e^{−At}χ
const L: Matrix = [
  [0.9, 0],
  [0.3, 0.2],
  [0.3, -0.2],
  [0.5, 0],
];
const Gamma: Matrix = [
  [1.4, 0],
  [-0.5, 0.6],
  [-0.5, -0.6],
  [1.1, 0],
];
const A = product(L, Gamma);
const chi = inverse(Gamma);
const decay = (t: number): Matrix => exponential(each(A, (x) => scaled(x, -t)));
const exact = (t: number): Matrix => product(decay(t), chi);

/** Two coupled modes, sampled exactly. */
class Coupled {
  readonly #gaussians: Gaussians;
  readonly #step = decay(context.sample);
  readonly #kick: Matrix;
  phi: readonly [Complex, Complex];

  constructor(gaussians: Gaussians) {
    this.#gaussians = gaussians;
    const lost = product(product(this.#step, chi), dagger(this.#step));
    this.#kick = root(each(chi, (x, i) => plus(x, scaled(lost[i], -1))));
    this.phi = this.#apply(root(chi), this.#noise());
  }

  next(): void {
    const [old, kick] = [this.#apply(this.#step, this.phi), this.#apply(this.#kick, this.#noise())];
    this.phi = [plus(old[0], kick[0]), plus(old[1], kick[1])];
  }

  #noise(): readonly [Complex, Complex] {
    const draw = (): Complex => [Math.SQRT1_2 * this.#gaussians.next(), Math.SQRT1_2 * this.#gaussians.next()];
    return [draw(), draw()];
  }

  #apply(M: Matrix, v: readonly [Complex, Complex]): readonly [Complex, Complex] {
    return [plus(times(M[0], v[0]), times(M[1], v[1])), plus(times(M[2], v[0]), times(M[3], v[1]))];
  }
}

/** Cholesky: B B† = A. */
function root(A: Matrix): Matrix {
  const first = Math.sqrt(A[0][0]);
  const below = scaled(A[2], 1 / first);
  return [[first, 0], [0, 0], below, [Math.sqrt(A[3][0] - below[0] ** 2 - below[1] ** 2), 0]];
}

/** Places of (1, 0) and of (−1, 2), which the set holds as (1, −2). */
const chosen = [1, 0, -1, 2];
const place = (n: readonly number[]): number => {
  for (let m = 0; m < modes.count; m++) if (modes.n[2 * m] === n[0] && modes.n[2 * m + 1] === n[1]) return m;
  throw new Error(`no mode ${n}`);
};

function write(source: TableSource, phi: readonly [Complex, Complex], mean: number): void {
  const [a, b] = [place([1, 0]), place([1, -2])];
  const scale = Math.sqrt(particles);
  source.values[2 * a] = scale * (phi[0][0] + mean);
  source.values[2 * a + 1] = scale * (phi[0][1] - 2 * mean);
  source.values[2 * b] = scale * (phi[1][0] - mean);
  // ρ_{−k} = ρ_k*
  source.values[2 * b + 1] = -scale * (phi[1][1] + 3 * mean);
}

describe('time correlation', () => {
  test.each([
    { mean: 'kept' as const, offset: 0 },
    { mean: 'subtracted' as const, offset: 0 },
    { mean: 'subtracted' as const, offset: 8 },
  ])('of two coupled modes: C(t) = e^{−At}χ, and C_ab = C_ba*; mean $offset, $mean', ({ mean, offset }) => {
    const setting = { ...context, mean };
    const gaussians = new Gaussians(71);
    const [replicas, samples] = [40, 3000];
    const parameters = { modes: chosen, lags: 40 };
    const source = new TableSource(modes, particles);
    const parts = Array.from({ length: replicas }, () => {
      const own = observables[name].create(parameters, setting);
      const coupled = new Coupled(gaussians);
      for (let n = 0; n < samples; n++) {
        write(source, coupled.phi, offset);
        own.observe(source);
        coupled.next();
      }
      return own;
    });
    const [curve] = mergedCurves(name, setting, parts, parameters);
    const [a, b, t, re, im] = ['a', 'b', 't', 'C', 'im'].map((column) => numbers(curve, column));
    const lags = new MultiTau(40, 'logarithmic').lags.map((lag) => lag * context.sample);
    expect(t).toEqual([1, 2, 3, 4].flatMap(() => lags));
    expect([...new Set(a.map((value, i) => `${value},${b[i]}`))]).toEqual(['1,1', '1,2', '2,1', '2,2']);
    const z = t.flatMap((time, i) => {
      const truth = exact(time)[2 * (a[i] - 1) + (b[i] - 1)];
      const reality = Math.abs(re[i] - truth[0]) / numbers(curve, 'stderr')[i];
      // the autocorrelation at t = 0 is real, exactly
      if (a[i] === b[i] && time === 0) {
        expect(Math.abs(im[i])).toBeLessThan(1e-12 * (1 + offset * offset));
        return [reality];
      }
      return [reality, Math.abs(im[i] - truth[1]) / numbers(curve, 'im-stderr')[i]];
    });
    expect(Math.max(...z)).toBeLessThan(corrected(z.length, replicas));
    expect(Math.max(...numbers(curve, 'stderr'))).toBeLessThan(0.05);
    // the off-diagonal part is there: by far more than its error
    const off = lags.length + 3;
    expect(Math.abs(im[off])).toBeGreaterThan(20 * numbers(curve, 'im-stderr')[off]);
    lags.forEach((_, i) => {
      const [ab, ba] = [lags.length + i, 2 * lags.length + i];
      const error = (column: string) => 2 * Math.hypot(numbers(curve, column)[ab], numbers(curve, column)[ba]);
      expect(Math.abs(re[ab] - re[ba])).toBeLessThan(2.5 * error('stderr'));
      expect(Math.abs(im[ab] + im[ba])).toBeLessThan(2.5 * error('im-stderr'));
    });
  });

  test('of two waves that turn: C_ab = A_a A_b e^{i(ω_a(t₀ + t) − ω_b t₀)}; the table reads back', () => {
    const parameters = { modes: chosen, lags: 20, spacing: 'linear' };
    const own = observables[name].create(parameters, context);
    const source = new TableSource(modes, particles);
    for (let n = 0; n < 50; n++) {
      const turn = [Math.cos(0.3 * n), Math.sin(0.3 * n)] as const;
      write(source, [scaled(turn, 2), scaled(turn, 0.5)], 0);
      own.observe(source);
    }
    const [curve] = mergedCurves(name, context, [own], parameters);
    numbers(curve, 'C').forEach((value, i) => {
      const amplitude = [4, 1, 1, 0.25][Math.floor(i / 21)];
      expect(Math.abs(value - amplitude * Math.cos(0.3 * (i % 21)))).toBeLessThan(1e-13);
      expect(Math.abs(numbers(curve, 'im')[i] - amplitude * Math.sin(0.3 * (i % 21)))).toBeLessThan(1e-13);
    });
    expect(curve.notes.join('\n')).toContain('1: n = (1, 0); 2: n = (-1, 2)');
    const back = readTable(writeTable(curve), name);
    expect(back.keys.map((key) => key.name)).toEqual(['a', 'b', 't']);
    expect([...back.value.values]).toEqual(numbers(curve, 'C'));
  });

  test.each([
    [[], /2 integers.*0 numbers/],
    [[1, 0, 2], /3 numbers/],
    [[0, 0], /\(0, 0\) is not one of/],
    [[1, 0, 9, 0], /\(9, 0\) is not one of/],
    [[1, 0, 1, 0], /\(1, 0\) twice/],
  ])('modes %j are refused', (list, message) => {
    expect(() => observables[name].create({ modes: list, lags: 4 }, context)).toThrow(message);
  });
});
