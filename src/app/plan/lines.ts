import { duration, short } from '../output/format.ts';
import { percent } from './candidate.ts';
import { type Expected, statisticalText } from './expectations.ts';
import { RESOLUTION } from './measured.ts';
import type { RunPlan } from './plan.ts';
import type { Setting } from './settings.ts';

const PURPOSES = {
  stationary: 'two-point functions, uniform and stationary',
  evolving: 'inhomogeneous, or changing with time',
  'three-point': 'third moments',
  strong: 'attraction or a strong nonlinearity',
  deterministic: 'no noise',
} as const;

/** A plan for people. */
export function planLines(
  run: RunPlan,
  settings: readonly Setting[],
  expected: readonly Expected[],
): readonly string[] {
  const { plan, situation, options, chosen } = run;
  const { coupling } = situation;
  const strength =
    situation.drift === 'pair' ? `, ρ0F″/kT − 1 from ${rounded(coupling.least)} to ${rounded(coupling.most)}` : '';
  const labels = {
    'field.integrator': 'integrator',
    'field.step': 'step',
    'field.dealias': 'mask',
    'box.cells': 'cells',
  };
  return [
    `${plan.scenario.name}: plan for an error of ${percent(options.error)}; ${PURPOSES[situation.purpose]}${strength}`,
    ...settings.map(({ path, value, reason, changed }) => {
      const text = Array.isArray(value) ? value.join(' × ') : String(value);
      return `  ${labels[path].padEnd(10)} ${text}${changed ? '' : ' (as it is)'}: ${reason}`;
    }),
    '',
    ...columns([
      ['  observable', 'error of the step', 'statistical error', 'measured by'],
      ...expected.map((one) => [
        `  ${one.quantity}`,
        one.systematic === null ? 'not known' : one.systematic === 0 ? '0' : `≤ ${percent(one.systematic)}`,
        statisticalText(one, options.error),
        one.basis,
      ]),
    ]),
    ...statistics(run, expected),
    ...resolution(run),
    '',
    ...costs(run),
    '',
    ...columns([
      ['  alternative', 'mask', 'cells', 'step', 'D K_c² dt', 'error', 'CPU', 'ratio'],
      ...run.alternatives.map(({ candidate, cells, dealias, ratio }) => [
        `  ${candidate.integrator}${candidate === chosen ? ' ←' : ''}`,
        dealias,
        cells.join(' × '),
        short(candidate.dt, 4),
        short(candidate.scaled),
        candidate.errors.some(({ value }) => value === null) ? '–' : percent(candidate.worst ?? Number.NaN),
        duration(ratio * run.cost.cpuSeconds),
        short(ratio),
      ]),
    ]),
    '  (error: the largest of the observables; –: no measured bound for one of them. The other mask stands on cells of at least the same K_c.)',
  ];
}

/** How long to run for the wanted error. */
function statistics({ options, plan }: RunPlan, expected: readonly Expected[]): readonly string[] {
  const found = expected.find(({ shells }) => shells !== null)?.shells;
  if (found === null || found === undefined) return [];
  const { time, ensemble } = plan.scenario;
  const out = found.pooled.map(({ k, relative }) => {
    return `  pooled     S over k = ${short(k[0])} … ${short(k[1])}: ${percent(relative)} (duration ${short(time.duration, 6)} × ${ensemble.replicas} replica(s))`;
  });
  if (found.worst.relative <= options.error) return out;
  const longer = found.duration === null ? '' : `time.duration ${short(found.duration, 2)}, or `;
  return [...out, `  longer     ${percent(options.error)} at every single k: ${longer}${found.replicas} replicas`];
}

/** What the grid, not the step, does to S(k). */
function resolution({ situation, plan }: RunPlan): readonly string[] {
  const cutoffs = plan.fft.grid.cutoffs(plan.scenario.field.dealias);
  const resolved = Math.min(...cutoffs) * situation.sigma;
  const out: string[] = [];
  if (resolved < RESOLUTION * (1 - 1e-9))
    out.push(
      `  grid       K_c σ = ${short(resolved)} < ${RESOLUTION}: S(k) off by −3 to −6 % at the edge of the band, whatever the step`,
    );
  if (situation.inhomogeneous)
    out.push(`  grid       inhomogeneous: read S(k) for k ≤ 0.8 K_c = ${short(0.8 * Math.min(...cutoffs))} only`);
  return out;
}

function costs({ cost, split, plan }: RunPlan): readonly string[] {
  const { replicas } = plan.scenario.ensemble;
  return [
    `  cost       ${cost.steps} steps × ${replicas} replica(s) of ${short(cost.millisecondsPerStep, 2)} ms: ${duration(cost.cpuSeconds)} of CPU, about ${duration(cost.wallSeconds)} on ${split.workers} worker(s), without the measuring`,
    `  memory     about ${short(cost.bytes / 1e6, 2)} MB`,
    `  split      ${split.workers} worker(s) × ${split.threads} thread(s): ${split.reason}`,
  ];
}

/** Three digits, and no 1e-13. */
function rounded(value: number): string {
  return short(Math.abs(value) < 1e-4 ? 0 : value);
}

/** Left-aligned columns. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  return rows.map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c]))
      .join('  ')
      .trimEnd(),
  );
}
