/** From so many cells on, threads within one field are worth their synchronisation (256² cells). */
const LARGE = 256 * 256;
/** Fewer cells than this are not worth a thread of their own (128² cells; a judgement, not a measurement). */
const SHARE = 128 * 128;

/** How the work of a run is spread over the cores. */
export interface Split {
  readonly cores: number;
  /** Replicas at a time. */
  readonly workers: number;
  /** Threads within each of them. */
  readonly threads: number;
  readonly rounds: number;
  readonly reason: string;
}

/**
 * Replicas first: they need no word from each other. Threads within a field wait for each other several times a step, and are for
 * large fields with fewer replicas than cores; `threaded`: whether a run can have them.
 */
export function splitWork(replicas: number, cells: number, cores: number, threaded = true): Split {
  const workers = Math.max(1, Math.min(replicas, cores));
  const idle = Math.floor(cores / workers);
  const large = cells >= LARGE;
  const threads = large && threaded ? Math.max(1, Math.min(idle, Math.floor(cells / SHARE))) : 1;
  const rounds = Math.ceil(replicas / workers);
  return { cores, workers, threads, rounds, reason: why() };

  function why(): string {
    if (replicas >= cores)
      return `${replicas} replicas keep ${cores} core(s) busy, and replicas need no word from each other`;
    const what = `${replicas} replica(s) on ${cores} cores`;
    const more = `${cores} replicas would take no longer`;
    if (threads > 1)
      return `${what}: the rest of the cores work within each field, which is large enough (${cells} cells)`;
    if (!large) return `${what}: a field of ${cells} cells is too small for threads within it (from 256² on); ${more}`;
    return threaded ? `${what} leave no two for each field; ${more}` : `${what}, and one thread for each; ${more}`;
  }
}
