import type { Job } from '../parallel.ts';
import type { Kernel } from './load.ts';

/**
 * One job with its arguments in the kernel's memory: prepared once, run often, without allocation. An argument takes 8 bytes:
 * pointers and counts are words (`set`), other numbers doubles (`values`).
 */
export class PreparedJob {
  /** The arguments that are doubles, each in its place. */
  readonly values: Float64Array;
  readonly #words: Int32Array;
  readonly #kernel: Kernel;
  readonly #job: Job;

  constructor(kernel: Kernel, job: Job, words: readonly number[]) {
    this.#kernel = kernel;
    this.#job = job;
    this.values = kernel.floats(words.length);
    this.#words = new Int32Array(this.values.buffer, this.values.byteOffset, 2 * words.length);
    words.forEach((word, i) => {
      this.set(i, word);
    });
  }

  /** Argument `i`, a pointer or a count. */
  set(i: number, word: number): void {
    this.#words[2 * i] = word;
  }

  run(): void {
    this.#kernel.team.run(this.#job, this.values.byteOffset);
  }
}

/** The pointer to an array of the kernel's memory. @throws TypeError for any other array. */
export function pointerTo(array: Float64Array): number {
  if (!(array.buffer instanceof SharedArrayBuffer)) {
    throw new TypeError('this array was not allocated by the backend that is to work on it');
  }
  return array.byteOffset;
}
