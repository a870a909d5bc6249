import { Cholesky } from '../statistics/cholesky.ts';

/** A smooth even function through noisy rows, with the covariance of what it says. */
export interface SmoothFit {
  /** Value and standard error at k, 0 ≤ k ≤ the last row. */
  at(k: number): { readonly value: number; readonly error: number };
  /** Derivative at k, by differences of the fit. */
  slope(k: number): number;
  /** χ² per degree of freedom of the rows about the fit. */
  readonly chiSquare: number;
  /** Effective number of parameters, the trace of the smoother. */
  readonly parameters: number;
}

export interface NoisyRows {
  readonly k: Float64Array;
  readonly value: Float64Array;
  /** Standard errors, > 0. */
  readonly error: Float64Array;
  /** They are right up to a common factor, which the rows have to tell. */
  readonly relative?: boolean;
}

/** What one strength of the penalty gives. */
interface Trial {
  readonly fit: Cholesky;
  readonly solution: Float64Array;
  readonly chi: number;
  /** tr A. */
  readonly used: number;
}

/** Knots at most: the penalty smooths, not their number. */
const MOST_KNOTS = 96;
/** χ² per degree of freedom above which the errors are not believed. */
const DOUBTFUL = 2;
/** Strengths of the penalty that are tried, relative to the data, one per factor of three. */
const STRENGTHS = Array.from({ length: 28 }, (_, i) => Math.exp(Math.log(3) * (i - 18)));

/**
 * Penalised cubic B-splines (Eilers & Marx, Statist. Sci. 11, 89 (1996)) on equal knots over [0, k_max], even in k: least squares
 * weighted by the errors, plus λ Σ(third differences of the coefficients)². With A the smoother of n rows, λ makes least
 *   χ² + 2 tr A          the unbiased risk, where the errors are known (Craven & Wahba, Numer. Math. 31, 377 (1979), § 2)
 *   χ²/(n − tr A)²       generalised cross-validation (ibid.), where they are `relative`, or where χ² per degree of freedom
 *                        above 2 tells that they are too small; now and then it takes the noise of few rows for structure
 * Errors are the posterior ones, from (XᵀWX + λP)⁻¹ (Wahba, J. R. Statist. Soc. B 45, 133 (1983)), which count the bias of
 * smoothing; where χ² per degree of freedom exceeds 1, or errors are relative, they are multiplied by its root.
 * @throws RangeError for fewer than eight rows
 */
export function penalisedSpline({ k, value, error, relative = false }: NoisyRows): SmoothFit {
  const rows = k.length;
  if (rows < 8) throw new RangeError(`${rows} wavenumbers are too few for a smooth fit; at least 8 are needed`);
  const intervals = Math.min(MOST_KNOTS, rows);
  const h = k[rows - 1] / intervals;
  const count = intervals + 2;
  const basis = (x: number): readonly (readonly [number, number])[] => evenBasis(x, h, count);

  const normal = square(count);
  const right = new Float64Array(count);
  const design = Array.from(k, basis);
  for (let i = 0; i < rows; i++) {
    const weight = 1 / (error[i] * error[i]);
    const row = design[i];
    for (const [a, x] of row) {
      right[a] += weight * x * value[i];
      for (const [b, y] of row) normal[a][b] += weight * x * y;
    }
  }
  const penalty = roughness(count);
  const scale = trace(normal) / trace(penalty);

  const trials: Trial[] = [];
  for (const strength of STRENGTHS) {
    const system = normal.map((row, a) => row.map((x, b) => x + strength * scale * penalty[a][b]));
    let fit: Cholesky;
    try {
      fit = new Cholesky(system);
    } catch (error) {
      if (error instanceof RangeError) continue;
      throw error;
    }
    const solution = fit.solve(right);
    let chi = 0;
    for (let i = 0; i < rows; i++) {
      let sum = -value[i];
      for (const [a, x] of design[i]) sum += x * solution[a];
      chi += (sum / error[i]) * (sum / error[i]);
    }
    const used = normal.reduce((sum, column, a) => sum + fit.solve(column)[a], 0);
    if (rows - used > 1) trials.push({ fit, solution, chi, used });
  }
  if (trials.length === 0) throw new RangeError('the rows leave the smooth fit undetermined; give more wavenumbers');
  const { fit, solution, chi, used } = chosen(trials, rows, relative);
  const chiSquare = chi / (rows - used);
  const widening = Math.sqrt(relative ? chiSquare : Math.max(1, chiSquare));
  const valueAt = (x: number): number => basis(x).reduce((sum, [a, y]) => sum + y * solution[a], 0);
  return {
    at: (x) => ({ value: valueAt(x), error: widening * Math.sqrt(Math.max(0, fit.quadratic(basis(x)))) }),
    slope: (x) => (valueAt(x) - valueAt(x - 1e-4 * h)) / (1e-4 * h),
    chiSquare,
    parameters: used,
  };
}

function chosen(trials: readonly Trial[], rows: number, relative: boolean): Trial {
  const least = (score: (trial: Trial) => number): Trial =>
    trials.reduce((best, trial) => (score(trial) < score(best) ? trial : best));
  const validated = least(({ chi, used }) => chi / ((rows - used) * (rows - used)));
  const risk = least(({ chi, used }) => chi + 2 * used);
  // with errors that are too small the least risk follows the noise: that shows in either
  const tooSmall = [validated, risk].some(({ chi, used }) => chi > DOUBTFUL * (rows - used));
  return relative || tooSmall ? validated : risk;
}

/** Cubic B-splines of knots jh that do not vanish at x; the one left of 0 is its mirror image's. */
function evenBasis(x: number, h: number, count: number): readonly (readonly [number, number])[] {
  const cell = Math.min(Math.floor(x / h), count - 3);
  const t = x / h - cell;
  const values = [
    ((1 - t) * (1 - t) * (1 - t)) / 6,
    (4 - 6 * t * t + 3 * t * t * t) / 6,
    (1 + 3 * t + 3 * t * t - 3 * t * t * t) / 6,
    (t * t * t) / 6,
  ];
  if (cell > 0) return values.map((y, i) => [cell - 1 + i, y] as const);
  return [
    [0, values[1]],
    [1, values[0] + values[2]],
    [2, values[3]],
  ];
}

/** Σ(third differences)², the coefficients continued evenly to the left. */
function roughness(count: number): Float64Array[] {
  const out = square(count);
  for (let j = -1; j + 2 < count; j++) {
    const row = new Map<number, number>();
    [-1, 3, -3, 1].forEach((d, i) => {
      const a = Math.abs(j - 1 + i);
      if (a < count) row.set(a, (row.get(a) ?? 0) + d);
    });
    for (const [a, x] of row) for (const [b, y] of row) out[a][b] += x * y;
  }
  return out;
}

function square(n: number): Float64Array[] {
  return Array.from({ length: n }, () => new Float64Array(n));
}

function trace(matrix: readonly Float64Array[]): number {
  return matrix.reduce((sum, row, i) => sum + row[i], 0);
}
