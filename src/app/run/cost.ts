import { Gaussians } from '../../core/random.ts';
import { BlowUp } from '../../engines/engine.ts';
import { FieldEngine } from '../../engines/field/engine.ts';
import { initialSpectrum } from '../../engines/field/initial.ts';
import { meanDensities } from '../../physics/model.ts';
import { buildPlan, type FieldPlan } from '../scenario/build.ts';

/** What a run will take, from a few steps that are really made. */
export interface Cost {
  readonly steps: number;
  readonly millisecondsPerStep: number;
  readonly seconds: number;
  /** Real transforms per step. */
  readonly transforms: number;
}

/** Times a few steps on a scratch copy of the plan (at most a quarter of a second, or two steps). */
export function estimateCost(plan: FieldPlan, workers: number): Cost {
  const { scenario, schedule, dt } = plan;
  const file = scenario.field.initial.profile.type === 'file' ? plan.profile : null;
  const { problem, fft, profile, model } = buildPlan(scenario, file);
  const spectrum = initialSpectrum(fft, problem.sde.resolved, profile, meanDensities(model)[0]);
  const engine = new FieldEngine({ problem, dt, adaptive: false }, spectrum, new Gaussians(0));
  let done = 0;
  let start = performance.now();
  try {
    engine.advanceTo(dt);
    for (start = performance.now(); done < 2 || (done < 200 && performance.now() - start < 250); ) {
      done++;
      engine.advanceTo((done + 1) * dt);
    }
  } catch (error) {
    // a step that is far too long blows up at once; the run itself will say so
    if (!(error instanceof BlowUp)) throw error;
  }
  const millisecondsPerStep = (performance.now() - start) / Math.max(done, 1);
  const steps = Math.round((schedule.total * schedule.tick) / dt);
  const rounds = Math.ceil(scenario.ensemble.replicas / Math.max(workers, 1));
  return {
    steps,
    millisecondsPerStep,
    seconds: (steps * rounds * millisecondsPerStep) / 1000,
    transforms: problem.integrator.transforms(fft.grid.dim, problem.sde.hasNonlinear),
  };
}
