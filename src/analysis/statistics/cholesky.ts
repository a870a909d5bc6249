/**
 * The Cholesky factor of a symmetric positive matrix, [n][n]; elements further from the diagonal than the outermost nonzero
 * one are not visited. @throws RangeError where the matrix is not positive
 */
export class Cholesky {
  readonly #lower: readonly Float64Array[];
  readonly #band: number;

  constructor(matrix: readonly Float64Array[]) {
    const lower = matrix.map((row) => row.slice());
    const band = matrix.reduce((most, row, i) => Math.max(most, i - row.findIndex((x) => x !== 0)), 0);
    for (let i = 0; i < lower.length; i++) {
      for (let j = Math.max(0, i - band); j <= i; j++) {
        let sum = lower[i][j];
        for (let m = Math.max(0, i - band); m < j; m++) sum -= lower[i][m] * lower[j][m];
        if (i === j && !(sum > 1e-13 * matrix[i][i])) throw new RangeError('the matrix is not positive');
        lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    this.#lower = lower;
    this.#band = band;
  }

  /** x of A x = b. */
  solve(b: Float64Array): Float64Array {
    const x = this.#forward(b.slice(), 0);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let m = i + 1; m <= Math.min(i + this.#band, x.length - 1); m++) x[i] -= this.#lower[m][i] * x[m];
      x[i] /= this.#lower[i][i];
    }
    return x;
  }

  /** vᵀA⁻¹v of a sparse vector of [index, value]. */
  quadratic(v: readonly (readonly [number, number])[]): number {
    const dense = new Float64Array(this.#lower.length);
    let first = dense.length;
    for (const [index, value] of v) {
      dense[index] = value;
      first = Math.min(first, index);
    }
    return this.#forward(dense, first).reduce((sum, x) => sum + x * x, 0);
  }

  #forward(x: Float64Array, first: number): Float64Array {
    for (let i = first; i < x.length; i++) {
      for (let m = Math.max(first, i - this.#band); m < i; m++) x[i] -= this.#lower[i][m] * x[m];
      x[i] /= this.#lower[i][i];
    }
    return x;
  }
}
