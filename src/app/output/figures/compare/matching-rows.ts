/** Rows of two columns of numbers that hold the same value, but for rounding: shells of k, times. */
const SAME = 1e-9;

/** Pairs [row of a, row of b] in ascending order of the value. */
export function matchingRows(a: ArrayLike<number>, b: ArrayLike<number>): readonly (readonly [number, number])[] {
  const order = (values: ArrayLike<number>) => Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const [left, right] = [order(a), order(b)];
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [u, v] = [a[left[i]], b[right[j]]];
    if (Math.abs(u - v) <= SAME * Math.max(Math.abs(u), Math.abs(v))) pairs.push([left[i++], right[j++]]);
    else if (u < v) i++;
    else j++;
  }
  return pairs;
}
