import type { Grid } from '../grid.ts';
import type { Team } from '../parallel.ts';
import type { Fft } from './fft.ts';
import { referenceFft } from './reference.ts';
import { wasmFft, wasmMissing } from './wasm.ts';

/** Lends a backend threads that work on its memory. */
export type TeamMaker = (memory: WebAssembly.Memory) => Team;

export interface Backend {
  readonly summary: string;
  /** Why it cannot serve a grid; null where it can. */
  missing(grid: Grid): string | null;
  create(grid: Grid, team?: TeamMaker): Fft;
}

/** Backends by name. The law tests hold every entry to `reference`; physics never names one. */
export const backends: Readonly<Record<string, Backend>> = {
  wasm: {
    summary:
      'compiled kernels (WebAssembly SIMD), sizes 2^a 3^b 5^c up to 2^24 cells, threads; the default where it runs',
    missing: wasmMissing,
    create: wasmFft,
  },
  reference: {
    summary: 'plain TypeScript on fft.js and pure-rand, any even size, one thread',
    missing: () => null,
    create: (grid) => referenceFft(grid),
  },
};

/** The backend that `auto` stands for on a grid, and why it is not `wasm` where it is not. */
export function chooseBackend(grid: Grid): { readonly name: string; readonly reason: string | null } {
  const reason = wasmMissing(grid);
  return { name: reason === null ? 'wasm' : 'reference', reason };
}

/**
 * Transforms of `grid` by the named backend; `auto` is wasm where it can serve the grid, else reference.
 * @throws RangeError for an unknown name, or a backend that cannot serve the grid.
 */
export function createFft(grid: Grid, backend = 'reference', team?: TeamMaker): Fft {
  const name = backend === 'auto' ? chooseBackend(grid).name : backend;
  if (!Object.hasOwn(backends, name)) {
    throw new RangeError(`unknown backend '${name}'; there are auto, ${Object.keys(backends).join(', ')}`);
  }
  return backends[name].create(grid, team);
}
