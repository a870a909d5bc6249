/**
 * Covariance of the means of two series that were blocked alike, Σ_b δx_b δy_b/(B(B − 1)), x = y: variance of the mean.
 * Neighbours are joined while 16 blocks and more remain, so that it holds for correlation times up to 1/30 of the length.
 * 0 where there are fewer than two blocks.
 */
export function meanCovariance(x: Float64Array, y: Float64Array): number {
  let [a, b] = [x, y];
  while (a.length >= 32) [a, b] = [pairMeans(a), pairMeans(b)];
  const n = a.length;
  if (n < 2) return 0;
  const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  return a.reduce((sum, v, i) => sum + (v - ma) * (b[i] - mb), 0) / (n * (n - 1));
}

function pairMeans(values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length >> 1 }, (_, i) => 0.5 * (values[2 * i] + values[2 * i + 1]));
}
