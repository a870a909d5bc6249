import type { Curve } from '../../core/curve.ts';
import { encodeNpy } from '../output/npy.ts';
import { writeTable } from '../output/table.ts';
import type { ParticlePlan } from '../scenario/build-particles.ts';
import { concerns } from '../scenario/check-expect.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { writeLammpsDump } from '../trajectory/write-lammps-dump.ts';
import type { RunStatus, Timing } from './ensemble.ts';
import { judge, type Verdict } from './expect.ts';
import { drawRun } from './figures.ts';
import { drawMovie } from './movie.ts';
import { ParticleEnsemble } from './particle-ensemble.ts';
import { particleRegime } from './particle-regime.ts';
import type { PreparedParticles } from './prepare.ts';
import { replicaTables } from './replica-values.ts';
import { runReplicas } from './replicas.ts';
import { type RunOptions, verdictCode } from './run.ts';
import { RunFolder, versions } from './store.ts';
import { trajectoryName } from './tasks.ts';

/** How a run of particles ended; `code` is the exit code of the process. */
export interface ParticleOutcome {
  readonly code: 0 | 1 | 3 | 4;
  readonly status: RunStatus;
  readonly folder: string;
  readonly timing: Timing;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly curves: readonly Curve[];
  readonly ensemble: ParticleEnsemble;
  readonly verdicts: readonly Verdict[];
  /** Files of trajectories and animations, within the folder. */
  readonly files: readonly string[];
}

/** Runs a prepared scenario as particles and writes its folder. */
export async function runParticles(
  prepared: PreparedParticles,
  plan: ParticlePlan,
  options: Omit<RunOptions, 'force' | 'threads'>,
): Promise<ParticleOutcome> {
  const { scenario, text } = prepared.loaded;
  const { replicas, seed } = scenario.ensemble;
  const regime = particleRegime(plan);
  const folder = RunFolder.create(options.out, options.overwrite);
  const head = { ...versions(), engine: 'particles', command: options.command, seed };
  folder.write('scenario.yaml', text);
  folder.writeJson('resolved.json', selfContained(scenario, prepared, folder));
  folder.writeJson('manifest.json', { ...head, status: 'running', regime });

  const ensemble = new ParticleEnsemble(plan);
  const begun = performance.now();
  try {
    await runReplicas(
      { kind: 'particles', scenario, positions: plan.positions, profile: plan.profile, folder: folder.path },
      { replicas, workers: options.workers, progress: options.progress },
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
  const own = scenario.expect.filter((e) => concerns(e, 'particles'));
  const verdicts = own.map((e) => judge(e, { curves, grade: null, deterministic: false }));
  const { status } = ensemble;
  const code = status !== 'done' ? 1 : verdictCode(verdicts);
  const files = ensemble.replicas.flatMap(({ replica, frames }) => {
    const name = trajectoryName(scenario, replica);
    return name === null || frames === 0 ? [] : [name];
  });
  const manifest = {
    ...head,
    status,
    code,
    messages: ensemble.replicas.flatMap((r) => r.message || []),
    regime,
    timing,
    replicas: ensemble.replicas.map(({ message, ...rest }) => rest),
    trajectories: files,
    timestep: plan.dt,
    expect: verdicts,
  };
  folder.writeJson('manifest.json', manifest);
  await drawRun(folder, scenario, []);
  const movie = await drawMovie(folder, scenario, plan.dt);
  return {
    code,
    status,
    folder: options.out,
    timing,
    manifest,
    curves,
    ensemble,
    verdicts,
    files: [...files, ...movie],
  };
}

/** The scenario as it is stored: start positions, an initial profile from a file are copied into the folder and named there. */
function selfContained(scenario: Scenario, { start, profile }: PreparedParticles, folder: RunFolder): Scenario {
  if (start !== null) {
    const file = 'particles/start.lammpstrj';
    folder.write(file, [...writeLammpsDump(start, { step: 0, followed: start.followed })].join(''));
    return { ...scenario, particles: { ...scenario.particles, start: { type: 'file', file } } };
  }
  if (profile === null) return scenario;
  const file = 'fields/initial.npy';
  folder.write(file, encodeNpy(profile.values, profile.shape));
  const initial = { ...scenario.field.initial, profile: { type: 'file', file } } as const;
  return { ...scenario, field: { ...scenario.field, initial } };
}
