import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { loadedPlugins } from '../plugins/loaded.ts';
import type { ReplicaProgress } from './replica.ts';
import { type ResultOf, runTask, type WorkerStart, type WorkerTask } from './tasks.ts';

/** How the replicas of a run are spread. */
export interface ReplicaOptions {
  /** The first replica, 0 unless given; they end before `replicas`. */
  readonly from?: number;
  readonly replicas: number;
  readonly workers: number;
  progress(p: ReplicaProgress): void;
}

/**
 * Runs all replicas and gives each result to `take` in the order of the replicas, whatever the number of workers: one
 * after the other in this thread for one worker, else on worker threads that fetch the next replica when they are free.
 */
export async function runReplicas<T extends WorkerTask>(
  task: T,
  options: ReplicaOptions,
  take: (result: ResultOf<T>) => void,
): Promise<void> {
  const { from = 0 } = options;
  const workers = Math.min(options.workers, options.replicas - from);
  if (workers <= 1) {
    for (let r = from; r < options.replicas; r++) take(runTask(task, r, options.progress) as ResultOf<T>);
    return;
  }
  const waiting = new Map<number, ResultOf<T>>();
  let next = from;
  let taken = from;
  const arrived = (result: ResultOf<T>): void => {
    waiting.set(result.replica, result);
    for (let ready = waiting.get(taken); ready !== undefined; ready = waiting.get(taken)) {
      waiting.delete(taken);
      taken++;
      take(ready);
    }
  };
  const workerData: WorkerStart = { task, plugins: loadedPlugins().map(({ file }) => file) };
  const threads = Array.from({ length: workers }, () => new Worker(workerFile(), { workerData }));
  try {
    await Promise.all(
      threads.map((worker) => {
        return new Promise<void>((resolve, reject) => {
          const fetch = (): void => {
            if (next < options.replicas) worker.postMessage(next++);
            else resolve();
          };
          worker.on('message', (message: { progress?: ReplicaProgress; result?: ResultOf<T> }) => {
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
