import { BlowUp } from '../../engines/engine.ts';
import { FieldEngine } from '../../engines/field/engine.ts';
import { initialSpectrum } from '../../engines/field/initial.ts';
import { meanDensities } from '../../physics/model.ts';
import { buildPlan, type FieldPlan } from '../scenario/build.ts';
import { medianStep } from './median-step.ts';
import { threadTeam } from './thread-team.ts';

/** What a run will take, from a few steps that are really made. */
export interface Cost {
  readonly steps: number;
  readonly millisecondsPerStep: number;
  readonly seconds: number;
  /** Real transforms per step. */
  readonly transforms: number;
}

/** Times a few steps on a scratch copy of the plan (`milliseconds` long, at least three steps). */
export function estimateCost(plan: FieldPlan, workers: number, threads = 1, milliseconds = 250): Cost {
  const { scenario, schedule, dt } = plan;
  const file = scenario.field.initial.profile.type === 'file' ? plan.profile : null;
  const { problem, fft, profile, model } = buildPlan(scenario, file, threadTeam(threads));
  const spectrum = initialSpectrum(fft, problem.sde.resolved, profile, meanDensities(model)[0], problem.sde.scratch);
  const engine = new FieldEngine({ problem, dt, adaptive: false }, spectrum, fft.cells.normals(0, 0));
  let millisecondsPerStep = 0;
  try {
    millisecondsPerStep = medianStep((n) => engine.advanceTo(n * dt), milliseconds);
  } catch (error) {
    // a step that is far too long blows up at once; the run itself will say so
    if (!(error instanceof BlowUp)) throw error;
  }
  const transforms = problem.integrator.transforms(fft.grid.dim, problem.sde.hasNonlinear);
  fft.dispose();
  const steps = Math.round((schedule.total * schedule.tick) / dt);
  const rounds = Math.ceil(scenario.ensemble.replicas / Math.max(workers, 1));
  return {
    steps,
    millisecondsPerStep,
    seconds: (steps * rounds * millisecondsPerStep) / 1000,
    transforms,
  };
}
