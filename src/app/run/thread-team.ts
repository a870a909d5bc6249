import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TeamMaker } from '../../core/fft/backends.ts';
import { instantiate } from '../../core/kernel/load.ts';
import { jobs } from '../../core/parallel.ts';

/** Words of the shared control block. */
export const EPOCH = 0;
export const JOB = 1;
export const ARGS = 2;
/** Members that have not done their part yet. */
export const LEFT = 3;
/** Members that sleep until the epoch changes. */
export const ASLEEP = 4;
/** Members that have come up. */
export const READY = 5;
/** Members whose part has thrown. */
export const FAILED = 6;
/** Looks at a word before a member goes to sleep: some 50 µs. A barrier that sleeps at once costs ten times a short job. */
export const SPINS = 20_000;

/** Milliseconds in which a member must come up: this thread waits and hears nothing of one that cannot. */
const PATIENCE = 60_000;

/** What a member is started with. */
export interface MemberData {
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly part: number;
  readonly parts: number;
}

/**
 * A team of `threads` worker threads, this one among them, on a backend's memory; undefined for one thread. A job is begun by
 * a new epoch and has ended when nobody is left: both sides spin, then wait. `run` throws an Error where a member has failed
 * or does not come up.
 */
export function threadTeam(threads: number): TeamMaker | undefined {
  if (threads <= 1) return undefined;
  return (memory) => {
    const call = instantiate(memory);
    const buffer = new SharedArrayBuffer(4 * 8);
    const control = new Int32Array(buffer);
    const members = Array.from({ length: threads - 1 }, (_, i) => {
      const workerData: MemberData = { memory, control: buffer, part: i + 1, parts: threads };
      const worker = new Worker(memberFile(), { workerData });
      worker.unref();
      return worker;
    });
    let closed = false;
    return {
      size: threads,
      run(job, args) {
        if (closed) throw new Error(`the threads that '${job}' needs have ended`);
        control[JOB] = jobs.indexOf(job);
        control[ARGS] = args;
        Atomics.store(control, LEFT, threads - 1);
        Atomics.add(control, EPOCH, 1);
        if (Atomics.load(control, ASLEEP) > 0) Atomics.notify(control, EPOCH);
        call[job](args, 0, threads);
        const begun = performance.now();
        for (let spins = 0; ; spins++) {
          const left = Atomics.load(control, LEFT);
          if (left === 0) break;
          if (spins < SPINS) continue;
          const ready = Atomics.load(control, READY);
          if (ready < threads - 1 && performance.now() - begun > PATIENCE) {
            throw new Error(`${threads - 1 - ready} of ${threads} threads have not started; take fewer --threads`);
          }
          Atomics.wait(control, LEFT, left, 1000);
        }
        if (Atomics.load(control, FAILED) > 0) throw new Error(`a thread has failed in '${job}'`);
      },
      close() {
        closed = true;
        for (const worker of members) void worker.terminate();
      },
    };
  };
}

/** The compiled member: beside this file in dist, or there when the sources run themselves (tests). */
function memberFile(): URL {
  const beside = new URL('./thread-member.js', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside;
  return new URL('../../../dist/app/run/thread-member.js', import.meta.url);
}
