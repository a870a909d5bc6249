import { describe, expect, it } from 'vitest';
import { runScenario, values } from '../support/run-scenario.ts';
import { corrected, estimate, largestDeviation, weighted } from './statistics.ts';

/** Out of equilibrium, over replicas: fluctuations grow from a flat start, a spinodal grows, a density step spreads. */

interface Growth {
  readonly name: string;
  readonly scenario: Readonly<Record<string, unknown>>;
  readonly replicas: number;
  readonly times: readonly number[];
  /** S(k, t). */
  theory(k: number, t: number): number;
}

const [kT, mu] = [0.4, 1.7];
const [a, kappa, mobility, phi0] = [1.3, 0.9, 0.7, 0.2];
// so weak that the square of the field, which grows as well, adds less than 1e-5 to S (at kT = 2e-7 it adds 0.7 % at t = 16)
const weak = 2e-11;
const growths: readonly Growth[] = [
  {
    name: 'a flat start fills up as 1 − exp(−2Dk²t)',
    scenario: {
      box: { length: [16, 18], cells: [32, 30] },
      dynamics: { kT, mu },
      density: 120,
      'free-energy': [{ term: 'ideal-gas' }],
      field: { step: 0.12 },
    },
    replicas: 500,
    times: [0.12, 0.36, 1.2],
    theory: (k, t) => 1 - Math.exp(-2 * kT * mu * k * k * t),
  },
  {
    name: 'a spinodal grows as Cahn, Hilliard and Cook say',
    scenario: {
      box: { length: [30, 28], cells: [32, 30] },
      dynamics: { kT: weak, mobility: { type: 'constant', value: mobility } },
      density: phi0,
      'free-energy': [
        { term: 'double-well', a },
        { term: 'square-gradient', kappa },
      ],
      field: { kind: 'order-parameter', step: 1 },
    },
    replicas: 500,
    times: [1, 4, 16],
    theory: (k, t) => {
      const curvature = a * (3 * phi0 * phi0 - 1) + kappa * k * k;
      return (-weak / curvature) * Math.expm1(-2 * mobility * k * k * curvature * t);
    },
  },
];

describe('fluctuations that grow', () => {
  for (const { name, scenario, replicas, times, theory } of growths) {
    it(name, async () => {
      const pooled: number[][] = times.map(() => []);
      const run = await runScenario(
        {
          name: 'growth',
          ...scenario,
          time: { duration: times[times.length - 1], sample: times[0] },
          ensemble: { replicas, seed: 41 },
          observe: [{ quantity: 'structure-factor', average: 'replicas', times }],
        },
        {
          each(curves) {
            const column = (which: string): Float64Array => values(curves, 'structure-factor-transient', which);
            const [t, k, s] = [column('t'), column('k'), column('S')];
            const weights = curves.find((c) => c.name === 'structure-factor-transient')?.weights ?? new Float64Array(0);
            const ratio = s.map((value, i) => value / theory(k[i], t[i]));
            times.forEach((time, j) => {
              pooled[j].push(weighted(ratio, weights, (i) => t[i] === time));
            });
          },
        },
      );
      times.forEach((time, j) => {
        const { mean, error } = estimate(pooled[j]);
        const text = `S/theory = ${mean} ± ${error} at t = ${time}`;
        expect(error, text).toBeLessThan(0.0035);
        expect(Math.abs(mean - 1), text).toBeLessThan(4 * error);
      });
      const column = (which: string): Float64Array => run.values('structure-factor-transient', which);
      const [t, k, s, printed] = [column('t'), column('k'), column('S'), column('theory')];
      // errors by a jackknife over 64 groups
      const worst = largestDeviation(s, column('stderr'), (i) => theory(k[i], t[i]));
      expect(worst, 'worst shell in standard errors').toBeLessThan(corrected(s.length, 64));
      printed.forEach((value, i) => {
        expect(value / theory(k[i], t[i])).toBeCloseTo(1, 10);
      });
    });
  }

  it('grows where theory says: the fastest mode by more than a hundred times', () => {
    const { theory } = growths[1];
    expect(theory(0.72, 16) / theory(0.72, 1)).toBeGreaterThan(100);
  });
});

describe('a density step that spreads', () => {
  const [length, cells, density, amplitude] = [48, 128, 90, 0.5];
  const times = [0.5, 2, 6];
  const replicas = 2000;
  const particles = density * length;
  /** ρ̂_n/N of the mean, n odd: −i (2A/πn) e^{−D(2πn/L)²t}; zero for n even. */
  const mode = (n: number, t: number): number =>
    n % 2 === 0 ? 0 : (-2 * amplitude * Math.exp(-kT * mu * ((2 * Math.PI * n) / length) ** 2 * t)) / (Math.PI * n);
  const resolved = Math.ceil(cells / 3) - 1;

  it('has the mean profile of the heat equation and the local variance of independent particles', async () => {
    const x = Float64Array.from({ length: cells }, (_, j) => (j * length) / cells);
    const series = (at: number, t: number): number => {
      let sum = 1;
      for (let n = 1; n <= resolved; n += 2) sum -= 2 * mode(n, t) * Math.sin((2 * Math.PI * n * at) / length);
      return density * sum;
    };
    /** Variance of the band-limited density at x: C = ρ̄δ − ρ̄ρ̄/N seen through the projector P on the resolved modes. */
    const variance = (at: number, t: number): number => {
      let [second, first] = [0, 0];
      for (let j = 0; j < cells; j++) {
        let projector = 1;
        for (let n = 1; n <= resolved; n++) projector += 2 * Math.cos((2 * Math.PI * n * (at - x[j])) / length);
        projector /= length;
        const weight = (series(x[j], t) * length) / cells;
        second += projector * projector * weight;
        first += projector * weight;
      }
      return second - (first * first) / particles;
    };
    const squares = times.map(() => new Float64Array(cells));
    const dense: number[][] = times.map(() => []);
    const dilute: number[][] = times.map(() => []);
    const expected = times.map((t) => x.map((at) => variance(at, t)));
    const run = await runScenario(
      {
        name: 'step',
        box: { length: [length], cells: [cells] },
        dynamics: { kT, mu },
        density,
        'free-energy': [{ term: 'ideal-gas' }],
        field: { step: 0.1, initial: { profile: { type: 'step', amplitude }, fluctuations: 'poisson' } },
        time: { duration: 6, sample: 0.5 },
        ensemble: { replicas, seed: 43 },
        observe: [
          { quantity: 'density-profile', average: 'replicas', times },
          { quantity: 'structure-factor', average: 'replicas', times, mean: 'subtracted' },
        ],
      },
      {
        each(curves) {
          const rho = values(curves, 'density-profile', 'rho');
          times.forEach((t, i) => {
            const ratio = x.map((at, j) => {
              const deviation = rho[i * cells + j] - series(at, t);
              squares[i][j] += deviation * deviation;
              return (deviation * deviation) / expected[i][j];
            });
            dense[i].push(
              weighted(
                ratio,
                ratio.map(() => 1),
                (j) => x[j] > 0 && x[j] < length / 2,
              ),
            );
            dilute[i].push(
              weighted(
                ratio,
                ratio.map(() => 1),
                (j) => x[j] > length / 2,
              ),
            );
          });
        },
      },
    );
    const column = (curve: string, which: string): Float64Array => run.values(curve, which);
    const [t, at] = [column('density-profile', 't'), column('density-profile', 'x')];
    const worst = largestDeviation(column('density-profile', 'rho'), column('density-profile', 'stderr'), (i) =>
      series(at[i], t[i]),
    );
    expect(worst, 'worst cell of the mean profile').toBeLessThan(corrected(t.length, 64));
    const [time, n] = [column('density-profile-modes', 't'), column('density-profile-modes', 'n1')];
    for (const part of [
      { value: 'im', error: 'im-stderr', target: (i: number) => mode(n[i], time[i]) },
      { value: 're', error: 'stderr', target: () => 0 },
    ]) {
      const [value, error] = [column('density-profile-modes', part.value), column('density-profile-modes', part.error)];
      expect(largestDeviation(value, error, part.target), part.value).toBeLessThan(corrected(n.length, 64));
      expect(Math.max(...error)).toBeLessThan(0.001);
    }
    times.forEach((moment, i) => {
      for (const [where, ratios] of [
        ['dense', dense[i]],
        ['dilute', dilute[i]],
      ] as const) {
        const { mean, error } = estimate(ratios);
        const text = `variance/local Poisson = ${mean} ± ${error} in the ${where} half at t = ${moment}`;
        expect(error, text).toBeLessThan(0.006);
        expect(Math.abs(mean - 1), text).toBeLessThan(4 * error);
      }
    });
    // fixed N: independent particles have S(k, t) = 1 − |ρ̄_k/N|²
    const [st, k, s] = ['t', 'k', 'S'].map((which) => column('structure-factor-transient', which));
    const off = largestDeviation(s, column('structure-factor-transient', 'stderr'), (i) => {
      const amplitudeOf = mode(Math.round((k[i] * length) / (2 * Math.PI)), st[i]);
      return 1 - amplitudeOf * amplitudeOf;
    });
    expect(off, 'worst S(k, t) with the mean subtracted').toBeLessThan(corrected(s.length, 64));
  });
});
