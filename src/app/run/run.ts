import type { Curve } from '../../core/curve.ts';
import { grades } from '../../engines/field/validity.ts';
import { short } from '../output/format.ts';
import { encodeNpy } from '../output/npy.ts';
import { writeTable } from '../output/table.ts';
import type { FieldPlan } from '../scenario/build.ts';
import { Ensemble } from './ensemble.ts';
import { judge, type Verdict } from './expect.ts';
import { drawRun, type StoredField } from './figures.ts';
import type { Prepared } from './prepare.ts';
import { regimeOf } from './regime.ts';
import type { ReplicaProgress } from './replica.ts';
import { runReplicas } from './replicas.ts';
import { RunFolder, versions } from './store.ts';

export interface RunOptions {
  readonly out: string;
  readonly overwrite: boolean;
  readonly force: boolean;
  readonly workers: number;
  readonly command: string;
  progress(p: ReplicaProgress): void;
}

/** How a run ended; `code` is the exit code of the process. */
export interface RunOutcome {
  readonly code: 0 | 1 | 3 | 4;
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly curves: readonly Curve[];
  readonly ensemble: Ensemble;
  readonly verdicts: readonly Verdict[];
}

/** Runs a prepared scenario and writes its folder. */
export async function run(prepared: Prepared, plan: FieldPlan, options: RunOptions): Promise<RunOutcome> {
  const { scenario, text } = prepared.loaded;
  const regime = regimeOf(plan);
  const folder = RunFolder.create(options.out, options.overwrite);
  const head = { ...versions(), backend: plan.fft.backend, command: options.command, seed: scenario.ensemble.seed };
  folder.write('scenario.yaml', text);
  folder.writeJson('resolved.json', scenario);
  folder.writeJson('manifest.json', { ...head, status: 'running', regime });

  const ensemble = new Ensemble(plan);
  await runReplicas(
    {
      scenario,
      profile: prepared.profile?.values ?? null,
      force: options.force,
      replicas: scenario.ensemble.replicas,
      workers: options.workers,
      progress: options.progress,
    },
    (result) => ensemble.add(result),
  );

  const curves = ensemble.curves();
  for (const curve of curves) folder.write(`curves/${curve.name}.csv`, writeTable(curve));
  const stored = writeFields(folder, plan, ensemble);
  const measured = ensemble.measured();
  const deterministic = plan.problem.sde.noiseKind === 'none';
  const verdicts = scenario.expect.map((e) => judge(e, { curves, grade: measured.grade, deterministic }));
  const accepted = scenario.field['accept-grade'];
  const gradeFails =
    !options.force &&
    measured.grade !== null &&
    accepted !== 'any' &&
    grades.indexOf(measured.grade) > grades.indexOf(accepted);
  const status = ensemble.status === 'done' && gradeFails ? 'refused' : ensemble.status;
  const code = status !== 'done' ? 1 : verdictCode(verdicts);
  const manifest = {
    ...head,
    status,
    code,
    messages: messages(ensemble, gradeFails ? `grade ${measured.grade}, worse than accept-grade: ${accepted}` : ''),
    regime,
    validity: measured,
    timing: ensemble.timing(),
    replicas: ensemble.replicas.map(({ replica, time, steps, dt, stepChanges, energyRises, massDrift }) => {
      return { replica, time, steps, dt, stepChanges, energyRises, massDrift };
    }),
    fields: stored,
    expect: verdicts,
  };
  folder.writeJson('manifest.json', manifest);
  await drawRun(folder, scenario, stored);
  return { code, folder: options.out, manifest, curves, ensemble, verdicts };
}

/** What the last lines of a run say. */
export function endLines(plan: FieldPlan, outcome: RunOutcome): readonly string[] {
  const { ensemble, curves, verdicts } = outcome;
  const { steps, cpuMsPerStep } = ensemble.timing();
  const measured = ensemble.measured();
  const lines = [
    `  ${ensemble.status.padEnd(10)} ${steps} steps over ${ensemble.replicas.length} replica(s), ${short(cpuMsPerStep)} ms of CPU per step`,
  ];
  if (plan.model.kind === 'density') {
    lines.push(
      `  density    negative fraction ${short(measured.negativeFraction)}, ε ${short(measured.epsilon)} (worst block ${short(measured.worstBlock)}), min ρ/ρ0 ${short(measured.minimum)}, Σv/Σρ−1 ${short(measured.varianceResidual)}`,
    );
  }
  lines.push(`  mass       drift ${short(measured.massDrift)}`);
  if (measured.grade !== null) lines.push(`  grade      ${measured.grade}: ${MEANING[measured.grade]}`);
  if (measured.grade !== null && measured.worstBlock >= 1e-2 && measured.worstBlock > measured.epsilon * 3) {
    lines.push(
      `  warning    ε reaches ${short(measured.worstBlock)} in the most dilute block: read local quantities there with care`,
    );
  }
  if (plan.problem.sde.noiseKind === 'none') lines.push(energyLine(ensemble));
  const s = curves.find((curve) => curve.name === 'structure-factor');
  if (s !== undefined) lines.push(...structureLines(s));
  for (const change of ensemble.replicas.flatMap((r) => r.stepChanges)) {
    lines.push(`  step       halved to ${short(change.dt, 4)} at t = ${short(change.time)}: ${change.reason}`);
  }
  for (const verdict of verdicts) lines.push(`  expect     ${verdict.text}: ${verdict.state}`);
  return lines;
}

const MEANING = {
  green: 'all statistics can be trusted',
  yellow: 'two-point functions can be trusted, histograms and third moments not',
  red: 'S(k) and F(k,t) to a few per cent, nothing else',
  refused: 'too much of the density is negative',
} as const;

function structureLines(curve: Curve): readonly string[] {
  const theory = curve.beside.find((c) => c.name === 'theory')?.values;
  const modes = curve.beside.find((c) => c.name === 'modes')?.values;
  const [s, error] = [curve.value.values, curve.error?.values];
  if (error === undefined || modes === undefined || s.length === 0) return [];
  const k = curve.keys[0].values;
  const lines = [`  S(k)       ${short(s[0], 4)} ± ${short(error[0])} at the smallest k = ${short(k[0], 4)}`];
  if (theory === undefined || !theory.every(Number.isFinite)) return lines;
  let [weight, sum, squares] = [0, 0, 0];
  s.forEach((value, i) => {
    weight += modes[i];
    sum += (modes[i] * value) / theory[i];
    squares += ((modes[i] * error[i]) / theory[i]) ** 2;
  });
  const ratio = sum / weight;
  lines.push(
    `  S/theory   ${short(ratio, 5)} ± ${short(Math.sqrt(squares) / weight)}, mean over all ${s.length} shells (linear theory)`,
  );
  return lines;
}

function energyLine(ensemble: Ensemble): string {
  const rises = ensemble.replicas.map((r) => r.energyRises);
  const count = rises.reduce((sum, r) => sum + r.steps, 0);
  if (count === 0) return '  energy     F decreased in every step';
  const largest = Math.max(...rises.map((r) => r.largest));
  return `  energy     F ROSE in ${count} steps (largest relative rise ${short(largest)}): shorten the step`;
}

function writeFields(folder: RunFolder, plan: FieldPlan, ensemble: Ensemble): readonly StoredField[] {
  const name = plan.model.kind === 'density' ? 'density' : 'order-parameter';
  return ensemble.snapshots.map(({ time, values }, i, all) => {
    const file = `${name}-${i === all.length - 1 ? 'final' : String(i + 1).padStart(4, '0')}.npy`;
    folder.write(`fields/${file}`, encodeNpy(values, plan.fft.grid.cells));
    return { file, time };
  });
}

function messages(ensemble: Ensemble, more: string): readonly string[] {
  return [...ensemble.replicas.flatMap((r) => (r.message === '' ? [] : [r.message])), ...(more === '' ? [] : [more])];
}

function verdictCode(verdicts: readonly Verdict[]): 0 | 3 | 4 {
  if (verdicts.some((v) => v.state === 'not met')) return 3;
  return verdicts.some((v) => v.state === 'undecided') ? 4 : 0;
}
