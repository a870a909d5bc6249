import { parentPort, workerData } from 'node:worker_threads';
import { runTask, type WorkerTask } from './tasks.ts';

const task = workerData as WorkerTask;
const port = parentPort;
if (port === null) throw new Error('worker.js runs only as a worker thread');
port.on('message', (replica: number) => {
  port.postMessage({ result: runTask(task, replica, (progress) => port.postMessage({ progress })) });
});
