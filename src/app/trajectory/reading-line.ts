import { duration, short } from '../output/format.ts';

/** One line on stderr, when it is a terminal: share read, frames, rate, time left. */
export class ReadingLine {
  readonly #total: number;
  readonly #shown: boolean;
  readonly #start = performance.now();
  #last = 0;

  /** `sizes`: bytes of every file. */
  constructor(sizes: readonly number[], wanted: boolean) {
    this.#total = sizes.reduce((total, size) => total + size, 0);
    this.#shown = wanted && process.stderr.isTTY === true;
  }

  update(bytes: number, frames: number): void {
    const now = performance.now();
    if (!this.#shown || now - this.#last < 200) return;
    this.#last = now;
    const elapsed = (now - this.#start) / 1000;
    const left = (elapsed * (this.#total - bytes)) / bytes;
    const share = Math.floor((100 * bytes) / this.#total);
    process.stderr.write(
      `\r\x1b[K  ${share} % read  ${frames} frames  ${short(bytes / 1e6 / elapsed)} MB/s  ${duration(left)} left`,
    );
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
  }
}
