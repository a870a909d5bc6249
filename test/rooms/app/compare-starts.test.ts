import { expect, test } from 'vitest';
import { startParticles } from '../../../src/app/run/start-particles.ts';
import { buildParticlePlan } from '../../../src/app/scenario/build-particles.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';

/** A steep wave of many soft cores, whose mean force is larger than what the removal of overlaps lets stand. */
function start(fluctuations: string, potential: Readonly<Record<string, unknown>>, step = 0.0125) {
  const scenario = {
    name: 'wave',
    box: { length: 12, cells: 48 },
    dynamics: { kT: 0.8, mu: 1.25 },
    density: 50,
    'free-energy': [{ term: 'ideal-gas' }, { term: 'pair', potential }],
    field: { initial: { profile: { type: 'cosine', amplitude: 0.9, waves: [1] }, fluctuations } },
    particles: { integrator: 'heun', step },
    time: { duration: 0.1, sample: 0.1 },
  };
  const plan = buildParticlePlan(loadScenario(JSON.stringify(scenario), { file: 'test.json' }).scenario, null);
  const { engine, start } = startParticles(plan, 0);
  const [x] = engine.positions;
  return { start, amplitude: x.reduce((sum, at) => sum + Math.cos((2 * Math.PI * at) / 12), 0) / x.length };
}

test('a profile of soft cores starts as the field does, not flattened by the forces', () => {
  const cores = { type: 'gaussian-core', epsilon: 0.08, sigma: 1.5 };
  // ⟨cos kx⟩ = 0.45; independent particles scatter by less than √(1/2N)
  expect(Math.abs(start('poisson', cores).amplitude - 0.45)).toBeLessThan(4 * Math.sqrt(1 / 1200));
  expect(start('none', cores).amplitude).toBeCloseTo(0.45, 4);
  expect(start('none', cores).start).not.toMatch(/overlaps removed/);
});

test('cores that cannot overlap are still pulled apart', () => {
  expect(start('poisson', { type: 'wca', epsilon: 0.8, sigma: 0.002 }, 1e-7).start).toMatch(/overlaps removed/);
});
