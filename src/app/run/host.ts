import type { ReplicaProgress } from './replica.ts';
import { threadCpuSeconds } from './thread-cpu.ts';

/** The surroundings of a replica on Node: clocks, and progress at most ten times a second. */
export function throttledHost(report: (p: ReplicaProgress) => void) {
  let last = 0;
  return {
    now: () => performance.now() / 1000,
    cpu: threadCpuSeconds,
    progress(p: ReplicaProgress): void {
      const now = performance.now();
      if (now - last < 100 && p.steps < p.total) return;
      last = now;
      report(p);
    },
  };
}
