/** C_aa(t) of every chosen mode: the diagonal of the time correlations; the CSV has the rest. */
import { type Curve, columns } from '../../../core/curve.ts';
import { drawFamily } from './family.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { palette } from './palette.ts';

export async function timeCorrelation(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const [a, b] = ['a', 'b'].map((name) => columns(curve).find((c) => c.name === name)?.values);
  const kept = Array.from(curve.value.values.keys()).filter((i) => a?.[i] === b?.[i]);
  const only = <C extends { readonly values: Float64Array }>(c: C): C => {
    return { ...c, values: Float64Array.from(kept, (i) => c.values[i]) };
  };
  const diagonal: Curve = {
    ...curve,
    keys: curve.keys.map(only),
    value: only(curve.value),
    ...(curve.error === undefined ? {} : { error: only(curve.error) }),
    beside: curve.beside.map(only),
  };
  return drawFamily(diagonal, options, { x: 't', by: 'a', value: 'C', colors: () => palette.distinct });
}
