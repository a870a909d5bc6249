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
      const types = measured.name === 'structure-factor-partial' ? typesOf(result) : null;
      const curve = complete(measured, [...notesOf(result, title), ...kindOf(result, name, types)]);
      folder.write(`curves/${path}${curve.name}.csv`, writeTable(curve));
      const subtitle = captionOf(name, types);
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

function notesOf({ clock, interval }: AnalysisResult, title: string): readonly string[] {
  const unit = clock === 'time' ? '' : `: times are counted in ${clock}${clock === 'steps' ? ' of the file' : ''}`;
  return [`measured from ${title}`, `time between samples ${interval}${unit}`];
}

/** Which particles these are. */
function kindOf(
  { particles, source }: AnalysisResult,
  group: string | null,
  types: readonly string[] | null,
): readonly string[] {
  if (types !== null) {
    const list = types.map((name, i) => `${i + 1} = type ${name} (N = ${particles[name]})`).join(', ');
    return [`a and b: ${list}`];
  }
  if (source === 'particles' && group !== null) {
    return [`particles of type ${group} alone, N = ${particles[group]} of them: S_aa of Ashcroft and Langreth`];
  }
  return Object.keys(particles).length > 1
    ? ['particles of several types as one: the number-number structure factor']
    : [];
}

/** The types that were measured one by one, in their order. */
function typesOf({ groups }: AnalysisResult): readonly string[] {
  return groups.filter((name) => name !== null);
}

function captionOf(group: string | null, types: readonly string[] | null): { readonly subtitle?: string } {
  if (types !== null) return { subtitle: types.map((name, i) => `${i + 1} = type ${name}`).join(', ') };
  return group === null ? {} : { subtitle: `type ${group}` };
}
