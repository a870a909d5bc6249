/** One column of a result: `name` heads the CSV column, `label` the axis, `values` [rows]; NaN is written as empty. */
export interface Column {
  readonly name: string;
  readonly label: string;
  readonly values: Float64Array;
}

/**
 * The currency of every result: independent variables (`keys`), a measured `value`, its standard `error`, and columns
 * that stand beside it (number of modes, theory, what the scheme must give). All columns have the same length.
 */
export interface Curve {
  /** File name without ending: `structure-factor`. */
  readonly name: string;
  /** Conventions, one sentence each; they become the comment lines of the CSV. */
  readonly notes: readonly string[];
  readonly keys: readonly Column[];
  readonly value: Column;
  readonly error?: Column;
  readonly beside: readonly Column[];
  /** How much each row counts when rows are pooled (number of modes); 1 unless given. Not part of the table. */
  readonly weights?: Float64Array;
}

/** All columns in their order in a table: keys, value, error, beside. */
export function columns(curve: Curve): readonly Column[] {
  return [...curve.keys, curve.value, ...(curve.error === undefined ? [] : [curve.error]), ...curve.beside];
}

/** The column of that name. @throws RangeError when the curve has none. */
export function column(curve: Curve, name: string): Column {
  const found = columns(curve).find((c) => c.name === name);
  if (found === undefined) throw new RangeError(`${curve.name} has no column '${name}'`);
  return found;
}
