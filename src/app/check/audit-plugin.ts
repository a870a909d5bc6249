import { isEntrySpec, type ParameterValue } from '../../core/define.ts';
import type { Plugin } from '../plugins/loaded.ts';
import { builtIn } from '../scenario/built-in.ts';
import { checkPhysics } from '../scenario/checks.ts';
import { loadScenario } from '../scenario/load.ts';
import { ScenarioError } from '../scenario/problem.ts';
import { auditScenario } from './audit-scenario.ts';
import { type Check, note, skipped } from './check.ts';

/** Boxes without a symmetry that could hide an error, in one, two and three dimensions. */
const BOXES = [
  { length: [2.9], cells: [32] },
  { length: [2.9, 1.7], cells: [16, 12] },
  { length: [2.9, 1.7, 4.3], cells: [12, 8, 10] },
] as const;
/** All away from 1. */
const [KT, MU, DENSITY] = [0.4, 1.7, 1.3];

/** A group of checks with what was checked. */
export interface Audited {
  readonly title: string;
  readonly checks: readonly Check[];
}

/**
 * Every functional of a plug-in beside the ideal gas, at its examples or else its defaults, in small boxes of one, two and
 * three dimensions; its potentials by way of the terms `pair` and `external`. What refuses a box is skipped with its reason.
 */
export function auditPlugin(plugin: Plugin): readonly Audited[] {
  const { entries, examples } = plugin;
  const terms = (entries.functionals ?? []).map((name) => ({
    name,
    wrap: (values: Values) => ({ term: name, ...values }),
  }));
  const pairs = (entries.potentials ?? []).map((name) => ({
    name,
    wrap: (values: Values) => ({ term: 'pair', potential: { type: name, ...values } }),
  }));
  const external = (entries.external ?? []).map((name) => ({
    name,
    wrap: (values: Values) => ({ term: 'external', potential: { type: name, ...values } }),
  }));
  const audited = [...terms, ...pairs, ...external].flatMap(({ name, wrap }) => {
    const tried = examples[name] ?? [{}];
    return tried.flatMap((values) =>
      BOXES.map((box): Audited => {
        const title = `${name}${titled(values)} in ${box.length.length}D, beside the ideal gas, density ${DENSITY}, kT ${KT}`;
        return { title, checks: one(plugin.file, name, wrap(values), box) };
      }),
    );
  });
  const others = (['mobilities', 'observables'] as const).flatMap((key) => entries[key] ?? []);
  if (others.length === 0) return audited;
  const checks = others.map((name) => note(name, 'all', 'mobilities and observables are not audited'));
  return [...audited, { title: 'other entries', checks }];
}

type Values = Readonly<Record<string, ParameterValue>>;

function one(file: string, name: string, term: Values, box: (typeof BOXES)[number]): readonly Check[] {
  const text = JSON.stringify({
    name: 'check',
    box,
    dynamics: { kT: KT, mu: MU },
    density: DENSITY,
    'free-energy': [{ term: 'ideal-gas' }, term],
    time: { duration: 1 },
  });
  try {
    const { scenario } = loadScenario(text, { file: `examples of ${file}`, registries: builtIn });
    const mistakes = checkPhysics(scenario, null);
    const [first] = mistakes;
    if (first === undefined) return auditScenario(scenario, null).filter(({ term }) => term !== 'ideal-gas');
    const refused = mistakes.find(({ path }) => /^free-energy\[1\]/.test(path));
    // what cannot run beside the ideal gas alone can be audited all the same
    if (refused === undefined || /unstable/.test(refused.message)) {
      const alone = auditScenario(scenario, null, 'unstable').filter((check) => check.term !== 'ideal-gas');
      return [...alone, skipped('sum', 'run without noise', first.message)];
    }
    return [skipped(name, 'all', refused.message)];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const [problem] = error.problems;
    return [
      {
        term: name,
        what: 'examples',
        state: 'FAIL',
        error: null,
        bound: null,
        text: `${problem.path}: ${problem.message}`,
      },
    ];
  }
}

function titled(values: Values): string {
  const parts = Object.entries(values).map(
    ([key, value]) => `${key} = ${isEntrySpec(value) ? value.type : JSON.stringify(value)}`,
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
