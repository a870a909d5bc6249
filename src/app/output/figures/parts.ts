/**
 * What the figures draw of a curve: what was measured, its error, and the theory beside it. A table of `dk theory` has no
 * measurement: there the value itself is the theory. Columns without one finite number count as absent.
 */
import { type Curve, columns } from '../../../core/curve.ts';
import type { Row } from './layer.ts';

export interface Parts {
  readonly measured: Float64Array | undefined;
  readonly error: Float64Array | undefined;
  readonly theory: Float64Array | undefined;
  readonly predicted: Float64Array | undefined;
}

export function partsOf(curve: Curve): Parts {
  const calculated = ['theory', 'predicted'].includes(curve.value.name);
  return {
    measured: calculated ? undefined : valuesOf(curve, curve.value.name),
    error: calculated || curve.error === undefined ? undefined : valuesOf(curve, curve.error.name),
    theory: valuesOf(curve, 'theory'),
    predicted: valuesOf(curve, 'predicted'),
  };
}

/** The values of the column of that name, if there is one with a finite number in it. */
export function valuesOf(curve: Curve, name: string): Float64Array | undefined {
  const values = columns(curve).find((c) => c.name === name)?.values;
  return values?.some(Number.isFinite) ? values : undefined;
}

/** Rows of a plot in order of x, gaps (NaN) kept; `indices` picks the rows of one series. */
export function rowsOf(x: Float64Array, y: Float64Array, error?: Float64Array, indices?: readonly number[]): Row[] {
  const rows: Row[] = [];
  for (const i of indices ?? x.keys()) {
    const e = error?.[i] ?? Number.NaN;
    rows.push(Number.isFinite(e) ? { x: x[i], y: y[i], low: y[i] - e, high: y[i] + e } : { x: x[i], y: y[i] });
  }
  return rows.sort((a, b) => a.x - b.x);
}
