import { BUFFER, MEMORY, SWAPPED } from './lanes';
import { pass3, pass5 } from './odd-passes';
import { pass1, pass2, pass4, pass8 } from './passes';

/**
 * Complex transforms of one length n = 2^a 3^b 5^c: one or two pairs of lines at a time, two lanes each. From a buffer there is
 * one pair.
 *
 * Plan, as 32-bit words: [passes, n, then radix, m, s, twiddles (a pointer) for every pass]. There are at least two passes;
 * a pass of radix 1 copies. A last pass has no twiddles; that of radix 8 has √½ in their place.
 */

/**
 * Transforms `batch` (1 or 2) pairs of lines from `src` to `dst`, xb and yb bytes from pair to pair, xe and ye from element to element,
 * xl and yl from lane to lane, by way of two buffers of 32n bytes for every pair at `work`.
 */
// @ts-ignore: decorator
@inline
export function line(
  load: i32, store: i32, plan: usize, batch: i32,
  src: usize, xe: usize, xb: usize, xl: usize, dst: usize, ye: usize, yb: usize, yl: usize, work: usize,
): void {
  const passes = i32.load(plan);
  const size: usize = 32 * <usize>i32.load(plan, 4);
  let entry = plan + 8;
  first(load, entry, batch, src, xe, xb, xl, work, 2 * size);
  let x = work;
  let y = work + size;
  for (let i = 2; i < passes; i++) {
    entry += 16;
    for (let b = 0; b < batch; b++) middle(entry, x + 2 * size * <usize>b, y + 2 * size * <usize>b);
    const swap = x;
    x = y;
    y = swap;
  }
  last(store, entry + 16, batch, x, 2 * size, dst, ye, yb, yl);
}

// @ts-ignore: decorator
@inline
function first(load: i32, entry: usize, batch: i32, x: usize, xe: usize, xb: usize, xl: usize, y: usize, yb: usize): void {
  if (load == BUFFER) firstBuffer1(entry, x, y);
  else if (load == MEMORY) {
    if (batch == 1) firstMemory1(entry, x, xe, xl, y);
    else firstMemory2(entry, x, xe, xb, xl, y, yb);
  } else if (batch == 1) firstSwapped1(entry, x, xe, xl, y);
  else firstSwapped2(entry, x, xe, xb, xl, y, yb);
}

// @ts-ignore: decorator
@inline
function last(store: i32, entry: usize, batch: i32, x: usize, xb: usize, y: usize, ye: usize, yb: usize, yl: usize): void {
  if (store == BUFFER) {
    if (batch == 1) lastBuffer1(entry, x, y);
    else lastBuffer2(entry, x, xb, y, yb);
  } else if (store == MEMORY) {
    if (batch == 1) lastMemory1(entry, x, y, ye, yl);
    else lastMemory2(entry, x, xb, y, ye, yb, yl);
  } else if (batch == 1) lastSwapped1(entry, x, y, ye, yl);
  else lastSwapped2(entry, x, xb, y, ye, yb, yl);
}

// @ts-ignore: decorator
@inline
function begin(single: bool, load: i32, entry: usize, batch: i32, x: usize, xe: usize, xb: usize, xl: usize, y: usize, yb: usize): void {
  const radix = i32.load(entry);
  const m = i32.load(entry, 4);
  const tw = <usize>i32.load(entry, 12);
  const xj = <usize>m * xe;
  if (radix == 4) pass4(single, load, BUFFER, true, x, xe, xb, xj, xl, y, 128, yb, 32, 16, m, batch, tw);
  else if (radix == 5) pass5(single, load, BUFFER, true, x, xe, xb, xj, xl, y, 160, yb, 32, 16, m, batch, tw);
  else if (radix == 3) pass3(single, load, BUFFER, true, x, xe, xb, xj, xl, y, 96, yb, 32, 16, m, batch, tw);
  else if (radix == 2) pass2(single, load, BUFFER, true, x, xe, xb, xj, xl, y, 64, yb, 32, 16, m, batch, tw);
  else pass1(single, load, BUFFER, x, xe, xb, xl, y, 32, yb, 16, m, batch);
}

function firstBuffer1(entry: usize, x: usize, y: usize): void {
  begin(true, BUFFER, entry, 1, x, 32, 0, 16, y, 0);
}
function firstMemory1(entry: usize, x: usize, xe: usize, xl: usize, y: usize): void {
  begin(true, MEMORY, entry, 1, x, xe, 0, xl, y, 0);
}
function firstMemory2(entry: usize, x: usize, xe: usize, xb: usize, xl: usize, y: usize, yb: usize): void {
  begin(false, MEMORY, entry, 2, x, xe, xb, xl, y, yb);
}
function firstSwapped1(entry: usize, x: usize, xe: usize, xl: usize, y: usize): void {
  begin(true, SWAPPED, entry, 1, x, xe, 0, xl, y, 0);
}
function firstSwapped2(entry: usize, x: usize, xe: usize, xb: usize, xl: usize, y: usize, yb: usize): void {
  begin(false, SWAPPED, entry, 2, x, xe, xb, xl, y, yb);
}

function middle(entry: usize, x: usize, y: usize): void {
  const radix = i32.load(entry);
  const m = i32.load(entry, 4);
  const s = i32.load(entry, 8);
  const tw = <usize>i32.load(entry, 12);
  const group: usize = 32 * <usize>s;
  const xj = group * <usize>m;
  if (radix == 4) pass4(false, BUFFER, BUFFER, true, x, group, 32, xj, 16, y, 4 * group, 32, group, 16, m, s, tw);
  else if (radix == 5) pass5(false, BUFFER, BUFFER, true, x, group, 32, xj, 16, y, 5 * group, 32, group, 16, m, s, tw);
  else if (radix == 3) pass3(false, BUFFER, BUFFER, true, x, group, 32, xj, 16, y, 3 * group, 32, group, 16, m, s, tw);
  else pass2(false, BUFFER, BUFFER, true, x, group, 32, xj, 16, y, 2 * group, 32, group, 16, m, s, tw);
}

// @ts-ignore: decorator
@inline
function finish(single: bool, store: i32, entry: usize, batch: i32, x: usize, xb: usize, y: usize, ye: usize, yb: usize, yl: usize): void {
  const radix = i32.load(entry);
  const s = i32.load(entry, 8);
  const xj: usize = 32 * <usize>s;
  const yj = <usize>s * ye;
  if (radix == 4) pass4(single, BUFFER, store, false, x, 32, xb, xj, 16, y, ye, yb, yj, yl, s, batch, 0);
  else if (radix == 8) pass8(single, store, x, 32, xb, xj, y, ye, yb, yj, yl, s, batch, <usize>i32.load(entry, 12));
  else if (radix == 5) pass5(single, BUFFER, store, false, x, 32, xb, xj, 16, y, ye, yb, yj, yl, s, batch, 0);
  else if (radix == 3) pass3(single, BUFFER, store, false, x, 32, xb, xj, 16, y, ye, yb, yj, yl, s, batch, 0);
  else if (radix == 2) pass2(single, BUFFER, store, false, x, 32, xb, xj, 16, y, ye, yb, yj, yl, s, batch, 0);
  else pass1(single, BUFFER, store, x, 32, xb, 16, y, ye, yb, yl, s, batch);
}

function lastBuffer1(entry: usize, x: usize, y: usize): void {
  finish(true, BUFFER, entry, 1, x, 0, y, 32, 0, 16);
}
function lastBuffer2(entry: usize, x: usize, xb: usize, y: usize, yb: usize): void {
  finish(false, BUFFER, entry, 2, x, xb, y, 32, yb, 16);
}
function lastMemory1(entry: usize, x: usize, y: usize, ye: usize, yl: usize): void {
  finish(true, MEMORY, entry, 1, x, 0, y, ye, 0, yl);
}
function lastMemory2(entry: usize, x: usize, xb: usize, y: usize, ye: usize, yb: usize, yl: usize): void {
  finish(false, MEMORY, entry, 2, x, xb, y, ye, yb, yl);
}
function lastSwapped1(entry: usize, x: usize, y: usize, ye: usize, yl: usize): void {
  finish(true, SWAPPED, entry, 1, x, 0, y, ye, 0, yl);
}
function lastSwapped2(entry: usize, x: usize, xb: usize, y: usize, ye: usize, yb: usize, yl: usize): void {
  finish(false, SWAPPED, entry, 2, x, xb, y, ye, yb, yl);
}
