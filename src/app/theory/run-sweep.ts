import { criticalPoint, type ModelFamily } from '../../analysis/theory/critical-point.ts';
import { awayFrom, isExpansion } from '../../analysis/theory/expansion.ts';
import { planarInterface } from '../../analysis/theory/interface.ts';
import { leastOn } from '../../analysis/theory/least-on.ts';
import { isLongRanged } from '../../analysis/theory/long-ranged.ts';
import { leastStable, softestMode } from '../../analysis/theory/phase.ts';
import { uniformState } from '../../analysis/theory/thermodynamics.ts';
import type { Curve } from '../../core/curve.ts';
import { Grid } from '../../core/grid.ts';
import { linearRate, type Model } from '../../physics/model.ts';
import { labelOf } from '../output/labels.ts';
import { buildModel } from '../scenario/build-model.ts';
import { checkPhysics } from '../scenario/checks.ts';
import { parsePath, valueAt } from '../scenario/path.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from '../usage-error.ts';
import { expansionWarnings } from './expansion-warnings.ts';
import { type PhaseRow, phaseCurves, phaseRow } from './phase-curves.ts';

/** A sweep to be made. */
export interface SweepRequest {
  readonly path: string;
  readonly values: readonly number[];
  /** The scenario with this value; null: as it is. @throws ScenarioError for a value that the schema refuses. */
  readonly load: (value: number | null) => Scenario;
}

export interface SweepOutcome {
  readonly curves: readonly Curve[];
  /** Where the spinodals merge, in the parameter that is swept. */
  readonly critical: readonly { readonly value: number; readonly density: number }[];
  /** Values that no field could be run at, with the first reason. */
  readonly refused: readonly { readonly value: number; readonly reason: string }[];
  /** Values away from the state point of an expansion, whose cells are empty, with the first reason. */
  readonly away: readonly { readonly value: number; readonly reason: string }[];
}

/** Sections whose mistakes mean that a field could not be run: not what it observes or expects. */
const PHYSICAL = /^(box|density|dynamics|free-energy)(?![\w-])/;

const COLUMNS = [
  ...['P', 'mu', 'f', 'dP-drho', 'Z', 'S0', 'S-peak', 'k-peak', 'growth', 'k-growth'],
  ...['spinodal-low', 'spinodal-high', 'binodal-low', 'binodal-high', 'mu-binodal', 'P-binodal', 'tension', 'width'],
  'refused',
];

const EXPANSION =
  'a term is an expansion about one state point: P, mu, f and Z are not known, and nothing away from it';

/** Rows of the phase diagram beside a critical point. */
const CLOSER = 12;

/**
 * The bulk of a scenario at every value of one of its numbers. A value that the checks of a field refuse still has its
 * thermodynamics, unless a term cannot be made at all. @throws UsageError where no value gives a model.
 */
export function runSweep({ path, values, load }: SweepRequest): SweepOutcome {
  const family: ModelFamily = (value) => modelOf(load(value)).model;
  const dim = load(null).box.length.length;
  const rows: PhaseRow[] = [];
  const table: number[][] = [];
  const refused: { value: number; reason: string }[] = [];
  const away: { value: number; reason: string }[] = [];
  let expansion = false;
  const stability: { value: number; least: number }[] = [];
  for (const value of values) {
    const scenario = load(value);
    const { model, reason } = modelOf(scenario);
    // what is observed and expected is checked first, and would hide the rest
    const bare = { ...scenario, observe: [], expect: [] };
    const mistake = checkPhysics(bare, null).find(({ path: where }) => PHYSICAL.test(where));
    if (mistake !== undefined) refused.push({ value, reason: `${mistake.path}: ${mistake.message}` });
    else if (model === null) refused.push({ value, reason });
    if (model === null) {
      table.push([value, ...COLUMNS.slice(0, -1).map(() => Number.NaN), 1]);
      continue;
    }
    expansion ||= isExpansion(model);
    const [warning] = expansionWarnings(model);
    if (warning !== undefined) away.push({ value, reason: warning });
    const phases = phaseRow(model, value);
    rows.push(phases);
    stability.push({ value, least: leastStable(model).value });
    table.push([value, ...numbers(scenario, model, phases), mistake === undefined ? 0 : 1]);
  }
  if (rows.length === 0) {
    const [first] = refused;
    throw new UsageError(`--sweep ${path}: no value gives a model; at ${first.value}: ${first.reason}`);
  }
  // densities are what the phases are looked for among: they have no critical value
  const own = path === 'density';
  const critical = own
    ? []
    : stability.flatMap(({ value, least }, i) => {
        const before = stability[i - 1];
        if (before === undefined || before.least < 0 === least < 0) return [];
        const found = criticalPoint(family, before.value, value);
        return found === null ? [] : [found];
      });
  const state = own ? null : stateOf(load(null), path);
  const more = [...critical.flatMap(({ value }) => closer(value, stability)), ...(state === null ? [] : [state.value])];
  for (const value of more.filter((x) => !values.includes(x))) {
    const model = family(value);
    if (model !== null) rows.push(phaseRow(model, value));
  }
  const phases = own ? [] : phaseCurves({ dim, parameter: path, rows, critical, state });
  return {
    curves: [sweepCurve(dim, path, table, expansion ? [EXPANSION] : []), ...phases],
    critical,
    refused,
    away,
  };
}

/** Values between a critical point and its unstable neighbour, where the binodal is a parabola. */
function closer(value: number, stability: readonly { readonly value: number; readonly least: number }[]): number[] {
  const unstable = stability.filter(({ least }) => least < 0).map((row) => row.value);
  const far = unstable.filter((x) => Math.abs(x - value) > 1e-6 * Math.abs(value));
  const distances = far.map((x) => Math.abs(x - value)).sort((a, b) => a - b);
  // the second nearest: the curve bends between the first and the critical point
  const reach = distances[Math.min(1, distances.length - 1)];
  const neighbour = far.find((x) => Math.abs(x - value) === reach) ?? value;
  return Array.from({ length: CLOSER - 1 }, (_, i) => value + (neighbour - value) * ((i + 1) / CLOSER) ** 2);
}

/** The model, where every term can be made; else why not. */
function modelOf(scenario: Scenario): { readonly model: Model | null; readonly reason: string } {
  try {
    const model = buildModel(scenario);
    if (model.species.length === 1) return { model, reason: '' };
    return { model: null, reason: 'species: a sweep is of one species; write density: instead' };
  } catch (error) {
    if (error instanceof RangeError) return { model: null, reason: error.message };
    throw error;
  }
}

function numbers(scenario: Scenario, model: Model, { binodal, spinodal }: PhaseRow): readonly number[] {
  const grid = new Grid(scenario.box.length, scenario.box.cells);
  const largest = Math.max(...grid.cutoffs(scenario.field.dealias));
  const state = uniformState(model, model.species[0].density);
  const away = awayFrom(model, state.density).length > 0;
  const peak = softestMode(model, state.density, largest);
  const waves = Array.from({ length: 257 }, (_, i) => (largest * i) / 256);
  const fastest = leastOn((k) => linearRate(model, k), waves);
  const face = binodal === undefined ? null : planarInterface(model, binodal);
  const shown = state.structureFactor > 0 && !isLongRanged(model, state.density, largest);
  const finite = (x: number | undefined): number => (x !== undefined && Number.isFinite(x) ? x : Number.NaN);
  return [
    ...[state.pressure, state.mu, state.f, state.pressureSlope, state.compressibilityFactor],
    shown ? state.structureFactor : Number.NaN,
    ...(!away && peak.value > 0 && peak.at < 0.99 * largest ? [1 / peak.value, peak.at] : [Number.NaN, Number.NaN]),
    ...(away ? [Number.NaN, Number.NaN] : fastest.value < 0 ? [-fastest.value, fastest.at] : [0, Number.NaN]),
    ...[finite(spinodal?.low), finite(spinodal?.high)],
    ...[finite(binodal?.low), finite(binodal?.high), finite(binodal?.mu), finite(binodal?.pressure)],
    ...[finite(face?.tension), finite(face?.width)],
  ];
}

function sweepCurve(dim: number, path: string, table: readonly (readonly number[])[], extra: readonly string[]): Curve {
  const [key, value, ...beside] = [path, ...COLUMNS].map((name, i) => {
    return { name, label: labelOf('sweep', name), values: Float64Array.from(table, (row) => row[i]) };
  });
  return {
    name: 'sweep',
    notes: [
      `${dim}-dimensional bulk of the scenario at every value: P = rho mu - f, S0 = S(0) (empty where unstable or long-ranged); peak: largest S(k) (empty where at the cut-off)`,
      'growth: largest omega(k) = -M k^2 F"(k) up to the cut-off, 0 where stable; low and high: lowest spinodal and binodal',
      'tension, width: planar interface of local + square-gradient terms; refused: 1 where a field could not be run',
      ...extra,
    ],
    keys: [key],
    value,
    beside,
  };
}

/** The scenario's own value of the parameter, and its density. */
function stateOf(scenario: Scenario, path: string): { readonly value: number; readonly density: number } | null {
  const value = valueAt(scenario, parsePath(path));
  return typeof value !== 'number' || scenario.density === undefined ? null : { value, density: scenario.density };
}
