import { BlowUp } from '../../engines/engine.ts';
import { FieldEngine } from '../../engines/field/engine.ts';
import { initialSpectrum } from '../../engines/field/initial.ts';
import { totalEnergy } from '../../physics/functionals/totals.ts';
import { meanDensities } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { buildPlan } from '../scenario/build.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Check, skipped } from './check.ts';
import { roundingOf, SIGMAS } from './difference.ts';
import { along, smoothField } from './fields.ts';

/** Cell steps of the run, and the fewest and most steps. */
const WORK = 2 ** 20;
const [FEWEST, MOST] = [16, 200];
/** The run ends early where the automatic step has become so many times shorter. */
const SHORTEST = 16;
/** Relative amplitude of what is added to the initial profile. */
const PERTURBATION = 0.05;
/**
 * The drift is that of the whole functional, projected on the resolved modes; F is that of the projected field. What falls
 * between them is of the order of the unresolved part of a smooth field, as in the engine's own watch.
 */
const PROJECTION = 1e-10;

/**
 * F must not rise in a run without noise, of a scenario whose `auto` are decided: `dF/dt = −∫M|∇δF/δρ|² ≤ 0`. Some steps of the scenario's own length from its
 * initial profile times 1 + 0.05 v (plus 0.05 v for an order parameter), v a smooth random field.
 */
export function checkDescent(scenario: Scenario, file: Float64Array | null): Check {
  const what = 'F decreases without noise';
  const { field, ensemble } = scenario;
  if (field.dynamics === 'linear') return skipped('sum', what, 'linear dynamics: its drift is not that of the whole F');
  const still: Scenario = { ...scenario, field: { ...field, noise: { ...field.noise, scale: 0 } } };
  const plan = buildPlan(still, file);
  const { fft, problem, dt, profile, model } = plan;
  const { grid } = fft;
  const noise = smoothField(fft, field.dealias, ensemble.seed);
  const start = profile.map((v, j) =>
    model.kind === 'density' ? v * (1 + PERTURBATION * noise[j]) : v + PERTURBATION * noise[j],
  );
  const spectrum = initialSpectrum(fft, problem.sde.resolved, start, meanDensities(model)[0], problem.sde.scratch);
  const engine = new FieldEngine(
    { problem, dt, adaptive: field.step === 'auto' },
    spectrum,
    fft.cells.normals(ensemble.seed, 0),
  );
  const hat = engine.state.hat[0].slice();
  const line = along(fft, hat, hat);
  const rounding = SIGMAS * roundingOf((x) => Float64Array.of(totalEnergy(problem.sde.terms, line(x))), 1e-8);
  const floor = (grid.size / 2) * Number.EPSILON + PROJECTION;
  const steps = Math.max(FEWEST, Math.min(MOST, Math.floor(WORK / grid.size)));
  let before = engine.energy();
  const begun = before;
  let [largest, bound] = [0, rounding + floor * Math.abs(before)];
  let done = 0;
  let text = '';
  try {
    for (let n = 1; n <= steps; n++) {
      engine.advanceTo(n * dt);
      const energy = engine.energy();
      const allowed = rounding + floor * Math.max(Math.abs(before), Math.abs(energy));
      const rise = energy - before;
      if (!(rise <= allowed)) {
        const advice = `a derivative is wrong (see the lines above), or the step ${short(dt, 4)} is too long: try --set field.step=${short(dt / 4, 2)}`;
        text = `F rose from ${digits(before)} to ${digits(energy)} at t = ${short(n * dt, 4)}, step ${n}: ${advice}`;
        [largest, bound] = [rise, allowed];
        break;
      }
      if (rise > largest) [largest, bound] = [rise, allowed];
      before = energy;
      done = n;
      // a step that has been halved too often would take minutes, and what it shows has been seen
      if (engine.dt < dt / SHORTEST) break;
    }
  } catch (error) {
    if (!(error instanceof BlowUp)) throw error;
    text = error.message;
  } finally {
    fft.dispose();
  }
  const unit = Math.max(Math.abs(begun), Math.abs(before), Number.MIN_VALUE);
  const past = `${done} × ${short(dt, 4)} in ${engine.steps} steps, F from ${digits(begun)} to ${digits(before)}`;
  return {
    term: 'sum',
    what,
    state: text === '' ? 'ok' : 'FAIL',
    error: largest / unit,
    bound: bound / unit,
    text: text === '' ? past : text,
  };
}

function digits(value: number): string {
  return String(Number(value.toPrecision(8)));
}
