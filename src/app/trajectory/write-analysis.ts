import { basename } from 'node:path';
import type { Curve } from '../../core/curve.ts';
import { drawCurve } from '../output/figures/index.ts';
import { writeTable } from '../output/table.ts';
import type { RunFolder } from '../run/store.ts';
import type { AnalysisResult } from './analyze-options.ts';

/** Columns that a run has beside the measured ones: here there is no theory, and they are left empty. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  'structure-factor': ['theory', 'predicted'],
  'intermediate-scattering': ['theory'],
};

/**
 * Writes the curves and figures of every group: of all particles as a run does, of one species in a folder of its own
 * within curves/ and figures/.
 */
export async function writeAnalysis(
  folder: RunFolder,
  result: AnalysisResult,
  files: readonly string[],
): Promise<void> {
  const title = files.length === 1 ? basename(files[0]) : `${basename(files[0])} and ${files.length - 1} more`;
  for (const [g, name] of result.groups.entries()) {
    const path = name === null ? '' : `type-${name.replace(/[^\w.+-]/g, '_')}/`;
    for (const measured of result.curves[g]) {
      const curve = complete(measured, notesOf(result, name, title));
      folder.write(`curves/${path}${curve.name}.csv`, writeTable(curve));
      const subtitle = name === null ? {} : { subtitle: `type ${name}` };
      const figure = await drawCurve(curve, { title, ...subtitle });
      if (figure === null) continue;
      folder.write(`figures/${path}${figure.name}.svg`, figure.svg);
      folder.write(`figures/${path}${figure.name}.png`, figure.png);
    }
  }
}

function complete(curve: Curve, notes: readonly string[]): Curve {
  const empty = (EMPTY[curve.name] ?? []).map((name) => {
    return { name, label: name, values: new Float64Array(curve.value.values.length).fill(Number.NaN) };
  });
  return { ...curve, notes: [...curve.notes, ...notes], beside: [...curve.beside, ...empty] };
}

function notesOf(
  { clock, particles, source, interval }: AnalysisResult,
  group: string | null,
  title: string,
): string[] {
  const notes = [`measured from ${title}`];
  const unit = clock === 'time' ? '' : `: times are counted in ${clock}${clock === 'steps' ? ' of the file' : ''}`;
  notes.push(`time between samples ${interval}${unit}`);
  if (source === 'particles' && group !== null) {
    notes.push(`particles of type ${group} alone, N = ${particles[group]} of them: S_aa of Ashcroft and Langreth`);
  } else if (Object.keys(particles).length > 1) {
    notes.push('particles of several types as one: the number-number structure factor');
  }
  return notes;
}
