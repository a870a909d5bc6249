import { join } from 'node:path';
import { buildPlan } from '../scenario/build.ts';
import { buildParticlePlan } from '../scenario/build-particles.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { TrajectoryFile, trajectoryFormats } from '../trajectory/trajectory-file.ts';
import { throttledHost } from './host.ts';
import { type ParticleReplicaResult, runParticleReplica } from './particle-replica.ts';
import { type ReplicaProgress, type ReplicaResult, runReplica } from './replica.ts';
import { threadTeam } from './thread-team.ts';

/** What replicas are made from: plain data from which a worker makes the plan again. */
export type WorkerTask = FieldTask | ParticleTask;

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly task: WorkerTask;
  /** Plug-ins to load before, absolute paths. */
  readonly plugins: readonly string[];
}

export interface FieldTask {
  readonly kind: 'field';
  readonly scenario: Scenario;
  /** Cells of an initial profile that was read from a file. */
  readonly profile: Float64Array | null;
  /** Go on past the validity gate. */
  readonly force: boolean;
  /** Threads that share one field; 1 unless given. */
  readonly threads?: number;
}

export interface ParticleTask {
  readonly kind: 'particles';
  readonly scenario: Scenario;
  /** Start positions that were read from a file. */
  readonly positions: readonly Float64Array[] | null;
  /** Cells of an initial profile that was read from a file. */
  readonly profile?: Float64Array | null;
  /** Folder that takes the trajectories; null: none are written. */
  readonly folder: string | null;
}

export type ResultOf<T extends WorkerTask> = T extends FieldTask ? ReplicaResult : ParticleReplicaResult;

/** Runs one replica of a task in this thread; a fresh plan for each, so that counters start from zero. */
export function runTask(
  task: WorkerTask,
  replica: number,
  report: (p: ReplicaProgress) => void,
): ReplicaResult | ParticleReplicaResult {
  const host = throttledHost(report);
  if (task.kind === 'field') {
    const plan = buildPlan(task.scenario, task.profile, threadTeam(task.threads ?? 1));
    try {
      return runReplica(plan, replica, { ...host, force: task.force });
    } finally {
      plan.fft.dispose();
    }
  }
  const file = trajectoryOf(task, replica);
  try {
    const frame = file === null ? null : file.add.bind(file);
    const plan = buildParticlePlan(task.scenario, task.positions, task.profile ?? null);
    return runParticleReplica(plan, replica, { ...host, frame });
  } finally {
    file?.close();
  }
}

/** Name of the trajectory of a replica in the run folder; null where it stores none. */
export function trajectoryName({ output }: Scenario, replica: number): string | null {
  const { format, replicas } = output.trajectory;
  if (format === 'none' || replica >= replicas) return null;
  return `particles/trajectory${replica === 0 ? '' : `-${replica}`}${trajectoryFormats[format].ending}`;
}

function trajectoryOf({ scenario, folder }: ParticleTask, replica: number): TrajectoryFile | null {
  const { format } = scenario.output.trajectory;
  const name = trajectoryName(scenario, replica);
  if (folder === null || name === null || format === 'none') return null;
  return new TrajectoryFile(join(folder, name), format);
}
