import type { Grid } from '../grid.ts';
import { PreparedJob, pointerTo } from './job-arguments.ts';
import { linePlan, roots } from './line-plan.ts';
import type { Kernel } from './load.ts';

/** Transforms that compute (forward) or read (inverse) the modes |n_a| ≤ limit_a only. */
export interface Transforms {
  forward(input: Float64Array, out: Float64Array): void;
  inverse(input: Float64Array, out: Float64Array): void;
}

/** What all transforms of a grid in 2D and 3D share: plans, scratch spectra, work memory of every thread. */
export class GridPlans {
  readonly kernel: Kernel;
  readonly grid: Grid;
  /** Plan of every axis; that of the last one is for half its length. */
  readonly plans: readonly number[];
  readonly roots: number;
  readonly work: number;
  readonly workSize: number;
  #scratch: Float64Array | null = null;

  constructor(kernel: Kernel, grid: Grid) {
    this.kernel = kernel;
    this.grid = grid;
    const last = grid.cells[grid.dim - 1];
    this.plans = grid.cells.map((n, a) => linePlan(kernel, a === grid.dim - 1 ? n / 2 : n));
    this.roots = roots(kernel, last, last / 2 + 1);
    // two buffers of 32 bytes an element and the row before untangling; four buffers for four columns
    this.workSize = Math.max(96 * (last / 2 + 2), 128 * Math.max(...grid.cells)) + 64;
    this.work = kernel.allocate(this.workSize * kernel.team.size);
  }

  /**
   * Spectra for the inverse, one for every axis but the last. In 3D the first is the caller's own: what its mask leaves out of
   * it must stay zero.
   */
  scratch(): readonly Float64Array[] {
    this.#scratch ??= this.kernel.floats(2 * this.grid.modes);
    return this.grid.dim === 3 ? [this.kernel.floats(2 * this.grid.modes), this.#scratch] : [this.#scratch];
  }
}

/** Bytes of a spectrum that is copied before its columns are transformed. */
const LARGE = 3e6;

/** Transforms in 2D and 3D of the modes |n_a| ≤ limits[a]. The inverse goes through the axes in order, the forward back. */
export function gridTransforms(shared: GridPlans, limits: readonly number[]): Transforms {
  const { kernel, grid, plans, work, workSize } = shared;
  const { dim, cells } = grid;
  const last = dim - 1;
  const width = cells[last] / 2 + 1;
  const kept = limits[last] + 1;
  const rows = grid.size / cells[last];
  const scratch = shared.scratch();
  const rowBytes = 16 * width;
  const forwardRows = new PreparedJob(kernel, 'rowsForward', [
    ...[plans[last], shared.roots, 0, 8 * cells[last], 0, rowBytes, rows, kept, work, workSize, 0],
  ]);
  forwardRows.values[10] = 0.5;
  const inverseRows = new PreparedJob(kernel, 'rowsInverse', [
    ...[plans[last], shared.roots, 0, rowBytes, 0, 8 * cells[last], rows, kept, work, workSize, 0],
  ]);
  inverseRows.values[10] = 1 / grid.size;
  // a spectrum beyond the second cache: its columns cost less in place, after a copy row by row
  const copied = rowBytes * rows > LARGE;
  const axes = Array.from({ length: last }, (_, a) => [columns(a, 0), columns(a, 1)] as const);
  const copies = axes.map((_, a) => copyOf(a));

  /** The axis `a`. In 3D the first axis skips the rows of the second that the mask drops. */
  function columns(a: number, inverse: 0 | 1): PreparedJob {
    const first = dim === 3 && a === 0;
    const outer = first ? Math.min(cells[1], 2 * limits[1] + 1) : dim === 3 ? cells[0] : 1;
    const [element, block] = first ? [rowBytes * cells[1], rowBytes] : [rowBytes, rowBytes * cells[a]];
    const [gap, skipped] = first ? [limits[1] + 1, cells[1] - outer] : [outer, 0];
    return new PreparedJob(kernel, 'columns', [
      ...[plans[a], 0, 0, element, kept, outer, block, inverse, work, workSize, gap, skipped],
    ]);
  }

  /** Copies what the axis `a` transforms. */
  function copyOf(a: number): PreparedJob {
    const first = dim === 3 && a === 0;
    const kept1 = first ? Math.min(cells[1], 2 * limits[1] + 1) : rows / cells[0];
    const [planes, plane] = dim === 3 ? [cells[0], cells[1]] : [1, rows];
    const count = dim === 3 ? kept1 : rows;
    return new PreparedJob(kernel, 'copyRows', [
      ...[0, 0, rowBytes, 16 * kept, planes, plane, count, first ? limits[1] + 1 : count, plane - count],
    ]);
  }

  return {
    forward(input, out) {
      forwardRows.set(2, pointerTo(input));
      forwardRows.set(4, pointerTo(out));
      forwardRows.run();
      for (let a = last - 1; a >= 0; a--) {
        const [job] = axes[a];
        job.set(1, out.byteOffset);
        job.set(2, out.byteOffset);
        job.run();
      }
    },
    inverse(input, out) {
      let source = pointerTo(input);
      for (let a = 0; a < last; a++) {
        const target = scratch[a].byteOffset;
        if (copied) {
          copies[a].set(0, source);
          copies[a].set(1, target);
          copies[a].run();
        }
        const [, job] = axes[a];
        job.set(1, copied ? target : source);
        job.set(2, target);
        job.run();
        source = target;
      }
      inverseRows.set(2, source);
      inverseRows.set(4, pointerTo(out));
      inverseRows.run();
    },
  };
}
