import type { Team } from '../parallel.ts';
import { bytes } from './bytes.ts';
import type { KernelExports } from './exports.ts';

/** The compiled kernels on a memory of their own. Every array that a kernel touches is allocated here. */
export class Kernel {
  readonly call: KernelExports;
  readonly memory: WebAssembly.Memory;
  readonly team: Team;
  #next: number;

  /** A kernel that was released, or a new one. Each reserves 4 GB of addresses, so that they are worth keeping. */
  static take(team?: (memory: WebAssembly.Memory) => Team): Kernel {
    return (team === undefined ? idle.pop() : undefined) ?? new Kernel(team);
  }

  /** @throws Error where the machine cannot run them: ask `kernelsMissing` first. */
  constructor(team?: (memory: WebAssembly.Memory) => Team) {
    this.memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES, shared: true });
    this.call = instantiate(this.memory);
    this.#next = FIRST_FREE;
    const { call } = this;
    this.team = team?.(this.memory) ?? { size: 1, run: (job, args) => call[job](args, 0, 1), close: () => {} };
  }

  /**
   * Bytes that are free to use, zeroed, aligned to a cache line. The memory grows as needed: shared memory keeps older views
   * valid when it does. Nothing is given back but by `release`.
   * @throws RangeError beyond 4 GB.
   */
  allocate(size: number): number {
    const at = this.#next;
    this.#next = LINE * Math.ceil((at + size) / LINE);
    const missing = this.#next - this.memory.buffer.byteLength;
    if (missing > 0) {
      const pages = Math.ceil(missing / PAGE);
      if (this.#next > MOST_PAGES * PAGE) {
        throw new RangeError(
          'the kernels have 4 GB of memory; this needs more: take the backend reference, or fewer cells',
        );
      }
      this.memory.grow(pages);
    }
    return at;
  }

  /** Gives the memory to whoever takes a kernel next: none of its arrays may be used any more. */
  release(): void {
    if (idle.includes(this)) return;
    this.team.close();
    // threads may still look at this memory
    if (this.team.size > 1) return;
    // what is allocated next must be zero
    new Uint8Array(this.memory.buffer, FIRST_FREE, this.#next - FIRST_FREE).fill(0);
    this.#next = FIRST_FREE;
    idle.push(this);
  }

  /** A zeroed array of `length` doubles in the kernel's memory. Its byteOffset is what a kernel calls it by. */
  floats(length: number): Float64Array {
    const at = this.allocate(8 * length);
    return new Float64Array(this.memory.buffer, at, length);
  }

  ints(length: number): Int32Array {
    const at = this.allocate(4 * length);
    return new Int32Array(this.memory.buffer, at, length);
  }
}

/** Why the kernels cannot run here; null where they can. */
export function kernelsMissing(): string | null {
  missing ??= find();
  return missing === '' ? null : missing;
}

const PAGE = 65536;
const FIRST_PAGES = 2;
const MOST_PAGES = 65536;
/** Below lies what the compiler itself puts there. */
const FIRST_FREE = PAGE;
const LINE = 64;

const idle: Kernel[] = [];
let compiled: WebAssembly.Module | null = null;
let missing: string | null = null;

/** Another thread's instance of the kernels on the same memory. */
export function instantiate(memory: WebAssembly.Memory): KernelExports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)));
  return new WebAssembly.Instance<KernelExports>(compiled, { env: { memory } }).exports;
}

function find(): string {
  if (typeof WebAssembly === 'undefined') return 'there is no WebAssembly here';
  if (typeof SharedArrayBuffer === 'undefined')
    return 'there is no shared memory here (a page must be cross-origin isolated)';
  try {
    new Kernel().release();
    return '';
  } catch (error) {
    return `WebAssembly with SIMD and threads does not run here (${error instanceof Error ? error.message : String(error)})`;
  }
}
