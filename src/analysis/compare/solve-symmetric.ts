/** Solves C x = b for a symmetric positive matrix C by Cholesky's factorisation. @throws RangeError where C is not positive */
export function solveSymmetric(matrix: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const lower = matrix.map((row) => row.slice());
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let m = 0; m < j; m++) sum -= lower[i][m] * lower[j][m];
      if (i === j && !(sum > 0)) throw new RangeError('the covariance of the bands is singular');
      lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
    }
    for (let m = 0; m < i; m++) x[i] -= lower[i][m] * x[m];
    x[i] /= lower[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let m = i + 1; m < n; m++) x[i] -= lower[m][i] * x[m];
    x[i] /= lower[i][i];
  }
  return x;
}
