import type { FieldPlan } from '../scenario/build.ts';

/** Nanoseconds of a fast Fourier transform per cell and log2(cells), of the rest per cell and transform, of a normal number. */
const [FFT, REST, NORMAL] = [1.2, 4, 12];
/** Cost of a transform of another length than the fast ones, which goes through Bluestein's algorithm. */
const SLOW = 4;

/**
 * The work of one step, for ratios between schemes and grids only; seconds come from steps that are really made. Real
 * transforms of N cells at N log2 N each, and d normal numbers per cell for every draw of the noise.
 */
export function workOfStep({ fft, problem, integrator, scenario }: FieldPlan): number {
  const { dim, size } = fft.grid;
  const transforms = problem.integrator.transforms(dim, problem.sde.hasNonlinear);
  const draws = problem.sde.noiseKind === 'none' ? 0 : integrator === 'etd-am2' ? 2 : 1;
  return transforms * workOfGrid(scenario.box.cells, scenario.field.backend) + draws * dim * size * NORMAL;
}

/** The work of one real transform. Fast are 2^a 3^b 5^c, of the reference transforms 2^a alone. */
export function workOfGrid(cells: readonly number[], backend: string): number {
  const size = cells.reduce((product, n) => product * n, 1);
  const primes = backend === 'reference' ? [2] : [2, 3, 5];
  const slow = cells.reduce((sum, n) => sum + (isSmooth(n, primes) ? 1 : SLOW) / cells.length, 0);
  return size * (slow * FFT * Math.log2(size) + REST);
}

/** Whether a number has no other prime factors. */
export function isSmooth(n: number, primes: readonly number[] = [2, 3, 5]): boolean {
  let rest = n;
  for (const prime of primes) while (rest % prime === 0) rest /= prime;
  return rest === 1;
}

/**
 * Resident memory of `dk run`, good to a factor of 1.5 (measured from 64 to 512² and 48³ cells, figures included): the program, and
 * in every worker the arrays of a field (190 to 250 bytes a cell, 400 with what the garbage collector leaves) and, where a structure
 * factor is measured, its statistics mode by mode.
 */
const [PROGRAM, FIELD, MODES] = [150e6, 400, 1500];

/** Bytes that a run takes. */
export function memoryOf(plan: FieldPlan, workers: number): number {
  const spectral = plan.scenario.observe.some(({ quantity }) => quantity === 'structure-factor');
  return PROGRAM + workers * plan.fft.grid.size * (FIELD + (spectral ? MODES : 0));
}
