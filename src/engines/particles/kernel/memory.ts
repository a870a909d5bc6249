import { normalTables } from '../../../core/kernel/keyed-normals.ts';
import { Kernel } from '../../../core/kernel/load.ts';

/** A piece of the kernel's memory. */
interface Block {
  readonly at: number;
  readonly size: number;
}

/**
 * Arrays in the memory of the one kernel that all particles of a thread share. A kernel gives nothing back to the system, so
 * pieces that are released are used again: by `release`, or when the owner has been collected.
 */
export class KernelMemory {
  readonly kernel: Kernel;
  /** What keyed normals need. */
  readonly tables: number;
  readonly #blocks: Block[] = [];

  constructor() {
    shared ??= withTables(new Kernel());
    this.kernel = shared.kernel;
    this.tables = shared.tables;
  }

  /** A zeroed array. The buffer is asked for afterwards: it grows. */
  floats(length: number): Float64Array {
    const at = this.#take(8 * length);
    return new Float64Array(this.kernel.memory.buffer, at, length);
  }

  ints(length: number): Int32Array {
    const at = this.#take(4 * length);
    return new Int32Array(this.kernel.memory.buffer, at, length);
  }

  /** Gives one array back. */
  free(array: Float64Array | Int32Array): void {
    const i = this.#blocks.findIndex(({ at }) => at === array.byteOffset);
    if (i >= 0) giveBack(this.#blocks.splice(i, 1));
  }

  /** Gives everything back: none of its arrays may be touched afterwards. */
  release(): void {
    giveBack(this.#blocks);
  }

  /** Releases it when `owner` has been collected. Nothing but the owner may hold the arrays then. */
  ownedBy(owner: object): void {
    collected.register(owner, this.#blocks);
  }

  #take(bytes: number): number {
    const size = rounded(bytes);
    const used = spare.get(size)?.pop();
    const at = used ?? this.kernel.allocate(size);
    if (used !== undefined) new Uint8Array(this.kernel.memory.buffer, at, size).fill(0);
    this.#blocks.push({ at, size });
    return at;
  }
}

let shared: { readonly kernel: Kernel; readonly tables: number } | null = null;
const withTables = (kernel: Kernel) => ({ kernel, tables: normalTables(kernel) });

/** Released pieces by their size. */
const spare = new Map<number, number[]>();
const collected = new FinalizationRegistry<Block[]>(giveBack);

function giveBack(blocks: Block[]): void {
  for (const { at, size } of blocks.splice(0)) {
    const list = spare.get(size);
    if (list === undefined) spare.set(size, [at]);
    else list.push(at);
  }
}

/** The next of 64 B · 2ⁿ · (4 … 7)/4: few sizes, so that pieces fit again. */
function rounded(bytes: number): number {
  let unit = 64;
  while (8 * unit < bytes) unit *= 2;
  return unit * Math.max(1, Math.ceil(bytes / unit));
}
