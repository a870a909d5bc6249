import type { Dealias, Grid } from '../grid.ts';
import { GridPlans, gridTransforms, type Transforms } from '../kernel/grid-transforms.ts';
import { smooth } from '../kernel/line-plan.ts';
import { Kernel, kernelsMissing } from '../kernel/load.ts';
import { LongPlans, longTransforms } from '../kernel/long-transforms.ts';
import type { Team } from '../parallel.ts';
import type { Band } from './band.ts';
import type { Fft } from './fft.ts';
import { wasmBand } from './wasm-band.ts';
import { wasmLoops } from './wasm-loops.ts';

/** Cells of a grid whose field fits the 4 GB of the kernels: with an integrator it takes some 220 bytes a cell. */
const LARGEST = 16_777_216;

/** Why the compiled kernels cannot serve a grid; null where they can. */
export function wasmMissing(grid: Grid): string | null {
  const bad = grid.cells.find((n) => !smooth(n));
  if (bad !== undefined) return `${bad} cells have a prime factor above 5`;
  if (grid.size > LARGEST) return `${grid.size} cells are too many for the 4 GB of the kernels (at most ${LARGEST})`;
  return kernelsMissing();
}

/**
 * The compiled backend: SIMD transforms of sizes 2^a 3^b 5^c, loops and keyed noise on one shared memory; `team` lends it
 * threads. @throws RangeError for other sizes, Error where WebAssembly cannot run.
 */
export function wasmFft(grid: Grid, team?: (memory: WebAssembly.Memory) => Team): Fft {
  const missing = wasmMissing(grid);
  if (missing !== null) throw new RangeError(`the wasm backend cannot serve this grid: ${missing}; use reference`);
  const kernel = Kernel.take(team);
  const within = transformsWithin(kernel, grid);
  const whole = within(grid.cells.map((n) => n / 2));
  const bands = new Map<Dealias, Band>();
  let disposed = false;
  return {
    ...whole,
    backend: 'wasm',
    grid,
    cells: wasmLoops(kernel, grid),
    allocReal: () => kernel.floats(grid.size),
    allocSpectrum: () => kernel.floats(2 * grid.modes),
    band(dealias) {
      let band = bands.get(dealias);
      if (band === undefined) {
        const limits = grid.cells.map((n) => (dealias === 'none' ? n / 2 - 1 : Math.ceil(n / 3) - 1));
        band = wasmBand(kernel, grid, dealias, within(limits));
        bands.set(dealias, band);
      }
      return band;
    },
    dispose() {
      // a kernel that was released may be another's by now
      if (!disposed) kernel.release();
      disposed = true;
    },
  };
}

/** Makes transforms of the modes |n_a| ≤ limits[a]. */
function transformsWithin(kernel: Kernel, grid: Grid): (limits: readonly number[]) => Transforms {
  if (grid.dim === 1) {
    const plans = new LongPlans(kernel, grid);
    return ([limit]) => longTransforms(plans, limit);
  }
  const plans = new GridPlans(kernel, grid);
  return (limits) => gridTransforms(plans, limits);
}
