import { workerData } from 'node:worker_threads';
import { instantiate } from '../../core/kernel/load.ts';
import { jobs } from '../../core/parallel.ts';
import { ARGS, ASLEEP, EPOCH, FAILED, JOB, LEFT, type MemberData, READY, SPINS } from './thread-team.ts';

/** A member of a team: does its part of every job that the control block announces, until it is terminated. */
const { memory, control: buffer, part, parts } = workerData as MemberData;
const control = new Int32Array(buffer);
const call = instantiate(memory);
Atomics.add(control, READY, 1);
for (let epoch = 0; ; ) {
  for (let spins = 0; Atomics.load(control, EPOCH) === epoch; spins++) {
    if (spins < SPINS) continue;
    Atomics.add(control, ASLEEP, 1);
    Atomics.wait(control, EPOCH, epoch, 1000);
    Atomics.sub(control, ASLEEP, 1);
  }
  epoch = (epoch + 1) | 0;
  try {
    call[jobs[control[JOB]]](control[ARGS], part, parts);
  } catch {
    // who waits for this part is told, and does not wait for ever
    Atomics.add(control, FAILED, 1);
  }
  if (Atomics.sub(control, LEFT, 1) === 1) Atomics.notify(control, LEFT);
}
