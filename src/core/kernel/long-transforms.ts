import type { Grid } from '../grid.ts';
import type { Transforms } from './grid-transforms.ts';
import { PreparedJob, pointerTo } from './job-arguments.ts';
import { linePlan } from './line-plan.ts';
import type { Kernel } from './load.ts';

/** What all transforms of one long line share. */
export class LongPlans {
  readonly kernel: Kernel;
  readonly grid: Grid;
  /** h = n/2 = pq. */
  readonly p: number;
  readonly q: number;
  readonly planP: number;
  readonly planQ: number;
  readonly roots: number;
  readonly factors: number;
  readonly work: number;
  readonly workSize: number;
  /** Z, room for h + 2 numbers. */
  readonly z: Float64Array;
  /** What lies between columns and rows, p rows of `row` bytes. */
  readonly middle: Float64Array;
  readonly row: number;

  constructor(kernel: Kernel, grid: Grid) {
    this.kernel = kernel;
    this.grid = grid;
    const h = grid.size / 2;
    const [p, q] = nearlySquare(h);
    this.p = p;
    this.q = q;
    this.planP = linePlan(kernel, p);
    this.planQ = linePlan(kernel, q);
    this.roots = splitRoots(kernel, grid.size);
    this.factors = fourStepFactors(kernel, p, q);
    // two buffers each for two pairs of lines, and two pairs of columns before they are turned
    this.workSize = 192 * Math.max(p, q) + 64;
    this.work = kernel.allocate(this.workSize * kernel.team.size);
    this.z = kernel.floats(2 * h + 4);
    // a cache line more than a row: rows a power of two apart would share few lines of the cache
    this.row = 16 * q + 64;
    this.middle = kernel.floats((this.row / 8) * p);
  }
}

/** Transforms in 1D of the modes |n| ≤ limit. */
export function longTransforms(shared: LongPlans, limit: number): Transforms {
  const { kernel, grid, p, q, planP, planQ, factors, work, workSize, z, middle, row } = shared;
  const h = grid.size / 2;
  const kept = limit + 1;
  const columns = new PreparedJob(kernel, 'longColumns', [
    planP,
    0,
    middle.byteOffset,
    q,
    factors,
    row,
    work,
    workSize,
  ]);
  const rows = new PreparedJob(kernel, 'longRows', [planQ, middle.byteOffset, 0, p, 0, row, work, workSize]);
  const split = new PreparedJob(kernel, 'longSplit', [h, kept, shared.roots, z.byteOffset, 0, 0]);
  split.values[5] = 0.5;
  const merge = new PreparedJob(kernel, 'longMerge', [h, kept, shared.roots, 0, z.byteOffset, 0]);
  merge.values[5] = 1 / grid.size;
  const lines = (source: number, target: number, swapped: 0 | 1): void => {
    columns.set(1, source);
    columns.run();
    rows.set(2, target);
    rows.set(4, swapped);
    rows.run();
  };
  return {
    forward(input, out) {
      lines(pointerTo(input), z.byteOffset, 0);
      z[2 * h] = z[0];
      z[2 * h + 1] = z[1];
      split.set(4, pointerTo(out));
      split.run();
    },
    inverse(input, out) {
      merge.set(3, pointerTo(input));
      merge.run();
      lines(z.byteOffset, pointerTo(out), 1);
    },
  };
}

/** h = pq with p and q as equal as the prime factors of h allow. */
function nearlySquare(h: number): readonly [p: number, q: number] {
  let p = 1;
  for (let d = 1; d * d <= h; d++) if (h % d === 0) p = d;
  return [p, h / p];
}

/** Lengths of the lower tables, as in assembly/long.ts. */
const LOW = 16;
const ROOTS = 64;

/** e^{−2πi j₂k₁/h} of every pair of columns j₂, for k₁ < LOW and for its multiples, {re, re}, {im, im}: the pointer. */
function fourStepFactors(kernel: Kernel, p: number, q: number): number {
  const pairs = Math.ceil(q / 2);
  const rows = [
    ...Array.from({ length: LOW }, (_, k) => k),
    ...Array.from({ length: Math.ceil(p / LOW) }, (_, i) => i * LOW),
  ];
  const out = kernel.floats(4 * rows.length * pairs);
  let at = 0;
  for (let pair = 0; pair < pairs; pair++) {
    for (const k of rows) {
      for (const lane of [0, 1]) {
        // a column that is left over stands in both lanes
        const j = Math.min(2 * pair + lane, q - 1);
        const angle = (-2 * Math.PI * ((j * k) % (p * q))) / (p * q);
        out[at + lane] = Math.cos(angle);
        out[at + 2 + lane] = Math.sin(angle);
      }
      at += 4;
    }
  }
  return out.byteOffset;
}

/** e^{2πi m/n}: m < ROOTS by twos, {cos, cos}, {sin, sin}, then the multiples of ROOTS up to n/4, cos, sin: the pointer. */
function splitRoots(kernel: Kernel, n: number): number {
  const uppers = Math.floor(n / 4 / ROOTS) + 1;
  const out = kernel.floats(2 * ROOTS + 2 * uppers);
  for (let m = 0; m < ROOTS; m++) {
    const at = 4 * (m >> 1) + (m & 1);
    out[at] = Math.cos((2 * Math.PI * m) / n);
    out[at + 2] = Math.sin((2 * Math.PI * m) / n);
  }
  for (let i = 0; i < uppers; i++) {
    out[2 * ROOTS + 2 * i] = Math.cos((2 * Math.PI * i * ROOTS) / n);
    out[2 * ROOTS + 2 * i + 1] = Math.sin((2 * Math.PI * i * ROOTS) / n);
  }
  return out.byteOffset;
}
