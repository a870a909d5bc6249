/**
 * Particles in the order of their cells. The caller keeps everything about them in memory; `args` points to integers and, from
 * LENGTHS on, doubles, at the places below. A particle takes two doubles (one and two dimensions, y = 0 in one) or four (three
 * dimensions, the last 0). V8 computes what a loop needs inside of the loop unless it was loaded: hence inverses and constants
 * stand in memory too.
 */
export const COUNT: usize = 0;
export const DIM: usize = 4;
/** Pointers: positions, forces, positions at which the list was made [count*width]. */
export const POSITIONS: usize = 8;
export const FORCES: usize = 12;
export const REFERENCE: usize = 16;
/** Pointers: particle in every place [count], and room for sorting: the same again, positions, cell of every place. */
export const ORDER: usize = 20;
export const ORDER_ROOM: usize = 24;
export const POSITION_ROOM: usize = 28;
export const CELL_OF: usize = 32;
/** Pointer: first place of every cell [cells + 2]. */
export const FIRST: usize = 36;
/** Pointers: pairs as byte offsets of their places [2*(capacity + 1)], those of them within a margin, room for 16 ranges. */
export const PAIRS: usize = 40;
export const NEAR: usize = 44;
export const RANGES: usize = 48;
export const CAPACITY: usize = 52;
/** Numbers of cells, 1 for an axis that does not exist. */
export const CELLS: usize = 56;
/** The force law: its form, two powers, and below four numbers. */
export const FORM: usize = 68;
export const POWERS: usize = 72;
/** Pointer: times that every particle has left the box [dim*count]. */
export const IMAGES: usize = 80;
/** Sides and their inverses, and cells per length: x y z and a fourth, 1 where there is none. */
export const LENGTHS: usize = 96;
export const INVERSES: usize = 128;
export const PER_LENGTH: usize = 160;
/** Squares of the reach of the list, of the margin of near pairs, of the range. */
export const REACH2: usize = 192;
export const MARGIN2: usize = 200;
export const RANGE2: usize = 208;
export const ONE: usize = 216;
export const NUMBERS: usize = 224;
/** μ dt, and half of the amplitude of the noise. */
export const DRIFT: usize = 256;
export const AMPLITUDE: usize = 264;
/** What e^x needs: see `exponential`. */
export const SERIES: usize = 272;

// @ts-ignore: decorator
@inline
export function integer(args: usize, at: usize): i32 {
  return load<i32>(args + at);
}

// @ts-ignore: decorator
@inline
export function pointer(args: usize, at: usize): usize {
  return <usize>load<u32>(args + at);
}

/** A number in both lanes. */
// @ts-ignore: decorator
@inline
export function both(args: usize, at: usize): v128 {
  return v128.load64_splat(args + at);
}

/** A separation to the nearest image. */
// @ts-ignore: decorator
@inline
export function nearest(d: v128, length: v128, inverse: v128): v128 {
  return f64x2.sub(d, f64x2.mul(length, f64x2.nearest(f64x2.mul(d, inverse))));
}

/** Both lanes: the sum of the two. */
// @ts-ignore: decorator
@inline
export function sum(q: v128): v128 {
  return f64x2.add(q, v128.shuffle<f64>(q, q, 1, 0));
}
