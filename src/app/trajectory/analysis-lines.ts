import type { Curve } from '../../core/curve.ts';
import { short } from '../output/format.ts';
import type { AnalysisResult } from './analyze-options.ts';

/** What `dk analyze` prints. */
export function analysisLines(r: AnalysisResult, files: readonly string[]): readonly string[] {
  const taken = sum(r.runs);
  const runs = r.runs.length === 1 ? '' : `, ${r.runs.length} runs of ${spread(r.runs)}`;
  const apart =
    r.interval === 0 ? '' : `, ${short(r.interval, 6)} ${r.clock === 'time' ? 'time units' : r.clock} apart`;
  const species = Object.entries(r.particles);
  const total = sum(species.map(([, n]) => n));
  const types = species.length > 1 ? ` (${species.map(([name, n]) => `type ${name}: ${n}`).join(', ')})` : '';
  const { count, shells, smallest, largest } = r.modes;
  const origin = r.box.origin.some((x) => x !== 0) ? `, origin (${r.box.origin.join(', ')})` : '';
  const flat =
    r.flat === '' ? '' : `, ${r.box.lengths.length}D: all particles have one ${[...r.flat].join(' and one ')}`;
  const lines = [
    `${files.length === 1 ? files[0] : `${files.length} files`}: ${r.source === 'field' ? 'stored fields' : 'trajectory'}`,
    `  frames     ${taken} of ${r.framesRead}${runs}${apart}`,
    `  ${r.source === 'field' ? 'content    ∫ρ =' : 'particles '} ${short(total, 9)}${types}`,
    `  box        ${r.box.lengths.map((l) => short(l, 9)).join(' × ')}${origin}${flat}`,
    `  k          ${count} modes in ${shells} shells, ${short(smallest, 4)} … ${short(largest, 4)} (|n| ≤ ${r.kmax})`,
  ];
  r.groups.forEach((name, g) => {
    const s = r.curves[g].find((curve) => curve.name === 'structure-factor');
    if (s !== undefined) lines.push(`  S(k)       ${lowest(s)}${name === null ? '' : `, type ${name}`}`);
  });
  if (r.served.length > 0) {
    const served = r.served.map(({ asked, k }) => `${asked} by ${short(k, 6)}`).join(', ');
    lines.push(
      `  F(k,t)     k served by the nearest shells: ${served}; lags up to ${r.lags['intermediate-scattering']} frames`,
    );
  }
  return lines;
}

/** What is worth a warning in the numbers themselves. */
export function analysisWarnings({ runs, lags, served, box }: AnalysisResult): readonly string[] {
  const out: string[] = [];
  const most = Math.max(...runs);
  if (most < 4 && runs.length < 8) {
    out.push(`${sum(runs)} frame(s): error bars need at least 4 in a run, so stderr is empty`);
  } else if (most < 8 && runs.length < 8) {
    out.push(`${most} frames: too few to see how they are correlated; error bars take them as independent`);
  }
  if (runs.some((n) => n !== most)) out.push('runs of unequal length count equally');
  for (const [name, longest] of Object.entries(lags)) {
    const brief = runs.filter((n) => n <= longest).length;
    if (brief > 0)
      out.push(`${brief} run(s) of at most ${longest} frames are too short for ${name}, and left out of it`);
  }
  const step = (2 * Math.PI) / Math.max(...box.lengths);
  for (const { asked, k } of served) {
    if (Math.abs(asked - k) > 0.5 * step)
      out.push(`k = ${asked} is served by ${short(k, 6)}, more than half of 2π/L away`);
  }
  return out;
}

function lowest(curve: Curve): string {
  const [k, s, error] = [curve.keys[0].values[0], curve.value.values[0], curve.error?.values[0] ?? Number.NaN];
  const bar = Number.isFinite(error) ? ` ± ${short(error)}` : ' (no error bar)';
  return `${short(s, 4)}${bar} at the smallest k = ${short(k, 4)}`;
}

function spread(values: readonly number[]): string {
  return values.length <= 8 ? values.join(', ') : `${Math.min(...values)} … ${Math.max(...values)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
