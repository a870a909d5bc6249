import { BlowUp } from '../../engines/engine.ts';
import type { ParticlePlan } from '../scenario/build-particles.ts';
import type { Cost } from './cost.ts';
import { medianStep } from './median-step.ts';
import { startParticles } from './start-particles.ts';

/** Null where the engine does not get through its first steps: the run itself will say why. */
export type ParticleCost = Omit<Cost, 'transforms'> | null;

/** Times a few steps of a scratch engine (`milliseconds` long, at least three steps). */
export function estimateParticleCost(plan: ParticlePlan, workers: number, milliseconds = 250): ParticleCost {
  const { scenario, schedule, dt } = plan;
  let millisecondsPerStep = 0;
  try {
    const { engine } = startParticles(plan, 0);
    try {
      millisecondsPerStep = medianStep((n) => engine.advanceTo(n * dt), milliseconds);
    } finally {
      engine.release();
    }
  } catch (error) {
    if (!(error instanceof BlowUp || error instanceof RangeError)) throw error;
    return null;
  }
  const steps = Math.round((schedule.total * schedule.tick) / dt);
  const rounds = Math.ceil(scenario.ensemble.replicas / Math.max(workers, 1));
  return { steps, millisecondsPerStep, seconds: (steps * rounds * millisecondsPerStep) / 1000 };
}
