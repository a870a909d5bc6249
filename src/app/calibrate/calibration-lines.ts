import { type DirectCorrelation, structureOf } from '../../analysis/calibrate/calibrate.ts';
import { short } from '../output/format.ts';
import type { HeldOut } from './held-out.ts';
import type { Measurement } from './read-measured.ts';

/** A calibration in words. */
export function calibrationLines(
  found: DirectCorrelation,
  measured: Measurement,
  against: readonly HeldOut[],
): readonly string[] {
  const { k, c, error, range, chiSquare, parameters, dropped } = found;
  const at = (i: number) => structureOf(measured.density, c[i], error[i]);
  const zero = at(0);
  const inside = Array.from(k.keys()).filter((i) => k[i] >= range[0] && k[i] <= range[1]);
  const band = inside.reduce((most, i) => Math.max(most, at(i).error / at(i).s), 0);
  const lines = [
    `${measured.source}: c(k) = (1 − 1/S)/ρ at ρ = ${short(measured.density, 5)}${measured.kT === null ? '' : `, kT = ${short(measured.kT, 4)}`}`,
    `  fit        ${measured.k.length - dropped} wavenumbers from ${short(range[0], 4)} to ${short(range[1], 4)}, ${short(parameters)} effective parameters, χ²/ndof = ${short(chiSquare)}${dropped === 0 ? '' : `; ${dropped} left out, S there is not above its error`}`,
    `  errors     S(k) of the fit within ${short(100 * band, 2)} % (1 s.e.) over that range; beyond it c is an extension, error its own size`,
    `  k → 0      S(0) = ${short(zero.s, 4)} ± ${short(zero.error, 2)}, compressibility ρkTκ_T`,
  ];
  if (chiSquare < 0.3) {
    lines.push(
      `  warning    χ²/ndof = ${short(chiSquare)}: the errors of the measurement seem too large; c(k) is smoothed more than it need be, and its errors are too large, too`,
    );
  }
  if (chiSquare > 2) {
    lines.push(
      `  warning    χ²/ndof = ${short(chiSquare)}: the errors of the measurement are too small, or S(k) has structure that the rows do not resolve; the errors of c(k) were widened by its root`,
    );
  }
  for (const other of against) {
    lines.push(
      `  held out   ρ = ${short(other.density, 5)} (${other.source}): S from this c(k) is off by ${short(100 * other.rms, 3)} % (rms), at most ${short(100 * other.largest, 3)} % at k = ${short(other.at, 4)}; mean ${short(100 * other.bias, 3)} %, ${short(other.deviation, 3)} standard errors (rms)`,
    );
  }
  return lines;
}
