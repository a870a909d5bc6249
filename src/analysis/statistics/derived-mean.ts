import type { BlockedMean, BlockSeries } from './block-series.ts';
import { meanCovariance } from './mean-covariance.ts';

/** What the error of a quantity of one series comes from: its values block by block, and the variance of single samples. */
export interface SeriesPart {
  readonly linear: Float64Array;
  readonly single: number;
}

/**
 * A smooth function of the means of some quantities of one series: its `value`, and the error of its linear form
 * Σ slope_i x_i, block by block. The variance of single samples, which sets the block length, takes the correlations of the
 * quantities from their blocks.
 */
export function derivedMean(
  series: BlockSeries,
  value: number,
  parts: readonly SeriesPart[],
  slopes: readonly number[],
): BlockedMean {
  const linear = new Float64Array(parts[0].linear.length);
  let single = 0;
  parts.forEach((part, i) => {
    for (let b = 0; b < linear.length; b++) linear[b] += slopes[i] * part.linear[b];
    parts.forEach((other, j) => {
      const common = i === j ? 1 : correlation(part.linear, other.linear);
      single += slopes[i] * slopes[j] * common * Math.sqrt(part.single * other.single);
    });
  });
  return series.evaluateBlocks(value, linear, single);
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [xx, yy] = [meanCovariance(x, x), meanCovariance(y, y)];
  return xx > 0 && yy > 0 ? meanCovariance(x, y) / Math.sqrt(xx * yy) : 0;
}
