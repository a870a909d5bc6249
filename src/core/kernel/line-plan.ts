import type { Kernel } from './load.ts';

/** Whether lines of length n can be transformed: n = 2^a 3^b 5^c. */
export function smooth(n: number): boolean {
  let rest = n;
  for (const p of [2, 3, 5]) while (rest % p === 0) rest /= p;
  return rest === 1;
}

/** Radices of the passes of a line of length n, two at least: 4 as often as possible, one 8 last for odd powers of two. */
export function radices(n: number): readonly number[] {
  const out: number[] = [];
  let rest = n;
  for (const p of [5, 3]) {
    for (; rest % p === 0; rest /= p) out.push(p);
  }
  let twos = Math.round(Math.log2(rest));
  const eight = twos % 2 === 1 && twos >= 5;
  if (eight) twos -= 3;
  for (; twos >= 2; twos -= 2) out.unshift(4);
  if (twos === 1) out.push(2);
  if (eight) out.push(8);
  while (out.length < 2) out.push(1);
  return out;
}

/** The plan of lines of length n in the kernel's memory (see assembly/lines.ts): its pointer. */
export function linePlan(kernel: Kernel, n: number): number {
  const factors = radices(n);
  const plan = kernel.ints(2 + 4 * factors.length);
  plan[0] = factors.length;
  plan[1] = n;
  let s = 1;
  factors.forEach((radix, i) => {
    const m = n / (s * radix);
    const twiddles = kernel.floats(2 * Math.max(1, m * (radix - 1)));
    let at = 0;
    for (let p = 0; p < m; p++) {
      for (let j = 1; j < radix; j++) {
        const angle = (-2 * Math.PI * ((p * j) % (radix * m))) / (radix * m);
        twiddles[at++] = Math.cos(angle);
        twiddles[at++] = Math.sin(angle);
      }
    }
    if (radix === 8) twiddles[0] = Math.SQRT1_2;
    plan.set([radix, radix === 1 && i === 0 ? n : m, s, twiddles.byteOffset], 2 + 4 * i);
    s *= radix;
  });
  return plan.byteOffset;
}

/** e^{+2πi m/n} for m < count, interleaved, in the kernel's memory: its pointer. */
export function roots(kernel: Kernel, n: number, count: number): number {
  const out = kernel.floats(2 * count);
  for (let m = 0; m < count; m++) {
    out[2 * m] = Math.cos((2 * Math.PI * (m % n)) / n);
    out[2 * m + 1] = Math.sin((2 * Math.PI * (m % n)) / n);
  }
  return out.byteOffset;
}
