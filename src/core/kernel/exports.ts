import type { Job } from '../parallel.ts';

/**
 * What the compiled module offers. Pointers are byte offsets into the kernel's memory (`view.byteOffset`). A function that
 * several threads can share takes `args`, a pointer to its arguments as doubles, and does part `part` of `parts`.
 */
export interface KernelExports extends Readonly<Record<Job, SharedKernel>> {
  /** Fills the 6208 bytes of tables that `normals` needs; behind them every thread needs 64 more. */
  normalTables(tables: number): void;
  /** The 8 bytes of the key of one draw. */
  normalKey(out: number, seedLow: number, seedHigh: number, stream: number, drawLow: number, drawHigh: number): void;
  /** out[i] = scale × normal number i of the draw, begin ≤ i < end, begin a multiple of 1024. */
  normals(out: number, begin: number, end: number, scale: number, key: number, tables: number): void;
  /** The particles' own: `args` is a pointer to their arguments (assembly/particles-state.ts). */
  particleSort(args: number): void;
  /** Number of the pairs within the reach; −1 where there is no room for them. */
  particlePairs(args: number): number;
  /** Number of the pairs within the margin, among `listed`. */
  particleNear(args: number, listed: number): number;
  particleForces(args: number, pairs: number): void;
  /** Largest square of a force; NaN where one is not finite. */
  particleLargest(args: number): number;
  /** Largest square of a distance from where the list was made; of the step, afterwards. */
  particleMoved(args: number): number;
  particleStep(args: number, noise: number, kept: number): number;
}

/** Does part `part` of `parts` of a job; the assembly sources say what its arguments are. */
type SharedKernel = (args: number, part: number, parts: number) => void;
