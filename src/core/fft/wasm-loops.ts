import type { Grid } from '../grid.ts';
import { PreparedJob, pointerTo } from '../kernel/job-arguments.ts';
import { KeyedNormals, normalTables } from '../kernel/keyed-normals.ts';
import type { Kernel } from '../kernel/load.ts';
import type { CellLoops } from './cell-loops.ts';
import { multiply } from './reference-loops.ts';

/** Cells of a block, as in assembly/normals.ts. */
const BLOCK = 1024;

/** Coefficients of a polynomial that there is room for from the start. */
const FEW = 16;

/** The loops over cells as kernels. */
export function wasmLoops(kernel: Kernel, grid: Grid): CellLoops {
  const { size } = grid;
  const blocks = Math.ceil(size / BLOCK);
  const results = kernel.floats(3 * blocks);
  const range = new PreparedJob(kernel, 'range', [size, 0, results.byteOffset]);
  const flux = new PreparedJob(kernel, 'flux', [size, 0, 0, 0, 0, 0, 0, 0, 0]);
  const tables = normalTables(kernel);
  const noise = new PreparedJob(kernel, 'noise', [size, 0, 0, 0, 0, 0, 0, 0, tables]);
  const polynomial = new PreparedJob(kernel, 'polynomial', [size, 0, 0, 0, 0]);
  let powers = kernel.floats(FEW);
  const clip = new PreparedJob(kernel, 'clip', [size, 0, 0, 0, 0, 0, results.byteOffset, 0, 0]);
  clip.values.set([1e-200, 1], 7);
  const clipped = (step: number, a: Float64Array, b: Float64Array, out: Float64Array): void => {
    clip.set(1, step);
    clip.set(2, pointerTo(a));
    clip.set(3, pointerTo(b));
    clip.set(4, pointerTo(out));
    clip.run();
  };
  const smooth = new PreparedJob(kernel, 'smooth', [0, 0, 0, 0, size]);
  return {
    normals: (seed, stream) => new KeyedNormals(kernel, seed, stream, tables),
    range(field) {
      range.set(1, pointerTo(field));
      range.run();
      let [smallest, largest, sum] = [results[0], results[1], 0];
      for (let b = 0; b < 3 * blocks; b += 3) {
        if (results[b] < smallest) smallest = results[b];
        if (results[b + 1] > largest) largest = results[b + 1];
        sum += results[b + 2];
      }
      return { smallest, largest, sum };
    },
    flux(rho, mobility, mean, gradient, force, out) {
      if (gradient === null && force === null) throw new RangeError('a flux needs a gradient or a force');
      flux.set(1, pointerTo(rho));
      flux.values.set(mobility, 2);
      flux.values[5] = mean;
      flux.set(6, gradient === null ? 0 : pointerTo(gradient));
      flux.set(7, force === null ? 0 : pointerTo(force));
      flux.set(8, pointerTo(out));
      flux.run();
    },
    noise(v, mobility, scale, normals, out) {
      // numbers of another source: what tests compare backends by
      if (!(normals instanceof KeyedNormals)) {
        multiply(v, mobility, scale, normals, out);
        return;
      }
      noise.set(1, pointerTo(v));
      noise.values.set(mobility, 2);
      noise.values[5] = scale;
      noise.set(6, pointerTo(out));
      noise.set(7, normals.nextKey());
      noise.run();
    },
    polynomial(rho, coefficients, out) {
      if (coefficients.length > powers.length) powers = kernel.floats(coefficients.length);
      powers.set(coefficients);
      polynomial.set(1, pointerTo(rho));
      polynomial.set(2, powers.byteOffset);
      polynomial.set(3, coefficients.length);
      polynomial.set(4, pointerTo(out));
      polynomial.run();
    },
    positivePart: (input, out) => clipped(0, input, input, out),
    deficit: (rho, weight, out) => clipped(1, rho, weight, out),
    withhold: (share, out) => clipped(2, share, share, out),
    scale(factor, out) {
      clip.values[5] = factor;
      clipped(3, out, out, out);
    },
    different(a, b) {
      clipped(4, a, b, a);
      let count = 0;
      for (let block = 0; block < blocks; block++) count += results[block];
      return count;
    },
    smooth(input, out, work) {
      let [from, to] = [input, grid.dim === 2 ? work : out];
      let stride = 1;
      for (let a = grid.dim - 1; a >= 0; a--) {
        smooth.set(0, pointerTo(from));
        smooth.set(1, pointerTo(to));
        smooth.set(2, grid.cells[a]);
        smooth.set(3, stride);
        smooth.run();
        stride *= grid.cells[a];
        from = to;
        to = to === out ? work : out;
      }
    },
  };
}
