import type { Dealias, Grid } from '../grid.ts';
import { PreparedJob, pointerTo } from '../kernel/job-arguments.ts';
import type { Kernel } from '../kernel/load.ts';
import type { Band, Term } from './band.ts';

/** Largest number of modes in a segment: what threads share must come in pieces. */
const SEGMENT = 512;

/** The loops over resolved modes as kernels. */
export function wasmBand(
  kernel: Kernel,
  grid: Grid,
  dealias: Dealias,
  transforms: Pick<Band, 'forward' | 'inverse'>,
): Band {
  const resolved = grid.resolved(dealias);
  const segments = segmentsOf(kernel, resolved);
  const count = segments.length / 3;
  const sums = kernel.floats(count);
  const combine = new PreparedJob(kernel, 'combine', [segments.byteOffset, count, 0, 0, 0, 0, 0, 0, 0, 0]);
  const rotate = new PreparedJob(kernel, 'rotate', [segments.byteOffset, count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  rotate.values.set([-1, 1], 11);
  const power = new PreparedJob(kernel, 'power', [segments.byteOffset, count, 0, sums.byteOffset]);
  return {
    ...transforms,
    resolved,
    coefficient(value) {
      const out = kernel.floats(resolved.length);
      for (let i = 0; i < out.length; i++) out[i] = value(i);
      return out;
    },
    combine(out, terms) {
      place(combine, out, terms);
      combine.run();
    },
    rotate(out, terms, add = false) {
      place(rotate, out, terms);
      rotate.set(10, add ? 1 : 0);
      rotate.run();
    },
    power(spectrum) {
      power.set(2, pointerTo(spectrum));
      power.run();
      let sum = 0;
      for (let i = 0; i < count; i++) sum += sums[i];
      return sum;
    },
  };
}

/** Writes out, the number of terms and the terms where a job expects them. @throws RangeError unless there are 1 to 3. */
function place(job: PreparedJob, out: Float64Array, terms: readonly Term[]): void {
  if (terms.length < 1 || terms.length > 3) throw new RangeError(`a band combines 1 to 3 terms, got ${terms.length}`);
  job.set(2, pointerTo(out));
  job.set(3, terms.length);
  for (let t = 0; t < terms.length; t++) {
    job.set(4 + 2 * t, pointerTo(terms[t][0]));
    job.set(5 + 2 * t, pointerTo(terms[t][1]));
  }
}

/** Runs of neighbouring modes, [first mode, modes, place of the first one's coefficient] each. */
function segmentsOf(kernel: Kernel, resolved: Int32Array): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < resolved.length; ) {
    let length = 1;
    while (length < SEGMENT && i + length < resolved.length && resolved[i + length] === resolved[i] + length) length++;
    found.push(resolved[i], length, i);
    i += length;
  }
  const out = kernel.ints(found.length);
  out.set(found);
  return out;
}
