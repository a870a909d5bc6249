/** The first index whose cumulative sum exceeds `target`, 0 ≤ target < the last sum: a draw from a table of weights. */
export function drawFrom(cumulative: Float64Array, target: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
