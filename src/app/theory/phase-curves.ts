import { binodals, type Coexistence } from '../../analysis/theory/binodal.ts';
import type { CriticalPoint, ModelFamily } from '../../analysis/theory/critical-point.ts';
import { type UnstableInterval, unstableIntervals } from '../../analysis/theory/phase.ts';
import type { Column, Curve } from '../../core/curve.ts';
import type { Model } from '../../physics/model.ts';
import { labelOf } from '../output/labels.ts';

/** The first binodal and spinodal at one value of the parameter. */
export interface PhaseRow {
  readonly value: number;
  readonly binodal: Coexistence | undefined;
  readonly spinodal: UnstableInterval | undefined;
}

const ROWS = 40;

export function phaseRow(model: Model, value: number): PhaseRow {
  return { value, binodal: binodals(model)[0], spinodal: unstableIntervals(model)[0] };
}

/** Rows of the two-phase region below (or above) a critical temperature, closer together near it, and that of `kT`. */
export function temperatureRows(family: ModelFamily, critical: CriticalPoint, kT: number): readonly PhaseRow[] {
  const top = critical.value;
  const below = family(0.97 * top);
  const direction = below !== null && unstableIntervals(below).length > 0 ? -1 : 1;
  const inside = (kT - top) * direction > 0;
  const reach = Math.max(0.3 * top, inside ? Math.min(1.2 * Math.abs(kT - top), 0.95 * top) : 0);
  const values = Array.from({ length: ROWS }, (_, i) => top + direction * reach * ((i + 1) / ROWS) ** 2);
  if (inside) values.push(kT);
  return [...new Set(values)].flatMap((value) => {
    const model = family(value);
    return model === null ? [] : [phaseRow(model, value)];
  });
}

/** What the phase curves are made of. */
export interface PhaseData {
  readonly dim: number;
  /** Name of the parameter's column. */
  readonly parameter: string;
  readonly rows: readonly PhaseRow[];
  readonly critical: readonly CriticalPoint[];
  /** The scenario's own state, marked in the diagram. */
  readonly state: { readonly value: number; readonly density: number } | null;
}

/** binodal, spinodal and, where the parameter matters, phase-diagram. */
export function phaseCurves({ dim, parameter, rows, critical, state }: PhaseData): readonly Curve[] {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  const withBinodal = sorted.flatMap(({ value, binodal }) => (binodal === undefined ? [] : [{ value, ...binodal }]));
  const withSpinodal = sorted.flatMap(({ value, spinodal }) =>
    spinodal === undefined ? [] : [{ value, ...spinodal }],
  );
  const curves: Curve[] = [];
  const named = (curve: string, name: string, values: readonly number[]): Column => {
    return { name, label: labelOf(curve, name), values: Float64Array.from(values) };
  };
  const finite = (x: number): number => (Number.isFinite(x) ? x : Number.NaN);
  if (withBinodal.length > 0) {
    curves.push({
      name: 'binodal',
      notes: ['coexisting uniform phases: equal mu and equal P = rho mu - f'],
      keys: [
        named(
          'binodal',
          parameter,
          withBinodal.map((r) => r.value),
        ),
      ],
      value: named(
        'binodal',
        'low',
        withBinodal.map((r) => r.low),
      ),
      beside: [
        named(
          'binodal',
          'high',
          withBinodal.map((r) => r.high),
        ),
        named(
          'binodal',
          'mu',
          withBinodal.map((r) => r.mu),
        ),
        named(
          'binodal',
          'P',
          withBinodal.map((r) => r.pressure),
        ),
      ],
    });
  }
  if (withSpinodal.length > 0) {
    curves.push({
      name: 'spinodal',
      notes: ['between low and high the uniform state is unstable at k = 0: F"(0) < 0; empty where that has no end'],
      keys: [
        named(
          'spinodal',
          parameter,
          withSpinodal.map((r) => r.value),
        ),
      ],
      value: named(
        'spinodal',
        'low',
        withSpinodal.map((r) => finite(r.low)),
      ),
      beside: [
        named(
          'spinodal',
          'high',
          withSpinodal.map((r) => finite(r.high)),
        ),
      ],
    });
  }
  const spread = new Set(withSpinodal.map((r) => `${r.low.toPrecision(9)} ${r.high.toPrecision(9)}`));
  if (spread.size < 2) return curves;
  const all = [
    ...sorted.map(({ value, binodal, spinodal }) => {
      const ends = [binodal?.low, binodal?.high, spinodal?.low, spinodal?.high].map((x) => finite(x ?? Number.NaN));
      return [value, ...ends, Number.NaN, Number.NaN];
    }),
    ...critical.map(({ value, density }) => [value, density, density, density, density, density, Number.NaN]),
    ...(state === null ? [] : [[state.value, ...new Array<number>(5).fill(Number.NaN), state.density]]),
  ].sort((a, b) => a[0] - b[0]);
  const columns = [parameter, 'binodal-low', 'binodal-high', 'spinodal-low', 'spinodal-high', 'critical', 'state'];
  const [key, value, ...beside] = columns.map((name, i) =>
    named(
      'phase-diagram',
      name,
      all.map((row) => row[i]),
    ),
  );
  curves.push({
    name: 'phase-diagram',
    notes: [
      `${dim}-dimensional densities of coexisting phases and limits of stability; critical: where they merge; state: the scenario`,
    ],
    keys: [key],
    value,
    beside,
  });
  return curves;
}
