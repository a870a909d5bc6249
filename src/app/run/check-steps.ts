import { tightest } from '../../engines/field/step-size.ts';
import { short } from '../output/format.ts';
import type { FieldPlan } from '../scenario/build.ts';
import type { Mistake } from '../scenario/schedule.ts';

/** Beyond this many steps, time + dt loses the digits by which a sample time is hit. */
const MOST = 2e9;

/** What is wrong with a plan that would take more steps than can be counted. */
export function checkSteps({ schedule, dt, scenario, limits }: FieldPlan): readonly Mistake[] {
  const time = schedule.total * schedule.tick;
  if (time / dt <= MOST) return [];
  const need = `${short(time / dt)} steps to t = ${short(time)}; at most ${short(MOST)} can be made`;
  if (scenario.field.step !== 'auto') {
    return [{ path: 'field.step', message: `${dt} would need ${need}; take a longer step, or step: auto` }];
  }
  const { reason } = tightest(limits);
  return [
    {
      path: 'time.duration',
      message: `the automatic step ${short(dt)}, set by ${reason}, would need ${need}; is a value in dynamics, box or free-energy of the wrong size?`,
    },
  ];
}
