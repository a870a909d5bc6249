import type { DirectionScratch } from './direction-scratch.ts';
import type { GridFreeEnergy } from './grid-free-energy.ts';

/** What a direction is asked for. */
export interface DirectionProblem {
  /** μ(x) − μ̄, [size]. */
  readonly residual: Float64Array;
  /** Fixed N: Σ w δu = 0. */
  readonly conserved: boolean;
  /** Wanted reduction of the residual of the linear system. */
  readonly forcing: number;
  /** Goes on where Â is not positive: a stationary point is wanted, whatever its kind. */
  readonly indefinite: boolean;
}

export interface Direction {
  /** The first direction already is one in which Â is not positive. */
  readonly negative: boolean;
  /** Â has shown a direction in which it is not positive: F is not in a minimum. */
  readonly saddle: boolean;
  /** Applications of Â. */
  readonly inner: number;
}

/** Largest number of inner iterations. */
const MOST = 400;
/** Parts of the largest weight below which a cell's own equation gives δu. */
const VANISHING = 1e-8;

/**
 * δu of Newton's method, F″ w δu = −(μ − μ̄), by conjugate gradients on y = √w δu, for which the operator Â is symmetric,
 * preconditioned in Fourier space. They end early where Â turns out not to be positive (`negative`): then δu is the best so
 * far, which still descends (Nocedal & Wright, Numerical Optimization, alg. 7.1). Where the density vanishes y says nothing:
 * there δu is the Picard step of the cell, which is exact.
 *
 * @param scratch overwritten
 * @param out δu, [size]
 */
export function newtonDirection(
  problem: GridFreeEnergy,
  { residual, conserved, forcing, indefinite }: DirectionProblem,
  { root, v, image, field, y, g, z, p }: DirectionScratch,
  out: Float64Array,
): Direction {
  const { size, weight, diagonal } = problem;
  for (let j = 0; j < size; j++) root[j] = Math.sqrt(weight[j]);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const project = (a: Float64Array): void => {
    if (!problem.logarithmic) problem.withoutNyquist(a);
    if (!conserved) return;
    const mean = dot(root, a) / total;
    for (let j = 0; j < size; j++) a[j] -= mean * root[j];
  };
  const apply = (y: Float64Array, to: Float64Array): void => {
    for (let j = 0; j < size; j++) v[j] = root[j] * y[j];
    problem.interact(v, to);
    for (let j = 0; j < size; j++) to[j] = diagonal[j] * y[j] + root[j] * to[j];
  };
  const { d, w } = levels(problem);
  const precondition = (): void => {
    z.set(g);
    problem.precondition(z, d, w);
    project(z);
  };
  y.fill(0);
  for (let j = 0; j < size; j++) g[j] = -root[j] * residual[j];
  project(g);
  precondition();
  p.set(z);
  let rz = dot(g, z);
  const wanted = forcing * forcing * dot(g, g);
  let [negative, saddle] = [false, false];
  let inner = 0;
  while (inner < MOST && dot(g, g) > wanted) {
    apply(p, image);
    project(image);
    const bend = dot(p, image);
    const positive = bend > 1e-13 * d * dot(p, p);
    if (bend < -1e-10 * d * dot(p, p)) saddle = true;
    if (!positive && (!indefinite || !saddle)) {
      if (inner === 0) y.set(p);
      negative = inner === 0;
      break;
    }
    const step = rz / bend;
    for (let j = 0; j < size; j++) {
      y[j] += step * p[j];
      g[j] -= step * image[j];
    }
    precondition();
    const next = dot(g, z);
    for (let j = 0; j < size; j++) p[j] = z[j] + (next / rz) * p[j];
    rz = next;
    inner++;
  }
  apply(y, image);
  // K √w y in the cells, and the shift of μ̄ that belongs to it
  for (let j = 0; j < size; j++) v[j] = root[j] * y[j];
  problem.interact(v, field);
  const shift = conserved ? (dot(root, image) + dot(weight, residual)) / total : 0;
  const least = VANISHING * weight.reduce((most, x) => Math.max(most, x), 0);
  for (let j = 0; j < size; j++) {
    out[j] = weight[j] > least ? y[j] / root[j] : (shift - residual[j] - field[j]) / diagonal[j];
  }
  return { negative, saddle, inner };
}

/** Typical diagonal of Â and weight, by which the preconditioner is made. */
function levels({ weight, diagonal, logarithmic }: GridFreeEnergy): { readonly d: number; readonly w: number } {
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + Math.abs(x), 0) / values.length;
  const most = weight.reduce((largest, x) => Math.max(largest, x), 0);
  const d = mean(diagonal);
  return { d: d > 0 ? d : 1, w: logarithmic ? 0.5 * most : 1 };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
