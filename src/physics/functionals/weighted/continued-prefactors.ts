import { CONTINUED } from '../continued.ts';

/** Some functions of one packing fraction: out[3i], out[3i + 1], out[3i + 2] = g_i, g_i′, g_i″. */
export type Prefactors = (x: number, out: Float64Array) => void;

/**
 * Prefactors that are singular at x = 1, continued above x = 0.98 by their own second-order Taylor polynomials: two
 * continuous derivatives, and g′, g″ stay those of g. Functions of no more than `count` prefactors.
 */
export function continued(exact: Prefactors, count: number): Prefactors {
  const edge = new Float64Array(3 * count);
  exact(CONTINUED, edge);
  return (x, out) => {
    if (x <= CONTINUED) {
      exact(x, out);
      return;
    }
    const h = x - CONTINUED;
    for (let i = 0; i < 3 * count; i += 3) {
      out[i] = edge[i] + h * (edge[i + 1] + 0.5 * h * edge[i + 2]);
      out[i + 1] = edge[i + 1] + h * edge[i + 2];
      out[i + 2] = edge[i + 2];
    }
  };
}
