import { type Curve, column } from '../../core/curve.ts';
import { short } from '../output/format.ts';
import { structureLines } from './end-lines.ts';
import type { Extrapolated } from './extrapolation.ts';
import type { ParticleOutcome } from './run-particles.ts';

/** What the last lines of a run of particles say. */
export function particleEndLines(outcome: ParticleOutcome): readonly string[] {
  const { ensemble, curves, verdicts } = outcome;
  const { steps, cpuMsPerStep } = outcome.timing;
  const lines = [
    `  ${outcome.status.padEnd(10)} ${steps} steps over ${ensemble.replicas.length} replica(s), ${short(cpuMsPerStep)} ms of CPU per step`,
  ];
  const [first] = ensemble.replicas;
  if (first !== undefined && first.start !== '') lines.push(`  start      replica 0: ${first.start}`);
  const s = curves.find((curve) => curve.name === 'structure-factor');
  if (s !== undefined) lines.push(...structureLines(s));
  const mean = curves.find((curve) => curve.name === 'energy-mean');
  if (mean !== undefined) lines.push(...energyLines(mean));
  lines.push(...extrapolationLines(ensemble.replicas.flatMap(({ extrapolated }) => extrapolated ?? [])));
  for (const curve of curves) {
    for (const note of curve.notes) {
      if (note.startsWith('warning:')) lines.push(`  warning    ${curve.name}: ${note.slice(9)}`);
    }
  }
  for (const verdict of verdicts) lines.push(`  expect     ${verdict.text}: ${verdict.state}`);
  return lines;
}

function energyLines(curve: Curve): readonly string[] {
  const value = (name: string): number => column(curve, name).values[0];
  const text = (label: string, name: string, error: string): string => {
    return Number.isNaN(value(name)) ? '' : `${label} = ${short(value(name), 5)} ± ${short(value(error))}`;
  };
  const parts = [
    text('u', 'u', 'stderr'),
    text('Z', 'Z', 'Z-stderr'),
    text('P', 'pressure', 'pressure-stderr'),
    text('T_conf', 'T-conf', 'T-conf-stderr'),
  ].filter((part) => part !== '');
  return [`  energy     ${parts.join(', ')}`];
}

/** A warning where particles came nearer than a table of their potential reaches. */
function extrapolationLines(all: readonly Extrapolated[]): readonly string[] {
  const samples = all.reduce((sum, one) => sum + one.samples, 0);
  if (samples === 0) return [];
  const looks = all.reduce((sum, one) => sum + one.looks, 0);
  const nearest = Math.min(...all.map((one) => one.nearest ?? Number.POSITIVE_INFINITY));
  return [
    `  warning    the table of the potential starts at r = ${short(all[0].below)}; particles came as near as ${short(nearest)} in ${samples} of ${looks} samples: u is extrapolated there`,
  ];
}
