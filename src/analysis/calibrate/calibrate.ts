import { type NoisyRows, penalisedSpline } from './penalised-spline.ts';

/** A measured structure factor at its state point. */
export interface MeasuredStructure {
  /** Ascending, > 0. */
  readonly k: Float64Array;
  readonly s: Float64Array;
  /** Standard errors. */
  readonly error: Float64Array;
  readonly density: number;
  /** The errors are right up to a common factor: it is estimated from the scatter of the rows about the fit. */
  readonly relative?: boolean;
}

/** c(k) from 0 to where its extension ends. */
export interface DirectCorrelation {
  readonly k: Float64Array;
  readonly c: Float64Array;
  readonly error: Float64Array;
  /** Wavenumbers that were measured; beyond, c is an extension. */
  readonly range: readonly [number, number];
  readonly chiSquare: number;
  /** Effective number of parameters of the smooth fit. */
  readonly parameters: number;
  /** What the errors of the rows have been multiplied by; 1 where they were known. */
  readonly scale: number;
  /** Rows that were left out, since their S was not positive beyond its error. */
  readonly dropped: number;
}

/** Rows of the result for every interval of the measured ones, and the e-fold of the extension as a part of k_max. */
const FINE = 4;
const DECAY = 1 / 12;
const ROWS = 400;
/** Of relative errors, the factor at least: rows without noise leave none. */
const SMALLEST = 1e-6;

/**
 * c(k) = (1 − 1/S(k))/ρ of a measured S(k), smoothed (penalised-spline.ts). With the error s of S, that of c is s/(ρS²); the
 * bias of 1/S, s²/S³ to leading order, is taken off, and the weights come from a first fit. Below the first wavenumber the even fit goes on to k = 0. Beyond the
 * last, k_m, c decays as (c_m + (c_m′ + c_m/ℓ)(k − k_m)) e^{−(k−k_m)/ℓ}, continuous with its slope, ℓ = k_m/12, and its error
 * is its own size at least: nothing is known there. Relative errors are scaled so that χ² per degree of freedom is 1.
 * @throws RangeError for too few rows, a density that is not positive, or a fit with 1 − ρc ≤ 0
 */
export function calibrate(measured: MeasuredStructure): DirectCorrelation {
  const { density } = measured;
  if (!(density > 0)) throw new RangeError(`the density must be positive; it is ${density}`);
  const { relative = false } = measured;
  const first = directRows(measured, null);
  const rough = penalisedSpline({ ...first, relative });
  const scale = relative ? Math.max(SMALLEST, Math.sqrt(rough.chiSquare)) : 1;
  const scaled = { ...measured, error: measured.error.map((error) => scale * error) };
  // S that happens to be high has the smaller error of c: weights by the S of the fit do not pull
  const rows = directRows(scaled, (k) => structureOf(density, rough.at(k).value, 0).s);
  const fit = penalisedSpline({ ...rows, relative });
  const last = rows.k[rows.k.length - 1];
  const end = fit.at(last);
  const length = DECAY * last;
  const slope = fit.slope(last) + end.value / length;
  const count = Math.min(ROWS, FINE * rows.k.length);
  const inside = Float64Array.from({ length: count + 1 }, (_, i) => (last * i) / count);
  const step = inside[1];
  const outside = Float64Array.from({ length: Math.ceil((16 * length) / step) }, (_, i) => last + (i + 1) * step);
  const k = Float64Array.of(...inside, ...outside);
  const c = new Float64Array(k.length);
  const error = new Float64Array(k.length);
  k.forEach((value, i) => {
    if (value <= last) {
      const here = fit.at(value);
      c[i] = here.value;
      error[i] = here.error;
    } else {
      const x = value - last;
      c[i] = (end.value + slope * x) * Math.exp(-x / length);
      error[i] = Math.max(end.error * Math.exp(-x / length), Math.abs(c[i]));
    }
    if (!(density * c[i] < 1)) {
      throw new RangeError(
        `the fit gives 1 − ρc = ${1 - density * c[i]} at k = ${value}: S would not be positive; measure longer, or leave that range out`,
      );
    }
  });
  // the table ends with what it continues as
  c[c.length - 1] = 0;
  return {
    k,
    c,
    error,
    range: [rows.k[0], last],
    chiSquare: fit.chiSquare,
    parameters: fit.parameters,
    scale,
    dropped: measured.k.length - rows.k.length,
  };
}

/** S = 1/(1 − ρc) of rows of c, with the error that those of c give. */
export function structureOf(density: number, c: number, error: number): { readonly s: number; readonly error: number } {
  const s = 1 / (1 - density * c);
  return { s, error: density * s * s * error };
}

/** Rows of c; with `smooth`, their errors are those of that S with the relative errors measured. */
function directRows(
  { k, s, error, density, relative: scaled = false }: MeasuredStructure,
  smooth: ((k: number) => number) | null,
): NoisyRows {
  // two standard errors above zero: below, 1/S has no expansion
  const used = Array.from(k.keys()).filter((i) => (scaled || s[i] > 2 * error[i]) && s[i] > 0 && error[i] > 0);
  if (used.length < 8) {
    throw new RangeError(
      `of ${k.length} wavenumbers, ${used.length} have an S(k) that is positive, by two standard errors; at least 8 are needed: measure longer, or choose others`,
    );
  }
  return {
    k: Float64Array.from(used, (i) => k[i]),
    value: Float64Array.from(used, (i) => {
      const relative = error[i] / s[i];
      return (1 - (1 - relative * relative) / s[i]) / density;
    }),
    error: Float64Array.from(used, (i) => {
      const fitted = smooth?.(k[i]) ?? s[i];
      return error[i] / (density * s[i] * (fitted > 0 ? fitted : s[i]));
    }),
  };
}
