/** Neighbouring shells that are compared together. */
export interface Band {
  /** |k| of its first and last shell. */
  readonly from: number;
  readonly to: number;
  /** Indices of its shells, ascending. */
  readonly shells: Int32Array;
  /** Sum of their weights. */
  readonly weight: number;
}

/**
 * At most `most` bands of neighbouring shells with k ≤ kmax, of about equal statistical weight (modes × independent samples):
 * cut where the running weight is nearest to j/most of the whole. `k` ascends; shells without weight are left out. Where one
 * shell holds more than its share there are fewer bands.
 */
export function bands(k: ArrayLike<number>, weight: ArrayLike<number>, kmax: number, most = 8): readonly Band[] {
  const used: number[] = [];
  for (let i = 0; i < k.length; i++) if (k[i] <= kmax * (1 + 1e-12) && weight[i] > 0) used.push(i);
  const total = used.reduce((sum, i) => sum + weight[i], 0);
  const cuts: number[] = [];
  let [running, next] = [0, 1];
  used.forEach((i, place) => {
    const after = running + weight[i];
    for (; next < most && after >= (next * total) / most; next++) {
      const goal = (next * total) / most;
      cuts.push(goal - running < after - goal ? place : place + 1);
    }
    running = after;
  });
  const edges = [...new Set([0, ...cuts, used.length])];
  return edges.slice(1).map((end, b) => {
    const shells = Int32Array.from(used.slice(edges[b], end));
    return {
      from: k[shells[0]],
      to: k[shells[shells.length - 1]],
      shells,
      weight: shells.reduce((sum, i) => sum + weight[i], 0),
    };
  });
}
