import { duration, short } from '../output/format.ts';
import type { ReplicaProgress } from '../run/replica.ts';

/** One line on stderr, when it is a terminal: share done, rate, time left, S at the smallest k so far. */
export class ProgressBar {
  readonly #replicas: number;
  readonly #shown: boolean;
  readonly #label: string;
  readonly #state = new Map<number, ReplicaProgress>();
  readonly #start = performance.now();
  #last = 0;

  constructor(replicas: number, wanted: boolean, label = '') {
    this.#replicas = replicas;
    this.#label = label === '' ? '' : `${label}  `;
    this.#shown = wanted && process.stderr.isTTY === true;
  }

  update(p: ReplicaProgress): void {
    this.#state.set(p.replica, p);
    const now = performance.now();
    if (!this.#shown || now - this.#last < 100) return;
    this.#last = now;
    process.stderr.write(`\r\x1b[K${this.line((now - this.#start) / 1000)}`);
  }

  /** The line after `elapsed` seconds. */
  line(elapsed: number): string {
    let share = 0;
    let steps = 0;
    let lowest = 0;
    let known = 0;
    for (const p of this.#state.values()) {
      share += p.steps / p.total / this.#replicas;
      steps += p.steps;
      if (Number.isFinite(p.lowest)) {
        lowest += p.lowest;
        known++;
      }
    }
    const filled = Math.round(24 * Math.min(share, 1));
    const left = share > 0 ? (elapsed * (1 - share)) / share : Number.NaN;
    const bar = `${'█'.repeat(filled)}${'░'.repeat(24 - filled)}`;
    const s = known === 0 ? 'warming up' : `S(k_min) ≈ ${short(lowest / known)}`;
    return `  ${this.#label}${bar} ${String(Math.floor(100 * share)).padStart(3)} %  ${short(steps / elapsed)} steps/s  ${duration(left)} left  ${s}`;
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
  }
}
