import { describe, expect, test } from 'vitest';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import { brownian } from '../support/brownian.ts';
import { runParticleScenario } from '../support/run-particles.ts';
import { corrected } from './statistics.ts';

const [kT, mu] = [0.4, 2.5];

/**
 * Displacements of free particles in one step over √(2D dt), D = μkT, R standard normal:
 *   euler-maruyama, heun   R_n: independent of everything
 *   leimkuhler-matthews    ½(R_n + R_{n+1}): variance ½, covariance of successive steps ¼, none beyond
 *   baoab                  x̄ = ½dt(v_n + v_{n+1}), v stationary with variance kT/m and v_{n+1} = a v_n + …, a = e^{−dt/μm}:
 *                          variance ½(1 + a) dt²kT/m, covariance ¼(1 + a)² a^{j−1} dt²kT/m at the lag j
 */
describe('the noise of every scheme, on 1.2·10⁶ displacements', () => {
  const [lengths, count, steps, dt, mass] = [[3, 4, 2.3], 4000, 100, 0.02, 0.03];
  const unit = 2 * mu * kT * dt;
  const decay = Math.exp(-dt / (mu * mass));
  const inertial = (dt * dt * kT) / mass / unit;
  const covariance: Readonly<Record<string, (lag: number) => number>> = {
    'euler-maruyama': (lag) => (lag === 0 ? 1 : 0),
    heun: (lag) => (lag === 0 ? 1 : 0),
    'leimkuhler-matthews': (lag) => [0.5, 0.25][lag] ?? 0,
    baoab: (lag) => {
      if (lag === 0) return 0.5 * (1 + decay) * inertial;
      let power = 1;
      for (let j = 1; j < lag; j++) power *= decay;
      return 0.25 * (1 + decay) * (1 + decay) * power * inertial;
    },
  };

  test('all schemes stand here', () => {
    expect(Object.keys(covariance).sort()).toEqual(Object.keys(particleIntegrators).sort());
  });

  test.each(Object.keys(particleIntegrators))('%s', (integrator) => {
    const engine = brownian({ lengths, count, kT, mu, dt, mass, integrator, seed: 17 });
    const rows: (readonly Float64Array[])[] = [];
    for (let n = 1; n <= steps; n++) {
      const before = engine.unwrapped.map((axis) => axis.slice());
      engine.advanceTo(n * dt);
      rows.push(engine.unwrapped.map((axis, a) => axis.map((x, i) => (x - before[a][i]) / Math.sqrt(unit))));
    }
    const c = Array.from({ length: 6 }, (_, lag) => covariance[integrator](lag));
    // Σ over all lags, ±: what correlation in time adds to the variances of means over steps
    const summed = (f: (lag: number) => number): number => {
      let sum = f(0);
      for (let lag = 1; lag < steps; lag++) sum += 2 * f(lag);
      return sum;
    };
    const at = (lag: number): number => covariance[integrator](lag);
    const once = summed(at);
    const squares = summed((lag) => at(lag) * at(lag));
    const values = 3 * count * steps;
    const [sums, powers] = [new Float64Array(3), new Float64Array(3)];
    const lagged = new Float64Array(6);
    let [components, neighbours, fourth, pairs] = [0, 0, 0, 0];
    rows.forEach((row, n) => {
      for (let a = 0; a < 3; a++) {
        const [d, next] = [row[a], row[(a + 1) % 3]];
        for (let i = 0; i < count; i++) {
          const x = d[i];
          sums[a] += x;
          powers[a] += x * x;
          fourth += x * x * x * x;
          components += x * next[i];
          neighbours += x * d[(i + 1) % count];
        }
        for (let lag = 1; lag < 6 && n + lag < steps; lag++) {
          const later = rows[n + lag][a];
          for (let i = 0; i < count; i++) lagged[lag] += d[i] * later[i];
          if (lag === 1) pairs += count;
        }
      }
    });
    const checks: (readonly [name: string, value: number, target: number, error: number])[] = [];
    for (let a = 0; a < 3; a++) {
      checks.push([`mean of component ${a}`, (3 * sums[a]) / values, 0, Math.sqrt((3 * once) / values)]);
      checks.push([`variance of component ${a}`, (3 * powers[a]) / values, c[0], Math.sqrt((6 * squares) / values)]);
    }
    checks.push(['components', components / values, 0, Math.sqrt(squares / values)]);
    checks.push(['particles', neighbours / values, 0, Math.sqrt(squares / values)]);
    // x⁴ of a Gaussian with correlation r has the covariance 72 r² + 24 r⁴
    const quartic = summed((lag) => 72 * at(lag) * at(lag) * c[0] * c[0] + 24 * at(lag) * at(lag) * at(lag) * at(lag));
    checks.push(['fourth moment', fourth / values, 3 * c[0] * c[0], Math.sqrt(quartic / values)]);
    for (let lag = 1; lag < 6; lag++) {
      // Bartlett: var of a lagged product's mean is Σ_h (c_h² + c_{h+l}c_{h−l})
      let variance = 0;
      for (let h = -steps; h <= steps; h++) {
        variance += at(Math.abs(h)) * at(Math.abs(h)) + at(Math.abs(h + lag)) * at(Math.abs(h - lag));
      }
      const number = (pairs * (steps - lag)) / (steps - 1);
      checks.push([`lag ${lag}`, lagged[lag] / number, at(lag), Math.sqrt(variance / number)]);
    }
    expect(values).toBeGreaterThanOrEqual(1.2e6);
    for (const [name, value, target, error] of checks) {
      expect(Math.abs(value - target) / error, `${name}: ${value}, not ${target} ± ${error}`).toBeLessThan(
        corrected(4 * checks.length, 1e9),
      );
    }
    expect(Math.max(...checks.map(([, , , error]) => error))).toBeLessThan(0.012);
  });
});

/**
 * F(k,t) = e^{−Dk²t} of independent particles, whatever their number, at the automatic step. It leaves e^{Dk²dt/2} with
 * leimkuhler-matthews, at most half a per cent at the k that is observed. Few particles for a long time, and a shell of 24
 * wavevectors: the permutations of (1, 2, 3).
 */
describe('F(k,t) of free particles at the automatic step is e^{−Dk²t} within a per cent', () => {
  const side = 3.4;
  const k = (2 * Math.PI * Math.sqrt(14)) / side;
  const rate = mu * kT * k * k;

  test.each(['leimkuhler-matthews', 'heun'])('%s', async (integrator) => {
    const sample = 0.0016;
    const run = await runParticleScenario({
      name: 'free',
      box: { length: [side, side, side], cells: [12, 12, 12] },
      dynamics: { kT, mu },
      density: 12 / (side * side * side),
      'free-energy': [{ term: 'ideal-gas' }],
      particles: { integrator },
      time: { duration: 17000 * sample, sample },
      ensemble: { replicas: 16, seed: 5 },
      observe: [{ quantity: 'intermediate-scattering', k: [k], lags: 4, spacing: 'linear' }],
    });
    const column = (name: string): Float64Array => run.values('intermediate-scattering', name);
    const [t, f, errors] = [column('t'), column('F'), column('stderr')];
    expect(Array.from(column('k'), (value) => value / k - 1).every((off) => Math.abs(off) < 1e-12)).toBe(true);
    expect(t.length).toBe(5);
    const { offset } = particleIntegrators[integrator];
    expect(0.5 * rate * run.plan.dt * (offset === 0 ? 0 : 1)).toBeLessThan(0.005);
    f.forEach((value, i) => {
      const decay = Math.exp(-rate * t[i]);
      const error = errors[i] / decay;
      // after m steps the scheme has done m + offset of them
      const own = i === 0 ? 1 : Math.exp(-rate * offset * run.plan.dt);
      const text = `F/e^{−Dk²t} = ${value / decay} ± ${error} at Dk²t = ${rate * t[i]}`;
      expect(error, text).toBeLessThan(0.0025);
      expect(Math.abs(value / decay - 1), text).toBeLessThan(0.01);
      expect(Math.abs(value / decay - own), text).toBeLessThan(corrected(t.length, 16) * error);
    });
  });
});
