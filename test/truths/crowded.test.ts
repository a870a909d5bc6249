import { describe, expect, it } from 'vitest';
import type { FieldPlan } from '../../src/app/scenario/build.ts';
import { runScenario, values } from '../support/run-scenario.ts';
import { type Estimate, estimate, weighted } from './statistics.ts';

/** Statics belong to the free energy: they do not know the mobility. */
const [kT, mu] = [0.45, 2.2];
const box = { length: [9.6, 11.2], cells: [16, 14] };
const modes = (2 * 5 + 1) * (2 * 4 + 1) - 1;
const REPLICAS = 40;

interface Pooled extends Estimate {
  readonly plan: FieldPlan;
}

/** S of a scenario over S of linear theory, pooled over all shells. */
async function ratio(scenario: Readonly<Record<string, unknown>>): Promise<Pooled> {
  const pooled: number[] = [];
  const run = await runScenario(
    { name: 'crowded', box, ...scenario, ensemble: { replicas: REPLICAS, seed: 61 } },
    {
      each(curves) {
        const column = (name: string): Float64Array => values(curves, 'structure-factor', name);
        const theory = column('theory');
        pooled.push(
          weighted(
            column('S').map((s, i) => s / theory[i]),
            column('modes'),
          ),
        );
      },
    },
  );
  return { ...estimate(pooled), plan: run.plan };
}

describe('exclusion on a lattice', () => {
  const fraction = 0.35;
  const volume = box.length[0] * box.length[1];
  /** `sites`: lattice sites per resolved mode. */
  const lattice = (mobility: 'crowded' | 'brownian', sites: number): Promise<Pooled> => {
    const full = (sites * modes) / volume;
    return ratio({
      dynamics: {
        kT,
        mu,
        mobility: mobility === 'crowded' ? { type: 'crowded', 'rho-max': full } : { type: 'brownian' },
      },
      density: fraction * full,
      'free-energy': [{ term: 'lattice-gas', 'rho-max': full }],
      time: { warmup: 4, duration: 40, sample: 0.16 },
    });
  };

  it('has S = 1 − ρ0/ρ_max with the crowded mobility', async () => {
    const { mean, error } = await lattice('crowded', 5000);
    const text = `S/(1 − ρ0/ρ_max) = ${mean} ± ${error}`;
    expect(error, text).toBeLessThan(0.0025);
    expect(Math.abs(mean - 1), text).toBeLessThan(4 * error);
  });

  it('has, with few sites per mode, the S that follows from ⟨M(ρ)⟩', async () => {
    const sites = 40;
    const { mean, error, plan } = await lattice('crowded', sites);
    // ⟨M(ρ)⟩ = M(ρ0) − μσ²/ρ_max lowers the noise, r = S/(1 − ρ0/ρ_max) = 1 − r f/sites; f is the part of the variance
    // that the mid-step mean keeps, e^{−L dt} averaged over the modes: M is not linear, so that f < 1 is an error of order dt
    const { linear, resolved, fft } = plan.problem.sde;
    const f = resolved.reduce(
      (sum, m, i) => sum + (m === 0 ? 0 : fft.grid.weight(m) * Math.exp(-linear[i] * plan.dt)),
      0,
    );
    const expected = 1 / (1 + f / modes / sites);
    const text = `S/(1 − ρ0/ρ_max) = ${mean} ± ${error}, expected ${expected}`;
    expect(expected).toBeLessThan(0.99);
    expect(error, text).toBeLessThan(0.0025);
    expect(Math.abs(mean - expected), text).toBeLessThan(4 * error);
  });

  it('has the same with the Brownian mobility', async () => {
    const crowded = await lattice('crowded', 5000);
    const brownian = await lattice('brownian', 5000);
    const error = Math.sqrt(crowded.error ** 2 + brownian.error ** 2);
    const text = `S/(1 − ρ0/ρ_max): crowded ${crowded.mean}, brownian ${brownian.mean}, difference ± ${error}`;
    expect(error, text).toBeLessThan(0.0025);
    expect(Math.abs(crowded.mean - brownian.mean), text).toBeLessThan(4 * error);
    expect(Math.abs(brownian.mean - 1), text).toBeLessThan(4 * brownian.error);
  });
});

describe('an order parameter with a quartic free energy', () => {
  it('has the same S with two mobilities, off linear theory by several per cent', async () => {
    const landau = (value: number): Promise<Pooled> => {
      return ratio({
        box: { length: [10.8], cells: [12] },
        dynamics: { kT, mu, mobility: { type: 'constant', value } },
        density: 0.3,
        'free-energy': [
          { term: 'polynomial', coefficients: [0, 0, 0.6, 0, 0.35] },
          { term: 'square-gradient', kappa: 0.8 },
        ],
        field: { kind: 'order-parameter' },
        time: { warmup: 30, duration: 1100, sample: 0.25 },
      });
    };
    const [slow, fast] = [await landau(0.6), await landau(1.7)];
    const error = Math.sqrt(slow.error ** 2 + fast.error ** 2);
    const text = `S/linear theory: M = 0.6 ${slow.mean}, M = 1.7 ${fast.mean}, difference ± ${error}`;
    expect(error, text).toBeLessThan(0.0035);
    expect(Math.abs(slow.mean - fast.mean), text).toBeLessThan(4 * error);
    expect(1 - slow.mean, text).toBeGreaterThan(0.03);
  });
});
