import type { Curve } from '../../core/curve.ts';
import { drawField } from '../output/figures/field.ts';
import { drawCurve } from '../output/figures/index.ts';
import { decodeNpy } from '../output/npy.ts';
import { readTable } from '../output/table.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RunFolder } from './store.ts';

/** A stored field: its file in `fields/` and its time. */
export interface StoredField {
  readonly file: string;
  readonly time: number;
}

/**
 * Draws every curve and every stored field of a run from its files; returns the names of the figures. `kind` tells a folder
 * of linear theory from one of a run.
 */
export async function drawRun(
  folder: RunFolder,
  scenario: Scenario,
  stored: readonly StoredField[],
  kind: 'run' | 'theory' = 'run',
): Promise<string[]> {
  const names: string[] = [];
  const { name, summary } = scenario;
  const options =
    kind === 'theory' ? { title: `${name}: theory` } : { title: name, ...(summary && { subtitle: summary }) };
  const save = (figure: { name: string; svg: string; png: Uint8Array } | null): void => {
    if (figure === null) return;
    folder.write(`figures/${figure.name}.svg`, figure.svg);
    folder.write(`figures/${figure.name}.png`, figure.png);
    names.push(figure.name);
  };
  for (const file of folder.list('curves', '.csv')) {
    const curve: Curve = readTable(folder.readText(`curves/${file}`), file.slice(0, -'.csv'.length));
    save(await drawCurve(curve, { ...options, units: scenario.units }));
  }
  for (const { file, time } of stored) {
    const { values, shape } = decodeNpy(folder.read(`fields/${file}`));
    const figure = await drawField(
      {
        values,
        cells: shape,
        lengths: scenario.box.length,
        kind: scenario.field.kind,
        time,
        label: scenario.field.kind === 'density' ? 'ρ' : 'φ',
      },
      { ...options, units: scenario.units },
    );
    save({ ...figure, name: file.slice(0, -'.npy'.length) });
  }
  return names;
}
