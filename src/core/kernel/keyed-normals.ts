import type { Normals } from '../normals.ts';
import type { GaussiansState } from '../random.ts';
import { pointerTo } from './job-arguments.ts';
import type { Kernel } from './load.ts';

/**
 * Normals that are a function of (seed, stream, draw, index) alone: the same however many threads compute them, and a
 * checkpoint needs only the number of the draw. One `fill` is one draw. Only arrays of the kernel's own memory can be filled.
 */
export class KeyedNormals implements Normals {
  readonly #kernel: Kernel;
  readonly #seed: number;
  readonly #stream: number;
  readonly #key: number;
  readonly #tables: number;
  #draw = 0;

  /** @throws RangeError unless the seed is an integer in [0, 2⁵³) and the stream one in [0, 2³²). */
  constructor(kernel: Kernel, seed: number, stream: number, tables = normalTables(kernel)) {
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed must be an integer ≥ 0, got ${seed}`);
    if (!Number.isInteger(stream) || stream < 0 || stream >= WORD) {
      throw new RangeError(`stream must be an integer in [0, 2³²), got ${stream}`);
    }
    this.#kernel = kernel;
    this.#seed = seed;
    this.#stream = stream;
    this.#key = kernel.allocate(8);
    this.#tables = tables;
  }

  fill(out: Float64Array, scale = 1): void {
    const { call } = this.#kernel;
    const target = pointerTo(out);
    this.nextKey();
    call.normals(target, 0, out.length, scale, this.#key, this.#tables);
  }

  /** Moves on to the next draw; the pointer to its key. */
  nextKey(): number {
    const [seed, draw] = [this.#seed, this.#draw];
    this.#kernel.call.normalKey(this.#key, seed >>> 0, high(seed), this.#stream, draw >>> 0, high(draw));
    this.#draw++;
    return this.#key;
  }

  save(): GaussiansState {
    return { state: [this.#draw] };
  }

  /** @throws TypeError unless it was saved by numbers of this kind. */
  load(saved: GaussiansState): void {
    const [draw, ...rest] = saved.state;
    if (!Number.isSafeInteger(draw) || draw < 0 || rest.length > 0) {
      throw new TypeError('keyed normals: the saved numbers are of another backend');
    }
    this.#draw = draw;
  }
}

const WORD = 4294967296;
const high = (value: number): number => Math.floor(value / WORD);

/** Bytes of the tables, and of the state that every thread keeps behind them. */
const TABLES = 6208;
const LINE = 64;

/** The pointer to new tables of the ziggurat. */
export function normalTables(kernel: Kernel): number {
  const at = kernel.allocate(TABLES + LINE * kernel.team.size);
  kernel.call.normalTables(at);
  return at;
}
