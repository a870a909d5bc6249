/** A piecewise cubic u(r) = c0 + c1 t + c2 t² + c3 t³, t = r − nodes[i], between rows i and i + 1. */
export interface CubicSpline {
  readonly nodes: Float64Array;
  /** c0 … c3 of every segment, [segments*4]. */
  readonly coefficients: Float64Array;
}

/**
 * The not-a-knot cubic spline through at least four rows, increasing r (de Boor, A Practical Guide to Splines, ch. IV): twice
 * differentiable, error O(h⁴), force O(h³), nothing assumed at the ends. Where u rises or falls over four intervals in a
 * row (or as many as there are at an end) its slopes are held to three times those of the chords, so that it does not
 * overshoot beside a steep core or a plateau (Fritsch & Carlson, SIAM J. Numer. Anal. 17, 238 (1980)); smooth tables are
 * not touched, at such a row only u′ is continuous.
 */
export function cubicSpline(r: readonly number[], u: readonly number[]): CubicSpline {
  const last = r.length - 1;
  const h = Float64Array.from({ length: last }, (_, i) => r[i + 1] - r[i]);
  const chords = Float64Array.from({ length: last }, (_, i) => (u[i + 1] - u[i]) / h[i]);
  const slopes = limited(notAKnot(h, chords), chords);
  const coefficients = new Float64Array(4 * last);
  for (let i = 0; i < last; i++) {
    coefficients[4 * i] = u[i];
    coefficients[4 * i + 1] = slopes[i];
    coefficients[4 * i + 2] = (3 * chords[i] - 2 * slopes[i] - slopes[i + 1]) / h[i];
    coefficients[4 * i + 3] = (slopes[i] + slopes[i + 1] - 2 * chords[i]) / (h[i] * h[i]);
  }
  return { nodes: Float64Array.from(r), coefficients };
}

/** Slopes at the rows from continuous u″, and u‴ at the second row from either end: a tridiagonal system. */
function notAKnot(h: Float64Array, chords: Float64Array): Float64Array {
  const last = h.length;
  const slopes = new Float64Array(last + 1);
  const above = new Float64Array(last + 1);
  const first = h[0] + h[1];
  above[0] = first / h[1];
  slopes[0] = ((h[0] + 2 * first) * h[1] * chords[0] + h[0] * h[0] * chords[1]) / (first * h[1]);
  for (let i = 1; i < last; i++) {
    const pivot = 2 * (h[i - 1] + h[i]) - h[i] * above[i - 1];
    above[i] = h[i - 1] / pivot;
    slopes[i] = (3 * (h[i] * chords[i - 1] + h[i - 1] * chords[i]) - h[i] * slopes[i - 1]) / pivot;
  }
  const [before, end] = [h[last - 2], h[last - 1]];
  const both = before + end;
  const right = (end * end * chords[last - 2] + (2 * both + end) * before * chords[last - 1]) / both;
  slopes[last] = (right - both * slopes[last - 1]) / (before - both * above[last - 1]);
  for (let i = last - 1; i >= 0; i--) slopes[i] -= above[i] * slopes[i + 1];
  return slopes;
}

/** `slopes`, held to the chords beside them where the two chords on either side do not turn. */
function limited(slopes: Float64Array, chords: Float64Array): Float64Array {
  return slopes.map((slope, i) => {
    const around = chords.subarray(Math.max(0, i - 2), i + 2);
    if (around.some((chord) => chord > 0) && around.some((chord) => chord < 0)) return slope;
    const beside = chords.subarray(Math.max(0, i - 1), i + 1);
    const most = 3 * Math.min(...beside.map(Math.abs));
    const rises = around.some((chord) => chord > 0);
    return rises ? Math.min(Math.max(slope, 0), most) : Math.max(Math.min(slope, 0), -most);
  });
}
