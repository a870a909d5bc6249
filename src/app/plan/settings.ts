import { short } from '../output/format.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { percent } from './candidate.ts';
import type { RunPlan } from './plan.ts';

/** One chosen setting. */
export interface Setting {
  /** As `--set` takes it. */
  readonly path: 'field.integrator' | 'field.step' | 'field.dealias' | 'box.cells';
  readonly value: string | number | readonly number[];
  readonly reason: string;
  /** Whether the scenario says or resolves to something else, so that it must be set. */
  readonly changed: boolean;
}

/** The settings of a plan, with the reason for each; `given` is the scenario before. */
export function settingsOf(run: RunPlan, given: Scenario): readonly Setting[] {
  const { chosen, grid, free, freeRatio, refused, options } = run;
  const parts = Math.round(run.plan.schedule.tick / chosen.dt);
  const instead =
    free === null || Number.isNaN(freeRatio) || (freeRatio > 0.95 && same(free.cells, grid.cells))
      ? []
      : [
          `--grid auto would take ${free.cells.join(' × ')} cells, dealias ${free.dealias}, at ${short(freeRatio, 2)} times the cost (${free.gridReason})`,
        ];
  const step = [
    `${parts === 1 ? '' : `1/${parts} of ${short(run.plan.schedule.tick)}, `}set by ${chosen.limit}; D K_c² dt = ${short(chosen.scaled)}`,
    ...(chosen.keeps ? [] : [why(run)]),
  ];
  return [
    {
      path: 'field.integrator',
      value: chosen.integrator,
      reason: run.schemeReason,
      changed: given.field.integrator !== chosen.integrator,
    },
    { path: 'field.step', value: chosen.dt, reason: step.join('; '), changed: given.field.step !== chosen.dt },
    {
      path: 'field.dealias',
      value: grid.dealias,
      reason: grid.maskReason,
      changed: given.field.dealias !== grid.dealias,
    },
    {
      path: 'box.cells',
      value: grid.cells,
      reason: [
        grid.gridReason,
        ...instead,
        ...(refused === '' ? [] : [options.grid === 'auto' ? refused : `--grid auto would keep them: ${refused}`]),
        ...(options.grid === 'auto' && same(grid.cells, given.box.cells) ? ['as they are'] : []),
      ].join('; '),
      changed: !same(grid.cells, given.box.cells),
    },
  ];
}

/** Why a plan does not promise the wanted error. */
function why({ chosen, options }: RunPlan): string {
  return chosen.errors.some(({ value }) => value === null)
    ? 'not everything that is asked for has a measured bound'
    : `${percent(options.error)} is out of reach`;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
