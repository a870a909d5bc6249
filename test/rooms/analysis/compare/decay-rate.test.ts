import { describe, expect, test } from 'vitest';
import { decayRate } from '../../../../src/analysis/compare/decay-rate.ts';
import { observables } from '../../../../src/analysis/observables/index.ts';
import { column } from '../../../../src/core/curve.ts';
import { Gaussians } from '../../../../src/core/random.ts';
import { contextOf, mergedCurves, TableSource } from '../synthetic.ts';

describe('decay rate', () => {
  const t = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.3, 1.7, 2.2];

  test.each([
    0.4, 1.3, 6,
  ])('exact for e^{−Γt}, Γ = %d, whatever the amplitude and a factor between t = 0 and the rest', (rate) => {
    for (const factor of [1, 1.02]) {
      const f = t.map((time) => 0.37 * Math.exp(-rate * time) * (time > 0 ? factor : 1));
      const found = decayRate(t, [f, f, f]);
      expect(Math.abs(found.rate / rate - 1)).toBeLessThan(1e-11);
      expect(Math.abs(found.error / rate)).toBeLessThan(1e-10);
      expect(found.freedom).toBe(2);
      expect(f[t.indexOf(found.until)]).toBeGreaterThan(0.2 * f[0]);
    }
  });

  test('two lags are enough, with t = 0 if need be; where F decays within one there is none', () => {
    expect(decayRate([0, 1, 2], [[1, 0.5, 0.1]]).rate).toBeCloseTo(Math.LN2, 12);
    expect(decayRate([0, 1, 2], [[1, 0.15, 0.02]]).rate).toBeNaN();
    expect(decayRate([0, 1, 2], [[1, 0.5, 0.25]]).error).toBeNaN();
    expect(decayRate([], []).rate).toBeNaN();
  });

  test.each([
    { samples: 400, replicas: 8 },
    { samples: 3000, replicas: 20 },
  ])('of modes that forget at rate Γ, $replicas replicas of $samples samples: unbiased, and the interval holds', ({
    samples,
    replicas,
  }) => {
    const [rate, sets] = [0.9, samples > 1000 ? 60 : 300];
    const context = contextOf([2.9, 1.7], [4, 4], 33);
    const { modes } = context;
    const parameters = { k: [modes.shells[2].k], lags: 16 };
    const phi = Math.exp(-rate * context.sample);
    const gaussians = new Gaussians(91, samples);
    const source = new TableSource(modes, 33);
    const found = Array.from({ length: sets }, () => {
      const all = Array.from({ length: replicas }, () => {
        const own = observables['intermediate-scattering'].create(parameters, context);
        const x = new Float64Array(source.values.length);
        gaussians.fill(x);
        for (let n = 0; n < samples; n++) {
          for (let i = 0; i < x.length; i++) {
            source.values[i] = 5 * x[i];
            x[i] = phi * x[i] + Math.sqrt(1 - phi * phi) * gaussians.next();
          }
          own.observe(source);
        }
        return mergedCurves('intermediate-scattering', context, [own], parameters)[0];
      });
      return decayRate(
        column(all[0], 't').values,
        all.map((curve) => curve.value.values),
      );
    });
    const mean = found.reduce((sum, one) => sum + one.rate, 0) / sets;
    const scatter = Math.sqrt(found.reduce((sum, one) => sum + (one.rate - mean) ** 2, 0) / (sets - 1));
    const text = `Γ = ${mean} ± ${scatter / Math.sqrt(sets)}, scatter ${scatter}`;
    expect(Math.abs(mean - rate), text).toBeLessThan(4 * (scatter / Math.sqrt(sets)));
    expect((4 * scatter) / Math.sqrt(sets), text).toBeLessThan(0.012 * rate);
    const claimed = Math.sqrt(found.reduce((sum, one) => sum + one.error ** 2, 0) / sets);
    // a standard deviation of n numbers scatters by 1/√(2n)
    expect(Math.abs(claimed / scatter - 1), text).toBeLessThan(4 / Math.sqrt(2 * sets) + 0.03);
  });
});
