import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildPlan } from '../scenario/build.ts';
import { throttledHost } from './host.ts';
import { type ReplicaProgress, type ReplicaResult, runReplica } from './replica.ts';
import type { WorkerTask } from './worker.ts';

/** How the replicas of a run are spread. */
export interface ReplicaOptions extends WorkerTask {
  readonly replicas: number;
  readonly workers: number;
  progress(p: ReplicaProgress): void;
}

/**
 * Runs all replicas and gives each result to `take` in the order of the replicas, whatever the number of workers: one
 * after the other in this thread for one worker, else on worker threads that fetch the next replica when they are free.
 */
export async function runReplicas(options: ReplicaOptions, take: (result: ReplicaResult) => void): Promise<void> {
  const workers = Math.min(options.workers, options.replicas);
  if (workers <= 1) {
    const host = throttledHost(options.force, options.progress);
    for (let r = 0; r < options.replicas; r++) {
      take(runReplica(buildPlan(options.scenario, options.profile), r, host));
    }
    return;
  }
  const waiting = new Map<number, ReplicaResult>();
  let next = 0;
  let taken = 0;
  const arrived = (result: ReplicaResult): void => {
    waiting.set(result.replica, result);
    for (let ready = waiting.get(taken); ready !== undefined; ready = waiting.get(taken)) {
      waiting.delete(taken);
      taken++;
      take(ready);
    }
  };
  const task: WorkerTask = { scenario: options.scenario, profile: options.profile, force: options.force };
  const threads = Array.from({ length: workers }, () => new Worker(workerFile(), { workerData: task }));
  try {
    await Promise.all(
      threads.map((worker) => {
        return new Promise<void>((resolve, reject) => {
          const fetch = (): void => {
            if (next < options.replicas) worker.postMessage(next++);
            else resolve();
          };
          worker.on('message', (message: { progress?: ReplicaProgress; result?: ReplicaResult }) => {
            if (message.progress !== undefined) options.progress(message.progress);
            if (message.result === undefined) return;
            try {
              arrived(message.result);
              fetch();
            } catch (error) {
              reject(error);
            }
          });
          worker.on('error', reject);
          worker.on('exit', () => reject(new Error('a worker thread ended before its replica did')));
          fetch();
        });
      }),
    );
  } finally {
    await Promise.all(threads.map((worker) => worker.terminate()));
  }
}

/** The compiled worker: beside this file in dist, or there when the sources run themselves (tests). */
function workerFile(): URL {
  const beside = new URL('./worker.js', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside;
  return new URL('../../../dist/app/run/worker.js', import.meta.url);
}
