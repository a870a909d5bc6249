import type { Verdict } from '../run/expect.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { judgeAll, settingsOf } from './compare.ts';
import type { Comparison } from './comparison.ts';
import type { Side } from './side.ts';

/** What became of the scenario's expectations of the comparison: each is judged at its own tolerance, `within`. */
export function judgeExpectations(
  scenario: Scenario,
  field: Side,
  particles: Side,
  { looks, confidence }: Pick<Comparison, 'looks' | 'confidence'>,
): readonly Verdict[] {
  const alpha = looks.at(-1)?.alpha ?? 1 - confidence;
  return scenario.expect.flatMap((item): Verdict[] => {
    if (!('compare' in item)) return [];
    const verdicts = judgeAll(scenario, field, particles, settingsOf(scenario, alpha, item.within));
    const found = verdicts.find(({ curve }) => curve === item.compare);
    const wanted = `${item.compare}: ${item.verdict} within ${item.within}`;
    if (found === undefined) return [{ text: `${wanted}: it was not measured on both sides`, state: 'undecided' }];
    const met = found.outcome === item.verdict;
    const state = met ? 'met' : found.outcome === 'inconclusive' ? 'undecided' : 'not met';
    return [{ text: `${wanted}: ${found.words}`, state }];
  });
}
