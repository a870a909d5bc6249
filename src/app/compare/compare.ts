import { looks } from '../../analysis/compare/sequential.ts';
import { column } from '../../core/curve.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ComparedLook, ComparedSide, Comparison, CurveVerdict } from './comparison.ts';
import { collect, joinOutcomes, judgeCurve, judgeDensity } from './judge.ts';
import { comparisonNotes } from './notes.ts';
import { budgetSeconds, largestCompared, type Settings } from './settings.ts';
import { curveOf, type Side } from './side.ts';
import { comparisonWords } from './words.ts';

/** Where the two sides come from. */
export interface Source {
  /** Brings a side to this many replicas; a side that was read from files stays as it is. */
  extend(replicas: number): Promise<void>;
  /** Whether there can be more than now. */
  readonly fixed: boolean;
  side(): Side;
}

export interface CompareOptions {
  /** Wall clock in seconds. */
  now(): number;
  /** What is told after every look. */
  told(look: ComparedLook, verdicts: readonly CurveVerdict[]): void;
  /** Validity grade of the field at present; null where there is no gate. */
  grade(): string | null;
  /** Why a side has failed; null while it has not. */
  failed(): string | null;
}

/** Fewest replicas of the first look: errors across replicas need some. */
const FEWEST = 8;

/** Number of replicas at the first look. */
export function firstReplicas({ ensemble }: Pick<Scenario, 'ensemble'>): number {
  return Math.max(FEWEST, ensemble.replicas);
}

/**
 * Looks at R, 2R, 4R, … replicas of either side (R of the scenario, at least 8), the j-th time with error probability α/2^j, until
 * the verdict is `agree` or `differ` or the next look would not fit the budget of time. What is decided at a look does not
 * depend on the machine; only whether there is a further look does.
 */
export async function compare(
  scenario: Scenario,
  field: Source,
  particles: Source,
  options: CompareOptions,
): Promise<Comparison> {
  const { tolerance, confidence, budget } = scenario.compare;
  const seconds = budgetSeconds(budget);
  const begun = options.now();
  const done: ComparedLook[] = [];
  let verdicts: readonly CurveVerdict[] = [];
  const plan = looks(firstReplicas(scenario), Number.MAX_SAFE_INTEGER / 2 ** 20, 1 - confidence);
  let spent = 0;
  for (const look of plan) {
    const before = options.now();
    await field.extend(look.length);
    if (options.failed() === null) await particles.extend(look.length);
    if (options.failed() !== null) break;
    const settings = settingsOf(scenario, look.alpha);
    verdicts = judgeAll(scenario, field.side(), particles.side(), settings);
    const outcome = joinOutcomes(verdicts.map((one) => one.outcome));
    done.push({ number: look.number, replicas: look.length, alpha: look.alpha, outcome });
    options.told(done[done.length - 1], verdicts);
    spent = options.now() - before;
    // the next look takes as many replicas again as there are now: about as long as all looks so far
    const next = look.number === 1 ? spent : 2 * spent;
    if (outcome !== 'inconclusive' || look.number >= mostLooks(field, particles)) break;
    if (options.now() - begun + next > seconds) break;
  }
  return finished(scenario, { field: field.side(), particles: particles.side() }, verdicts, done, options, tolerance);
}

/** With one side from files, whose errors stay, a fourfold length of the other has taken what there is to gain. */
function mostLooks(field: Source, particles: Source): number {
  if (field.fixed && particles.fixed) return 1;
  return field.fixed || particles.fixed ? 3 : Number.POSITIVE_INFINITY;
}

/** All verdicts at a given error probability. */
export function judgeAll(
  scenario: Scenario,
  field: Side,
  particles: Side,
  settings: Omit<Settings, 'family'>,
): readonly CurveVerdict[] {
  const collected = collect(field, particles, sampleOf(scenario), settings);
  const family = collected.reduce((sum, { items }) => sum + items.length, 0);
  return [
    judgeDensity(field, particles, settings.tolerance),
    ...collected.map((one) => judgeCurve(one, { alpha: settings.alpha, family })),
  ];
}

/** `tolerance` in place of the scenario's, for both kinds of quantities. */
export function settingsOf(scenario: Scenario, alpha: number, given?: number): Omit<Settings, 'family'> {
  const { compare: block, dynamics } = scenario;
  const tolerance = given ?? block.tolerance;
  return {
    tolerance,
    rateTolerance: given ?? block['rate-tolerance'] ?? 1.5 * block.tolerance,
    alpha,
    kmax: largestCompared(scenario),
    diffusion: dynamics.kT * dynamics.mu,
  };
}

function sampleOf({ observe, time }: Scenario): number {
  return (
    observe.find(({ quantity, average }) => quantity === 'structure-factor' && average === 'time')?.sample ??
    time.sample
  );
}

function finished(
  scenario: Scenario,
  { field, particles }: { readonly field: Side; readonly particles: Side },
  verdicts: readonly CurveVerdict[],
  done: readonly ComparedLook[],
  options: CompareOptions,
  tolerance: number,
): Comparison {
  const failure = options.failed();
  const outcome = failure === null ? joinOutcomes(verdicts.map((one) => one.outcome)) : 'inconclusive';
  const kmax = largestCompared(scenario);
  const codes = { agree: 0, differ: 3, inconclusive: 4 } as const;
  const code: Comparison['code'] = failure === null ? codes[outcome] : 1;
  const smallest = Math.min(...scenario.box.length.map((length) => (2 * Math.PI) / length));
  const { lags } = rangeOfLags(field);
  const base = {
    name: scenario.name,
    tolerance,
    confidence: scenario.compare.confidence,
    outcome,
    code,
    range: { k: [smallest, kmax] as const, r: (Math.PI / kmax) * 0.8, lags },
    grade: options.grade(),
    looks: done,
    verdicts,
    sides: [compared(field), compared(particles)],
    notes: comparisonNotes(scenario, verdicts, field, particles),
  };
  return { ...base, words: failure ?? comparisonWords(base) };
}

function rangeOfLags(side: Side): { readonly lags: readonly [number, number] | null } {
  const curve = curveOf(side, 'intermediate-scattering');
  if (curve === undefined) return { lags: null };
  const t = column(curve, 't').values;
  return { lags: [Math.min(...t), Math.max(...t)] };
}

function compared({ engine, source, replicas, count, lengths, curves }: Side): ComparedSide {
  const volume = lengths.reduce((product, length) => product * length, 1);
  const independent = curves.find(({ name }) => name === 'structure-factor-errors');
  const samples = independent === undefined ? [] : [...column(independent, 'independent').values].sort((a, b) => a - b);
  const median = samples[Math.floor(samples.length / 2)] ?? Number.NaN;
  return { engine, source, replicas, density: count / volume, independent: median, curves };
}
