import { integrators } from '../../engines/field/integrators/index.ts';
import { estimateCost } from '../run/cost.ts';
import { regimeOf } from '../run/regime.ts';
import { buildPlan, type FieldPlan } from '../scenario/build.ts';
import type { ProfileFile } from '../scenario/check-initial.ts';
import { checkPhysics } from '../scenario/checks.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Candidate, candidate } from './candidate.ts';
import { choose, schemesFor } from './choose.ts';
import { freeGrid, type GridChoice, gridNeed, keptGrid, sides } from './grid.ts';
import { type Situation, situationOf } from './situation.ts';
import { type Split, splitWork } from './split.ts';
import { memoryOf } from './work.ts';

export interface PlanOptions {
  /** Wanted relative error. */
  readonly error: number;
  /** May box.cells change? */
  readonly grid: 'keep' | 'auto';
  readonly cores: number;
  /** Whether a run can use several threads within one field; yes unless given. */
  readonly threads?: boolean;
  /** Milliseconds of one step of a plan; from steps that are really made unless given. */
  readonly timing?: (plan: FieldPlan) => number;
}

/** One line of the table of alternatives. */
export interface Alternative {
  readonly candidate: Candidate;
  readonly cells: readonly number[];
  readonly dealias: string;
  /** Its work over that of the choice. */
  readonly ratio: number;
}

/** The whole plan of a run. */
export interface RunPlan {
  readonly options: PlanOptions;
  readonly situation: Situation;
  readonly grid: GridChoice;
  /** The grid that `--grid auto` would take or has taken; null where none would be accepted. */
  readonly free: GridChoice | null;
  /** Why there is none. */
  readonly refused: string;
  readonly chosen: Candidate;
  readonly schemeReason: string;
  /** The scenario with the chosen settings. */
  readonly scenario: Scenario;
  readonly plan: FieldPlan;
  readonly alternatives: readonly Alternative[];
  readonly cost: {
    readonly steps: number;
    readonly millisecondsPerStep: number;
    readonly cpuSeconds: number;
    readonly wallSeconds: number;
    readonly bytes: number;
  };
  readonly split: Split;
  /** The work of the free grid over that of the kept one, where it was not taken; NaN else. */
  readonly freeRatio: number;
  readonly warnings: readonly string[];
}

/** Chooses integrator, step, mask and, when asked, grid for a wanted error. */
export function planRun(scenario: Scenario, profile: ProfileFile | null, options: PlanOptions): RunPlan {
  const { error: wanted } = options;
  const base = build(scenario, scenario, profile);
  const first = situationOf(base);
  const need = gridNeed(base, first);
  const kept = keptGrid(base, first, need);
  const found = freeGrid(base, first, need);
  const refused = typeof found === 'string' ? found : refusal(scenario, found, profile);
  const free = typeof found === 'string' || refused !== '' ? null : found;
  const grid = options.grid === 'auto' && free !== null ? free : kept;
  base.fft.dispose();
  const plan = build(scenario, gridded(scenario, grid), profile);
  // the largest coupling among the resolved modes depends on the grid
  const situation = situationOf(plan);
  const { names, why } = schemesFor(situation, plan.effective);
  const here = Object.keys(integrators).map((name) => candidate(plan, name, situation, wanted));
  const { chosen, reason } = choose(here, names, why);
  const settled = settle(scenario, grid, chosen);
  const final = buildPlan(settled, profile?.values ?? null);
  // the reference transforms have one thread
  const threaded = (options.threads ?? true) && final.fft.backend !== 'reference';
  const split = splitWork(scenario.ensemble.replicas, final.fft.grid.size, options.cores, threaded);
  const millisecondsPerStep =
    options.timing?.(final) ?? estimateCost(final, split.workers, split.threads).millisecondsPerStep;
  const cpuSeconds = (chosen.steps * millisecondsPerStep * scenario.ensemble.replicas * split.threads) / 1000;
  const wallSeconds = (chosen.steps * millisecondsPerStep * split.rounds) / 1000;
  return {
    options,
    situation,
    grid,
    free,
    refused,
    chosen,
    schemeReason: reason,
    scenario: settled,
    plan: final,
    alternatives: alternatives(here, other(plan, grid, profile, wanted), chosen),
    cost: {
      steps: chosen.steps,
      millisecondsPerStep,
      cpuSeconds,
      wallSeconds,
      bytes: memoryOf(final, split.workers),
    },
    split,
    freeRatio:
      grid === free || free === null
        ? Number.NaN
        : ratioOf(build(scenario, gridded(scenario, free), profile), chosen, wanted),
    // a step beyond the automatic one is what the plan is for
    warnings: regimeOf(final).warnings.filter((line) => !line.startsWith('field.step ')),
  };
}

/** The plan of a scenario with its automatic scheme and step: what the candidates start from. */
function build(
  scenario: Scenario,
  { box, field }: Pick<Scenario, 'box' | 'field'>,
  profile: ProfileFile | null,
): FieldPlan {
  return buildPlan(
    { ...scenario, box, field: { ...field, integrator: 'auto', step: 'auto' } },
    profile?.values ?? null,
  );
}

function gridded(scenario: Scenario, { cells, dealias }: Pick<GridChoice, 'cells' | 'dealias'>): Scenario {
  return { ...scenario, box: { ...scenario.box, cells }, field: { ...scenario.field, dealias } };
}

function settle(scenario: Scenario, grid: GridChoice, { integrator, dt }: Candidate): Scenario {
  const changed = gridded(scenario, grid);
  return { ...changed, field: { ...changed.field, integrator, step: dt } };
}

/** Why a grid cannot be taken; empty when it can. */
function refusal(scenario: Scenario, grid: GridChoice, profile: ProfileFile | null): string {
  const same = grid.cells.every((n, a) => n === scenario.box.cells[a]);
  if (profile !== null && !same) return `the initial profile from a file has ${scenario.box.cells.join(' × ')} cells`;
  const changed = gridded(scenario, grid);
  const [mistake] = checkPhysics({ ...changed, field: { ...changed.field, step: 'auto' } }, profile);
  return mistake === undefined ? '' : `${grid.cells.join(' × ')} cells: ${mistake.path}: ${mistake.message}`;
}

/** The same schemes with the other mask, on cells that reach the same cut-off. */
function other(plan: FieldPlan, grid: GridChoice, profile: ProfileFile | null, wanted: number): readonly Candidate[] {
  const dealias = grid.dealias === 'none' ? 'two-thirds' : 'none';
  const cutoffs = plan.fft.grid.cutoffs(grid.dealias);
  const cells = sides(plan, cutoffs, dealias, plan.scenario.field.backend === 'reference' ? 'fast' : 'smooth');
  const choice: GridChoice = { dealias, cells, maskReason: '', gridReason: '' };
  if (refusal(plan.scenario, choice, profile) !== '') return [];
  const changed = build(plan.scenario, gridded(plan.scenario, choice), profile);
  const situation = situationOf(changed);
  const exponential = Object.keys(integrators).filter((name) => name.startsWith('etd'));
  return exponential.map((name) => candidate(changed, name, situation, wanted));
}

function alternatives(
  here: readonly Candidate[],
  there: readonly Candidate[],
  chosen: Candidate,
): readonly Alternative[] {
  return [...here, ...there].map((one) => {
    const { box, field } = one.plan.scenario;
    return { candidate: one, cells: box.cells, dealias: field.dealias, ratio: one.work / chosen.work };
  });
}

function ratioOf(plan: FieldPlan, chosen: Candidate, wanted: number): number {
  const situation = situationOf(plan);
  const { names, why } = schemesFor(situation, plan.effective);
  const best = choose(
    names.map((name) => candidate(plan, name, situation, wanted)),
    names,
    why,
  ).chosen;
  return best.work / chosen.work;
}
