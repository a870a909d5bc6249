import { parentPort, workerData } from 'node:worker_threads';
import { runTask, type WorkerStart } from './tasks.ts';

const { task, plugins } = workerData as WorkerStart;
const port = parentPort;
if (port === null) throw new Error('worker.js runs only as a worker thread');
if (plugins.length > 0) {
  const { loadPlugin } = await import('../plugins/load-plugin.ts');
  for (const file of plugins) await loadPlugin(file);
}
// messages that came before are kept until now
port.on('message', (replica: number) => {
  port.postMessage({ result: runTask(task, replica, (progress) => port.postMessage({ progress })) });
});
