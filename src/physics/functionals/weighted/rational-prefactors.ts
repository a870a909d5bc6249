import type { Prefactors } from './continued-prefactors.ts';

/** g_0 = −ln(1 − x), g_1 = 1/(1 − x), g_2 = 1/[24π(1 − x)²]: Percus, Rosenfeld; `count` of them. */
export function rationalPrefactors(count: 1 | 2 | 3): Prefactors {
  const third = 1 / (24 * Math.PI);
  return (x, out) => {
    const inverse = 1 / (1 - x);
    const square = inverse * inverse;
    out[0] = -Math.log1p(-x);
    out[1] = inverse;
    out[2] = square;
    if (count > 1) {
      out[3] = inverse;
      out[4] = square;
      out[5] = 2 * square * inverse;
    }
    if (count > 2) {
      out[6] = third * square;
      out[7] = 2 * third * square * inverse;
      out[8] = 6 * third * square * square;
    }
  };
}
