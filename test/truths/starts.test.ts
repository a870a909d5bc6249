import { describe, expect, it } from 'vitest';
import { column } from '../../src/core/curve.ts';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import { runParticleScenario } from '../support/run-particles.ts';
import { corrected, largestDeviation, weighted } from './statistics.ts';

/**
 * Free particles that leave their start, N fixed, averaged over replicas:
 *   annealed   ⟨ρ_k(t)⟩/N = m_k e^{−Dk²t}, m_k the mode of the profile, S(k,t) = 1 − |⟨ρ_k(t)⟩|²/N²
 *   quenched   the same mean from the fixed x_i, and C(x,y,t) = ρ̄(x,t)δ(x − y) − Σ_i p(x,t|x_i)p(y,t|x_i), so that
 *              S(k,t) = 1 − (1/N)Σ_i|⟨e^{−ik·x_i(t)}⟩|² = 1 − e^{−2Dk²t}
 * At the time t the scheme has done t − dt/2 (leimkuhler-matthews, whose automatic step keeps that below 0.2 % of what is
 * compared) or t (heun).
 */
const [kT, mu, length, density] = [0.4, 1.7, 7.3, 5.48];
const diffusion = kT * mu;
const particles = 40;
const times = [0.1, 0.4, 1.3];

interface Case {
  readonly name: string;
  readonly box: Readonly<Record<string, unknown>>;
  readonly density: number;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly replicas: number;
  /** Mode of the profile for k = 2πn/L, [re, im]. */
  mode(n: readonly number[]): readonly [number, number];
  readonly integrator: string;
  readonly quenched: boolean;
}

const odd = (n: number, amplitude: number): number => (n % 2 === 0 ? 0 : (-2 * amplitude) / (Math.PI * n));
const line = { length: [length], cells: [32] };
const cases: readonly Case[] = [
  {
    name: 'annealed, from a cosine',
    box: line,
    density,
    initial: { profile: { type: 'cosine', amplitude: 0.8, waves: [2] }, fluctuations: 'poisson' },
    replicas: 2000,
    mode: ([n]) => [n === 2 ? 0.4 : 0, 0],
    integrator: 'leimkuhler-matthews',
    quenched: false,
  },
  {
    name: 'annealed, from a step',
    box: line,
    density,
    initial: { profile: { type: 'step', amplitude: 0.9 }, fluctuations: 'poisson' },
    replicas: 2000,
    mode: ([n]) => [0, odd(n, 0.9)],
    integrator: 'leimkuhler-matthews',
    quenched: false,
  },
  {
    name: 'quenched, from a step',
    box: line,
    density,
    initial: { profile: { type: 'step', amplitude: 0.9 } },
    replicas: 2000,
    mode: ([n]) => [0, odd(n, 0.9)],
    integrator: 'heun',
    quenched: true,
  },
  {
    name: 'quenched, from a cosine along y in two dimensions',
    box: { length: [2.7, 3.9], cells: [8, 12] },
    density: 9.497,
    initial: { profile: { type: 'cosine', amplitude: 0.8, waves: [0, 1] } },
    replicas: 2000,
    mode: ([nx, ny]) => [nx === 0 && Math.abs(ny) === 1 ? 0.4 : 0, 0],
    integrator: 'heun',
    quenched: true,
  },
];

describe('free particles from a profile', () => {
  for (const { name, box, density: rho, initial, replicas, mode, integrator, quenched } of cases) {
    it(name, async () => {
      const run = await runParticleScenario({
        name: 'start',
        box,
        dynamics: { kT, mu },
        density: rho,
        'free-energy': [{ term: 'ideal-gas' }],
        field: { initial },
        time: { duration: 1.3, sample: 0.1 },
        ensemble: { replicas, seed: 71 },
        particles: { integrator },
        observe: [
          { quantity: 'density-profile', average: 'replicas', times },
          { quantity: 'structure-factor', average: 'replicas', times, mean: 'subtracted' },
        ],
      });
      const { count, dt, lengths, modes } = run.plan;
      const { offset } = particleIntegrators[integrator];
      expect(dt).toBe(offset === 0 ? 0.1 : 0.1 / 128);
      const decay = (k2: number, t: number): number => Math.exp(-diffusion * k2 * (t + offset * dt));

      const profile = (which: string): Float64Array => run.values('density-profile-modes', which);
      const waves = lengths.map((_, a) => profile(`n${a + 1}`));
      const rows = Array.from(profile('t'), (t, i) => {
        const n = waves.map((axis) => axis[i]);
        return {
          n,
          factor: decay(
            n.reduce((sum, m, a) => sum + ((2 * Math.PI * m) / lengths[a]) ** 2, 0),
            t,
          ),
        };
      });
      // the arrangement of a quenched start has the modes of the profile to π|n|/N, |n| ≤ 4, which decay as they do
      const apart = quenched ? (4 * Math.PI) / count : 0;
      for (const [part, value, error] of [
        [0, 're', 'stderr'],
        [1, 'im', 'im-stderr'],
      ] as const) {
        const [seen, errors] = [profile(value), profile(error)];
        const off = seen.map((y, i) => {
          return Math.max(0, Math.abs(y - mode(rows[i].n)[part] * rows[i].factor) - apart * rows[i].factor);
        });
        const worst = largestDeviation(off, errors, () => 0);
        expect(worst, `worst ${value} of ⟨ρ_k⟩/N`).toBeLessThan(corrected(rows.length, 64));
        expect(Math.max(...errors)).toBeLessThan(0.004);
      }

      const s = (which: string): Float64Array => run.values('structure-factor-transient', which);
      const [t, k, seen, errors] = [s('t'), s('k'), s('S'), s('stderr')];
      const expected = (i: number): number => {
        const amplitude = decay(k[i] * k[i], t[i]);
        if (quenched) return 1 - amplitude * amplitude;
        const [re, im] = mode([Math.round((k[i] * length) / (2 * Math.PI))]);
        return 1 - (re * re + im * im) * amplitude * amplitude;
      };
      expect(largestDeviation(seen, errors, expected), 'worst S(k, t)').toBeLessThan(corrected(seen.length, 64));
      const curve = run.curves.find((c) => c.name === 'structure-factor-transient');
      const weights = curve?.weights ?? new Float64Array(0);
      for (const at of times) {
        // modes of one replica are independent but for 1/N
        const ratio = seen.map((value, i) => value / expected(i));
        const mean = weighted(ratio, weights, (i) => t[i] === at);
        const error = 1 / Math.sqrt(replicas * modes.count);
        expect(error).toBeLessThan(0.0075);
        expect(Math.abs(mean - 1), `S/theory = ${mean} ± ${error} at t = ${at}`).toBeLessThan(4 * error);
      }
      if (curve !== undefined) expect(column(curve, 'theory').values.every(Number.isNaN)).toBe(true);
      expect(count).toBe(box === line ? particles : 100);
    });
  }
});

describe('the theory of S(k,t)', () => {
  it.each([
    ['random, where nothing is said', {}, {}, 1],
    ['annealed and uniform', { fluctuations: 'poisson' }, {}, 1],
    ['random, past a profile', { profile: { type: 'step', amplitude: 0.5 } }, { start: 'random' }, 1],
    ['a lattice', { fluctuations: 'poisson' }, { start: 'lattice' }, null],
    ['annealed, from a profile', { profile: { type: 'step', amplitude: 0.5 }, fluctuations: 'poisson' }, {}, null],
    ['quenched', { profile: { type: 'step', amplitude: 0.5 } }, {}, null],
  ] as const)('%s', async (_, initial, particles, start) => {
    const run = await runParticleScenario({
      name: 'theory',
      box: line,
      dynamics: { kT, mu },
      density,
      'free-energy': [
        { term: 'ideal-gas' },
        { term: 'pair', potential: { type: 'gaussian-core', epsilon: 0.05, sigma: 0.9 } },
      ],
      field: { initial },
      particles,
      time: { duration: 0.1, sample: 0.1 },
      ensemble: { replicas: 2, seed: 1 },
      observe: [{ quantity: 'structure-factor', average: 'replicas', times: [0, 0.1] }],
    });
    const theory = run.values('structure-factor-transient', 'theory');
    const t = run.values('structure-factor-transient', 't');
    if (start === null) expect(theory.every(Number.isNaN)).toBe(true);
    else {
      expect(theory.filter((_value, i) => t[i] === 0).every((s) => Math.abs(s - start) < 1e-12)).toBe(true);
      expect(theory.filter((_value, i) => t[i] > 0).every((s) => s < start)).toBe(true);
    }
  });
});
