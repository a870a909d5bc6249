import type { Grid } from '../grid.ts';
import { Gaussians } from '../random.ts';
import type { CellLoops } from './cell-loops.ts';

/** The loops over cells in plain TypeScript. */
export function referenceLoops(grid: Grid): CellLoops {
  return {
    normals: (seed, stream) => new Gaussians(seed, stream),
    range(field) {
      let smallest = Number.POSITIVE_INFINITY;
      let largest = Number.NEGATIVE_INFINITY;
      let sum = 0;
      for (let j = 0; j < field.length; j++) {
        sum += field[j];
        if (field[j] < smallest) smallest = field[j];
        if (field[j] > largest) largest = field[j];
      }
      return { smallest, largest, sum };
    },
    flux(rho, [c0, c1, c2], mean, gradient, force, out) {
      for (let j = 0; j < out.length; j++) {
        const m = c0 + rho[j] * (c1 + rho[j] * c2);
        out[j] = (gradient === null ? 0 : (m - mean) * gradient[j]) + (force === null ? 0 : m * force[j]);
      }
    },
    noise: multiply,
    polynomial(rho, coefficients, out) {
      const most = coefficients.length - 1;
      for (let j = 0; j < out.length; j++) {
        let sum = coefficients[most];
        for (let n = most - 1; n >= 0; n--) sum = sum * rho[j] + coefficients[n];
        out[j] = sum;
      }
    },
    positivePart(input, out) {
      for (let j = 0; j < out.length; j++) out[j] = Math.max(input[j], 0);
    },
    deficit(rho, weight, out) {
      for (let j = 0; j < out.length; j++) out[j] = rho[j] < 0 ? -rho[j] / Math.max(weight[j], 1e-200) : 0;
    },
    withhold(share, out) {
      for (let j = 0; j < out.length; j++) out[j] = Math.max(out[j] * (1 - share[j]), 0);
    },
    scale(factor, out) {
      for (let j = 0; j < out.length; j++) out[j] *= factor;
    },
    different(a, b) {
      let count = 0;
      for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) count++;
      return count;
    },
    smooth(input, out, work) {
      out.set(input);
      let stride = 1;
      for (let a = grid.dim - 1; a >= 0; a--) {
        const n = grid.cells[a];
        work.set(out);
        for (let j = 0; j < out.length; j++) {
          const i = Math.floor(j / stride) % n;
          const left = i === 0 ? j + (n - 1) * stride : j - stride;
          const right = i === n - 1 ? j - (n - 1) * stride : j + stride;
          out[j] = 0.5 * work[j] + 0.25 * (work[left] + work[right]);
        }
        stride *= n;
      }
    },
  };
}

/** The noise from normals of any source. */
export function multiply(...[v, [c0, c1, c2], scale, normals, out]: Parameters<CellLoops['noise']>): void {
  normals.fill(out);
  for (let j = 0; j < out.length; j++) {
    const m = c0 + v[j] * (c1 + v[j] * c2);
    out[j] *= scale * Math.sqrt(m > 0 ? m : 0);
  }
}
