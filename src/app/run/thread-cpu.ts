import { readFileSync } from 'node:fs';

/**
 * CPU seconds of the calling thread. Linux tells them in nanoseconds; elsewhere the process's CPU time stands in, which
 * is the same while one thread works.
 */
export function threadCpuSeconds(): number {
  if (process.platform === 'linux') {
    try {
      return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) * 1e-9;
    } catch {
      // a kernel without schedstat: fall through
    }
  }
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e-6;
}
