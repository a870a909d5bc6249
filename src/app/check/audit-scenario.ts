import { createEntry } from '../../core/define.ts';
import { createFft } from '../../core/fft/backends.ts';
import { Grid } from '../../core/grid.ts';
import { modesWithin } from '../../core/modes.ts';
import type { FunctionalContext } from '../../physics/functionals/functional.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { mobilities } from '../../physics/mobilities/index.ts';
import { buildPlan, largestModes, resolvedModes } from '../scenario/build.ts';
import { buildModel, functionalContext } from '../scenario/build-model.ts';
import type { Scenario, TermSpec } from '../scenario/scenario.ts';
import { audit, guard } from './audit.ts';
import { type Check, skipped } from './check.ts';
import { checkDescent } from './check-descent.ts';
import { checkRange } from './check-range.ts';
import { checkStability } from './check-stability.ts';
import { spreadModes } from './fields.ts';
import type { Setting, Subject } from './subject.ts';
import { sumFunctional } from './sum-functional.ts';

/** Modes that are looked at one by one: as many as 2¹⁸ cells allow, 8 to 64. */
const WORK = 2 ** 18;
const [FEWEST, MOST] = [8, 64];

/** `unstable`: too unstable to be run; `particles`: some of its terms are for particles only. */
export type Extent = 'run' | 'unstable' | 'particles';

/**
 * Every term of a scenario's free energy on its own grid, all together, the uniform state, and a run without noise. `file`:
 * cells of an initial profile that was read from a file. What no field can be made of is audited as far as its `extent` goes.
 */
export function auditScenario(scenario: Scenario, file: Float64Array | null, extent: Extent = 'run'): readonly Check[] {
  const { box, dynamics } = scenario;
  const fft = createFft(new Grid(box.length, box.cells), scenario.field.backend);
  const context = functionalContext(scenario);
  const most = Math.max(FEWEST, Math.min(MOST, Math.floor(WORK / fft.grid.size)));
  const setting: Setting = {
    fft,
    dealias: scenario.field.dealias,
    kind: scenario.field.kind,
    mean: context.density,
    kT: dynamics.kT,
    mobility: createEntry(mobilities, dynamics.mobility, { mu: dynamics.mu }),
    seed: scenario.ensemble.seed,
    modes: spreadModes(fft.grid, scenario.field.dealias, most),
  };
  const out: Check[] = [];
  const subjects: Subject[] = [];
  for (const spec of scenario['free-energy']) {
    try {
      subjects.push(subjectOf(spec, context));
    } catch (error) {
      if (extent !== 'particles' || !(error instanceof RangeError)) throw error;
      out.push(skipped(spec.term, 'all', `no field can be made of it: ${error.message}`));
    }
  }
  for (const subject of subjects) out.push(...audit(subject, setting));
  if (subjects.length > 1) out.push(...audit(sumOf(subjects), setting));
  fft.dispose();
  if (extent === 'particles')
    return [...out, skipped('sum', 'stability, descent', 'the scenario is one of particles only')];
  if (extent === 'unstable') {
    const shells = modesWithin(box.length, largestModes(scenario)).shells.map((shell) => shell.k);
    return [...out, ...guard('sum', 'stability', () => checkStability(buildModel(scenario), shells))];
  }
  const plan = buildPlan(scenario, file);
  const k = resolvedModes(plan).shells.map((shell) => shell.k);
  out.push(...guard('sum', 'stability', () => checkStability(plan.model, k)), ...checkRange(plan));
  plan.fft.dispose();
  return [...out, ...guard('sum', 'F decreases without noise', () => [checkDescent(plan.scenario, file)])];
}

function subjectOf({ term, ...rest }: TermSpec, context: FunctionalContext): Subject {
  const remake = (lengths: readonly number[]) =>
    createEntry(functionals, { type: term, ...rest }, { ...context, lengths });
  return { name: term, functional: remake(context.lengths), remake };
}

function sumOf(subjects: readonly Subject[]): Subject {
  return {
    name: 'sum',
    whole: true,
    functional: sumFunctional(subjects.map(({ functional }) => functional)),
    remake: (lengths) => sumFunctional(subjects.map((subject) => subject.remake(lengths))),
  };
}
