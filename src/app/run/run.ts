import type { Curve } from '../../core/curve.ts';
import { type Grade, grades } from '../../engines/field/validity.ts';
import { encodeNpy } from '../output/npy.ts';
import { writeTable } from '../output/table.ts';
import type { FieldPlan } from '../scenario/build.ts';
import { concerns } from '../scenario/check-expect.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Ensemble, type RunStatus, type Timing } from './ensemble.ts';
import { judge, type Verdict } from './expect.ts';
import { drawRun, type StoredField } from './figures.ts';
import type { Prepared } from './prepare.ts';
import { regimeOf } from './regime.ts';
import type { ReplicaProgress } from './replica.ts';
import { replicaTables } from './replica-values.ts';
import { runReplicas } from './replicas.ts';
import { RunFolder, versions } from './store.ts';

export interface RunOptions {
  readonly out: string;
  readonly overwrite: boolean;
  readonly force: boolean;
  readonly workers: number;
  /** Threads that share one field. */
  readonly threads: number;
  readonly command: string;
  progress(p: ReplicaProgress): void;
}

/** How a run ended; `code` is the exit code of the process. */
export interface RunOutcome {
  readonly code: 0 | 1 | 3 | 4;
  readonly status: RunStatus;
  readonly folder: string;
  readonly timing: Timing;
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
  const head = {
    ...versions(),
    backend: plan.fft.backend,
    threads: plan.fft.backend === 'reference' ? 1 : options.threads,
    command: options.command,
    seed: scenario.ensemble.seed,
  };
  folder.write('scenario.yaml', text);
  folder.writeJson('resolved.json', selfContained(scenario, prepared, folder));
  folder.writeJson('manifest.json', { ...head, status: 'running', regime });

  const ensemble = new Ensemble(plan);
  const begun = performance.now();
  try {
    await runReplicas(
      {
        kind: 'field',
        scenario,
        profile: prepared.profile?.values ?? null,
        force: options.force,
        threads: options.threads,
      },
      { replicas: scenario.ensemble.replicas, workers: options.workers, progress: options.progress },
      (result) => ensemble.add(result),
    );
  } catch (error) {
    folder.writeJson('manifest.json', { ...head, status: 'failed', code: 1, messages: [String(error)], regime });
    throw error;
  }
  const timing = ensemble.timing((performance.now() - begun) / 1000);

  const curves = ensemble.curves();
  for (const curve of curves) folder.write(`curves/${curve.name}.csv`, writeTable(curve));
  for (const { name, text } of replicaTables(curves, ensemble.each)) folder.write(name, text);
  const stored = writeFields(folder, plan, ensemble);
  const measured = ensemble.measured();
  const deterministic = plan.problem.sde.noiseKind === 'none';
  // those of particles are for dk particles to judge, those of a comparison for dk compare
  const own = scenario.expect.filter((e) => concerns(e, 'field'));
  const verdicts = own.map((e) => judge(e, { curves, grade: measured.grade, deterministic }));
  // a run that stopped by itself has said why
  const refusal = ensemble.status === 'done' && !options.force ? refused(scenario, measured.grade) : null;
  const status = refusal === null ? ensemble.status : 'refused';
  const code = status !== 'done' ? 1 : verdictCode(verdicts);
  const manifest = {
    ...head,
    status,
    code,
    messages: [...ensemble.replicas.flatMap((r) => r.message || []), ...(refusal ?? [])],
    regime,
    validity: measured,
    timing,
    replicas: ensemble.replicas.map(({ validity, noise, message, ...rest }) => rest),
    fields: stored,
    expect: verdicts,
  };
  folder.writeJson('manifest.json', manifest);
  await drawRun(folder, scenario, stored);
  return { code, status, folder: options.out, timing, manifest, curves, ensemble, verdicts };
}

function writeFields(folder: RunFolder, plan: FieldPlan, ensemble: Ensemble): readonly StoredField[] {
  const name = plan.model.kind === 'density' ? 'density' : 'order-parameter';
  return ensemble.snapshots.map(({ time, values }, i, all) => {
    const file = `${name}-${i === all.length - 1 ? 'final' : String(i + 1).padStart(4, '0')}.npy`;
    folder.write(`fields/${file}`, encodeNpy(values, plan.fft.grid.cells));
    return { file, time };
  });
}

/** Why a measured grade is not accepted; null where it is, or where there is no gate. */
function refused({ field }: Scenario, grade: Grade | null): readonly [string] | null {
  const accepted = field['accept-grade'];
  if (grade === null || accepted === 'any' || grades.indexOf(grade) <= grades.indexOf(accepted)) return null;
  const enough = grade === 'refused' ? 'any' : grade;
  return [
    `the measured grade ${grade} is worse than field.accept-grade: ${accepted}; use fewer cells or a higher density, or accept it with field.accept-grade: ${enough} or --force`,
  ];
}

/**
 * The scenario as it is stored: an initial profile from a file is copied into the folder and named there, so that
 * resolved.json can be run again wherever the folder goes.
 */
function selfContained(scenario: Scenario, { profile }: Prepared, folder: RunFolder): Scenario {
  if (profile === null) return scenario;
  const file = 'fields/initial.npy';
  folder.write(file, encodeNpy(profile.values, profile.shape));
  const initial = { ...scenario.field.initial, profile: { type: 'file', file } } as const;
  return { ...scenario, field: { ...scenario.field, initial } };
}

/** Exit code of what was expected. */
export function verdictCode(verdicts: readonly Verdict[]): 0 | 3 | 4 {
  if (verdicts.some((v) => v.state === 'not met')) return 3;
  return verdicts.some((v) => v.state === 'undecided') ? 4 : 0;
}
