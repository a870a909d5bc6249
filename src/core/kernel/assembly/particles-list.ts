import {
  CAPACITY, CELL_OF, CELLS, COUNT, DIM, FIRST, integer, INVERSES, LENGTHS, MARGIN2, NEAR, nearest, ORDER, ORDER_ROOM, PAIRS,
  PER_LENGTH, pointer, POSITION_ROOM, POSITIONS, RANGES, REACH2, REFERENCE, sum,
} from './particles-state';

/**
 * Sorts the particles by cells, within a cell by their number, so that the order depends on the positions alone; they become
 * the reference of the list.
 */
export function particleSort(args: usize): void {
  const count = integer(args, COUNT);
  const shift: u32 = integer(args, DIM) == 3 ? 5 : 4;
  const first = pointer(args, FIRST);
  const order = pointer(args, ORDER);
  const positions = pointer(args, POSITIONS);
  const cellOf = pointer(args, CELL_OF);
  const nextOrder = pointer(args, ORDER_ROOM);
  const next = pointer(args, POSITION_ROOM);
  const cells = integer(args, CELLS) * integer(args, CELLS + 4) * integer(args, CELLS + 8);
  memory.fill(first, 0, 4 * (<usize>cells + 2));
  for (let s = 0; s < count; s++) {
    const cell = cellAt(args, positions + (<usize>s << shift), shift == 5);
    store<i32>(cellOf + (<usize>s << 2), cell);
    const at = first + (<usize>cell << 2);
    store<i32>(at, load<i32>(at, 8) + 1, 8);
  }
  for (let cell = 0; cell < cells; cell++) {
    const at = first + (<usize>cell << 2);
    store<i32>(at, load<i32>(at, 8) + load<i32>(at, 4), 8);
  }
  for (let s = 0; s < count; s++) {
    const at = first + (<usize>load<i32>(cellOf + (<usize>s << 2)) << 2);
    const to = load<i32>(at, 4);
    store<i32>(at, to + 1, 4);
    store<i32>(nextOrder + (<usize>to << 2), load<i32>(order + (<usize>s << 2)));
    copy(next + (<usize>to << shift), positions + (<usize>s << shift), shift == 5);
  }
  for (let cell = 0; cell < cells; cell++) {
    const at = first + (<usize>cell << 2);
    sortByNumber(nextOrder, next, load<i32>(at), load<i32>(at, 4), shift);
  }
  memory.copy(order, nextOrder, <usize>count << 2);
  memory.copy(positions, next, <usize>count << shift);
  memory.copy(pointer(args, REFERENCE), next, <usize>count << shift);
}

/** Insertion sort: cells hold few particles, and come nearly in order. */
// @ts-ignore: decorator
@inline
function sortByNumber(order: usize, positions: usize, begin: i32, end: i32, shift: u32): void {
  for (let s = begin + 1; s < end; s++) {
    const id = load<i32>(order + (<usize>s << 2));
    if (load<i32>(order + (<usize>(s - 1) << 2)) <= id) continue;
    const from = positions + (<usize>s << shift);
    const a = v128.load(from);
    const b = shift == 5 ? v128.load(from, 16) : a;
    let to = s;
    for (; to > begin && load<i32>(order + (<usize>(to - 1) << 2)) > id; to--) {
      store<i32>(order + (<usize>to << 2), load<i32>(order + (<usize>(to - 1) << 2)));
      copy(positions + (<usize>to << shift), positions + (<usize>(to - 1) << shift), shift == 5);
    }
    store<i32>(order + (<usize>to << 2), id);
    const at = positions + (<usize>to << shift);
    v128.store(at, a);
    if (shift == 5) v128.store(at, b, 16);
  }
}

// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, wide: bool): void {
  v128.store(to, v128.load(from));
  if (wide) v128.store(to, v128.load(from, 16), 16);
}

/** Cells follow each other along x, then y, then z. */
// @ts-ignore: decorator
@inline
function cellAt(args: usize, position: usize, wide: bool): i32 {
  const x = along(args, 0, f64.load(position));
  const y = along(args, 1, f64.load(position, 8));
  const z = wide ? along(args, 2, f64.load(position, 16)) : 0;
  return (z * integer(args, CELLS + 4) + y) * integer(args, CELLS) + x;
}

// @ts-ignore: decorator
@inline
function along(args: usize, axis: usize, x: f64): i32 {
  const cell = <i32>(x * f64.load(args + PER_LENGTH + 8 * axis));
  const last = integer(args, CELLS + 4 * axis) - 1;
  return cell < last ? cell : last;
}

/** Lists all pairs within the reach, each once, in the order of the places; their number, or −1 where they do not fit. */
export function particlePairs(args: usize): i32 {
  const first = pointer(args, FIRST);
  const nx = integer(args, CELLS);
  const ny = integer(args, CELLS + 4);
  const nz = integer(args, CELLS + 8);
  const ranges = pointer(args, RANGES);
  let found = 0;
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++) {
        const cell = first + (<usize>((z * ny + y) * nx + x) << 2);
        const begin = load<i32>(cell);
        let end = load<i32>(cell, 4);
        if (begin == end) continue;
        const last = end;
        let to = ranges;
        if (nx > 1) {
          if (x + 1 < nx) end = load<i32>(cell, 8);
          else to = range(to, first, (z * ny + y) * nx, 1);
        }
        for (let dz = 0; dz < (nz > 1 ? 2 : 1); dz++) {
          for (let dy = ny == 1 ? 0 : dz == 0 ? 1 : -1; dy < (ny == 1 ? dz : 2); dy++) {
            const row = (((z + dz) % nz) * ny + ((y + dy + ny) % ny)) * nx;
            if (nx == 1) to = range(to, first, row, 1);
            else if (x == 0) to = range(range(to, first, row, 2), first, row + nx - 1, 1);
            else if (x == nx - 1) to = range(range(to, first, row, 1), first, row + x - 1, 2);
            else to = range(to, first, row + x - 1, 3);
          }
        }
        found = integer(args, DIM) == 3
          ? cellPairs(args, begin, last, end, ranges, to, found, true)
          : cellPairs(args, begin, last, end, ranges, to, found, false);
        if (found < 0) return -1;
      }
    }
  }
  return found;
}

/** Adds the places of `cells` cells from `cell` on; empty ranges are left out. */
function range(to: usize, first: usize, cell: i32, cells: i32): usize {
  const from = load<i32>(first + (<usize>cell << 2));
  const end = load<i32>(first + (<usize>(cell + cells) << 2));
  if (from == end) return to;
  store<i32>(to, from);
  store<i32>(to, end, 4);
  return to + 8;
}

// @ts-ignore: decorator
@inline
function cellPairs(args: usize, begin: i32, last: i32, end: i32, ranges: usize, to: usize, start: i32, wide: bool): i32 {
  const positions = pointer(args, POSITIONS);
  const pairs = pointer(args, PAIRS);
  const capacity = integer(args, CAPACITY);
  const reach2 = f64.load(args + REACH2);
  const low = v128.load(args + LENGTHS);
  const high = v128.load(args + LENGTHS + 16);
  const inverseLow = v128.load(args + INVERSES);
  const inverseHigh = v128.load(args + INVERSES + 16);
  const shift: u32 = wide ? 5 : 4;
  let found = start;
  for (let i = begin; i < last; i++) {
    const at = positions + (<usize>i << shift);
    const a = v128.load(at);
    const b = wide ? v128.load(at, 16) : f64x2.splat(0.0);
    let from = i + 1;
    let until = end;
    let next = ranges;
    while (true) {
      if (found + (until - from) > capacity) return -1;
      for (let j = from; j < until; j++) {
        const other = positions + (<usize>j << shift);
        const d = nearest(f64x2.sub(a, v128.load(other)), low, inverseLow);
        let q = f64x2.mul(d, d);
        if (wide) {
          const e = nearest(f64x2.sub(b, v128.load(other, 16)), high, inverseHigh);
          q = f64x2.add(q, f64x2.mul(e, e));
        }
        const r2 = f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1);
        const p = pairs + (<usize>found << 3);
        store<u32>(p, <u32>i << shift);
        store<u32>(p, <u32>j << shift, 4);
        found += <i32>(r2 < reach2);
      }
      if (next == to) break;
      from = load<i32>(next);
      until = load<i32>(next, 4);
      next += 8;
    }
  }
  return found;
}

/** Copies the pairs within the margin, in the same order; their number. */
export function particleNear(args: usize, listed: i32): i32 {
  const positions = pointer(args, POSITIONS);
  const pairs = pointer(args, PAIRS);
  const near = pointer(args, NEAR);
  const margin2 = f64.load(args + MARGIN2);
  const low = v128.load(args + LENGTHS);
  const inverseLow = v128.load(args + INVERSES);
  const end = pairs + (<usize>listed << 3);
  let to = near;
  if (integer(args, DIM) == 3) {
    const high = v128.load(args + LENGTHS + 16);
    const inverseHigh = v128.load(args + INVERSES + 16);
    for (let p = pairs; p < end; p += 8) {
      const i = positions + <usize>load<u32>(p);
      const j = positions + <usize>load<u32>(p, 4);
      const d = nearest(f64x2.sub(v128.load(i), v128.load(j)), low, inverseLow);
      const e = nearest(f64x2.sub(v128.load(i, 16), v128.load(j, 16)), high, inverseHigh);
      const q = f64x2.add(f64x2.mul(d, d), f64x2.mul(e, e));
      store<u64>(to, load<u64>(p));
      to += <usize>(f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1) < margin2) << 3;
    }
  } else {
    for (let p = pairs; p < end; p += 8) {
      const i = positions + <usize>load<u32>(p);
      const j = positions + <usize>load<u32>(p, 4);
      const d = nearest(f64x2.sub(v128.load(i), v128.load(j)), low, inverseLow);
      const q = f64x2.mul(d, d);
      store<u64>(to, load<u64>(p));
      to += <usize>(f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1) < margin2) << 3;
    }
  }
  return <i32>((to - near) >> 3);
}

/** Largest square of a distance from the reference. */
export function particleMoved(args: usize): f64 {
  const wide = integer(args, DIM) == 3;
  const size = <usize>(wide ? 32 : 16);
  const positions = pointer(args, POSITIONS);
  const from = pointer(args, REFERENCE) - positions;
  const end = positions + <usize>integer(args, COUNT) * size;
  const low = v128.load(args + LENGTHS);
  const high = v128.load(args + LENGTHS + 16);
  const inverseLow = v128.load(args + INVERSES);
  const inverseHigh = v128.load(args + INVERSES + 16);
  let most = f64x2.splat(0.0);
  for (let p = positions; p < end; p += size) {
    const d = nearest(f64x2.sub(v128.load(p), v128.load(p + from)), low, inverseLow);
    let q = f64x2.mul(d, d);
    if (wide) {
      const e = nearest(f64x2.sub(v128.load(p, 16), v128.load(p + from, 16)), high, inverseHigh);
      q = f64x2.add(q, f64x2.mul(e, e));
    }
    most = f64x2.pmax(most, sum(q));
  }
  return f64x2.extract_lane(most, 0);
}
