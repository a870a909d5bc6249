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

/** Times a few steps on a scratch copy of the plan (a quarter of a second, at least three steps). */
export function estimateCost(plan: FieldPlan, workers: number): Cost {
  const { scenario, schedule, dt } = plan;
  const file = scenario.field.initial.profile.type === 'file' ? plan.profile : null;
  const { problem, fft, profile, model } = buildPlan(scenario, file);
  const spectrum = initialSpectrum(fft, problem.sde.resolved, profile, meanDensities(model)[0]);
  const engine = new FieldEngine({ problem, dt, adaptive: false }, spectrum, new Gaussians(0));
  const begun = performance.now();
  const taken: number[] = [];
  try {
    while (taken.length < 3 || (taken.length < 20000 && performance.now() - begun < 250)) {
      const before = performance.now();
      engine.advanceTo((taken.length + 1) * dt);
      taken.push(performance.now() - before);
    }
  } catch (error) {
    // a step that is far too long blows up at once; the run itself will say so
    if (!(error instanceof BlowUp)) throw error;
  }
  // the first steps are slow, before the code is compiled: the median of the later half
  const later = taken.slice(Math.floor(taken.length / 2)).sort((a, b) => a - b);
  const millisecondsPerStep = later[Math.floor(later.length / 2)] ?? 0;
  const steps = Math.round((schedule.total * schedule.tick) / dt);
  const rounds = Math.ceil(scenario.ensemble.replicas / Math.max(workers, 1));
  return {
    steps,
    millisecondsPerStep,
    seconds: (steps * rounds * millisecondsPerStep) / 1000,
    transforms: problem.integrator.transforms(fft.grid.dim, problem.sde.hasNonlinear),
  };
}
