/** A quadrature rule on [−1, 1]. */
export interface QuadratureRule {
  /** [n], ascending. */
  readonly nodes: Float64Array;
  /** [n]. */
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule of n nodes: exact for polynomials of degree 2n − 1. Nodes by Newton's iteration on P_n from
 * cos π(i − ¼)/(n + ½), weights 2/((1 − x²)P_n′²) (Abramowitz & Stegun 25.4.29).
 */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step++) {
      let [below, value] = [1, x];
      for (let m = 2; m <= n; m++) [below, value] = [value, ((2 * m - 1) * x * value - (m - 1) * below) / m];
      slope = (n * (x * value - below)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
