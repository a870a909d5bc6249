import { parentPort, workerData } from 'node:worker_threads';
import { buildPlan } from '../scenario/build.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { throttledHost } from './host.ts';
import { runReplica } from './replica.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly scenario: Scenario;
  /** Cells of an initial profile that was read from a file. */
  readonly profile: Float64Array | null;
  readonly force: boolean;
}

const task = workerData as WorkerTask;
const port = parentPort;
if (port === null) throw new Error('worker.js runs only as a worker thread');
const host = throttledHost(task.force, (progress) => port.postMessage({ progress }));
port.on('message', (replica: number) => {
  // a fresh plan for each replica: noise counters and integrators start from zero
  port.postMessage({ result: runReplica(buildPlan(task.scenario, task.profile), replica, host) });
});
