/**
 * What a kernel needs of threads. A job does its part of a fixed list of items, so that results do not depend on how many
 * share it; `run` returns when all parts are done. `app` supplies teams of worker threads.
 */
export interface Team {
  /** Number of threads, the caller among them. */
  readonly size: number;
  /** Runs the job on all threads; `args` points to its arguments in the shared memory. */
  run(job: Job, args: number): void;
  /** Ends the threads. */
  close(): void;
}

/** The jobs that threads can share, in the order of their numbers: names of kernels that take (args, part, parts). */
export const jobs = [
  'rowsForward',
  'rowsInverse',
  'columns',
  'copyRows',
  'longColumns',
  'longRows',
  'longSplit',
  'longMerge',
  'combine',
  'rotate',
  'power',
  'range',
  'flux',
  'noise',
  'polynomial',
  'clip',
  'smooth',
] as const;
export type Job = (typeof jobs)[number];
