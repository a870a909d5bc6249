import { GroupedJackknife } from '../statistics.ts';

/** The rate at which a correlation decays; NaN where it decays within the first lags. */
export interface DecayRate {
  readonly rate: number;
  /** Standard error across replicas; NaN for one. */
  readonly error: number;
  /** Degrees of freedom of the error. */
  readonly freedom: number;
  /** Largest lag that was used. */
  readonly until: number;
}

/** Down to this part of F(0), or of the first lag's, F is fitted. */
const LEAST = 0.2;

/**
 * Γ of F(k,t) ≈ A e^{−Γt}, by least squares over the lags t > 0 before F falls below a fifth of F(0). A is free, so that a
 * constant factor between t = 0 and the rest drops out: the two-time functions of Leimkuhler and Matthews' scheme have one.
 * Where there are fewer than two such lags, t = 0 joins them. Fitting F and not ln F, the mean over replicas and not each of
 * them, keeps the bias of order 1/R, which the jackknife over replicas takes off. `replicas`: F of every replica at the lags
 * `t`, ascending, [replicas][lags]. In dense fluids F is no exponential and Γ depends on the lags: compare at equal lags.
 */
export function decayRate(t: ArrayLike<number>, replicas: readonly ArrayLike<number>[]): DecayRate {
  const jackknife = new GroupedJackknife(t.length);
  for (const f of replicas) jackknife.add(Float64Array.from(f));
  const mean = jackknife.evaluate(t.length, (means, out) => out.set(means)).value;
  const used = usedLags(t, mean);
  const last = used.at(-1) ?? -1;
  const freedom = Math.min(replicas.length, 64) - 1;
  if (used.length < 2) return { rate: Number.NaN, error: Number.NaN, freedom, until: last < 0 ? Number.NaN : t[last] };
  const { value, error } = jackknife.evaluate(1, (means, out) => {
    out[0] = exponentialRate(
      used.map((i) => t[i]),
      used.map((i) => means[i]),
    );
  });
  return { rate: value[0], error: error[0], freedom, until: t[last] };
}

function usedLags(t: ArrayLike<number>, mean: Float64Array): readonly number[] {
  const used: number[] = [];
  for (let i = 0; i < t.length && mean[i] > LEAST * mean[0]; i++) used.push(i);
  const later = used.filter((i) => t[i] > 0);
  return later.length < 2 ? used : later;
}

/** Least squares of A e^{−Γt}, Gauss–Newton from the weighted straight line through ln F. */
function exponentialRate(t: readonly number[], f: readonly number[]): number {
  let [n, st, sl, stt, stl] = [0, 0, 0, 0, 0];
  f.forEach((value, i) => {
    // the error of ln F is that of F over F
    const weight = value > 0 ? value * value : 0;
    const log = value > 0 ? Math.log(value) : 0;
    n += weight;
    st += weight * t[i];
    sl += weight * log;
    stt += weight * t[i] * t[i];
    stl += weight * t[i] * log;
  });
  let rate = -(n * stl - st * sl) / (n * stt - st * st);
  let amplitude = Math.exp((sl + rate * st) / n);
  for (let round = 0; round < 100; round++) {
    let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
    f.forEach((value, i) => {
      const decay = Math.exp(-rate * t[i]);
      const slope = -amplitude * t[i] * decay;
      const rest = value - amplitude * decay;
      aa += decay * decay;
      ab += decay * slope;
      bb += slope * slope;
      ra += decay * rest;
      rb += slope * rest;
    });
    const det = aa * bb - ab * ab;
    const step = (aa * rb - ab * ra) / det;
    amplitude += (bb * ra - ab * rb) / det;
    rate += step;
    if (!(Math.abs(step) > 1e-13 * Math.abs(rate))) break;
  }
  return rate;
}
