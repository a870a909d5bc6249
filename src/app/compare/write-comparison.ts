import { encodeNpy } from '../output/npy.ts';
import { writeTable } from '../output/table.ts';
import { replicaTables } from '../run/replica-values.ts';
import type { RunFolder } from '../run/store.ts';
import type { Comparison } from './comparison.ts';
import type { Side } from './side.ts';
import type { FieldSide } from './simulated.ts';

/** Writes what both sides have measured, and the verdict: comparison.json, field/curves, particles/curves, … */
export function writeComparison(
  folder: RunFolder,
  comparison: Comparison,
  sides: readonly Side[],
  field: { readonly side: FieldSide; readonly cells: readonly number[] } | null,
): void {
  for (const { engine, curves, each } of sides) {
    for (const curve of curves) folder.write(`${engine}/curves/${curve.name}.csv`, writeTable(curve));
    for (const { name, text } of replicaTables(curves, each)) folder.write(`${engine}/${name}`, text);
  }
  const final = field?.side.ensemble.snapshots.at(-1);
  if (field !== null && final !== undefined) {
    folder.write('field/fields/density-final.npy', encodeNpy(final.values, field.cells));
  }
  folder.writeJson('comparison.json', withoutCurves(comparison));
}

/** Numbers that are no finite ones become null in JSON. */
export function withoutCurves(comparison: Comparison): Readonly<Record<string, unknown>> {
  const plain = {
    ...comparison,
    sides: comparison.sides.map(({ curves, ...rest }) => ({ ...rest, measured: curves.map(({ name }) => name) })),
  };
  return JSON.parse(JSON.stringify(plain)) as Readonly<Record<string, unknown>>;
}
