import { type DirectCorrelation, structureOf } from '../../analysis/calibrate/calibrate.ts';
import { correlationTable } from '../../physics/functionals/correlation-table.ts';
import { UsageError } from '../usage-error.ts';
import type { Measurement } from './read-measured.ts';

/** How S(k) from c(k) fares against a measurement. */
export interface HeldOut {
  readonly source: string;
  readonly density: number;
  /** Wavenumbers that both know. */
  readonly range: readonly [number, number];
  readonly rows: number;
  /** Largest and root-mean-square |S_c − S|/S, the errors of the measurement included. */
  readonly largest: number;
  readonly at: number;
  readonly rms: number;
  /** Weighted mean of S_c/S − 1, over the rows. */
  readonly bias: number;
  /** Root-mean-square of (S_c − S) over its standard error, of S and of c together; about 1 where they agree. */
  readonly deviation: number;
}

/** S = 1/(1 − ρc) at the density of the measurement against what was measured there. @throws UsageError where no k is in both */
export function heldOut({ k, c, error, range }: DirectCorrelation, measured: Measurement): HeldOut {
  const direct = correlationTable([...k], [...c], 'c');
  const uncertainty = correlationTable([...k], [...error], 'stderr');
  const rows = Array.from(measured.k.keys())
    .filter((i) => measured.k[i] >= range[0] * (1 - 1e-9) && measured.k[i] <= range[1] * (1 + 1e-9))
    .map((i) => {
      const wave = measured.k[i];
      const theory = structureOf(measured.density, direct(wave), uncertainty(wave));
      const s = measured.s[i];
      return {
        k: wave,
        ratio: theory.s > 0 ? theory.s / s - 1 : Number.POSITIVE_INFINITY,
        z: theory.s > 0 ? (theory.s - s) / Math.hypot(theory.error, measured.error[i]) : Number.POSITIVE_INFINITY,
        weight: (s * s) / (measured.error[i] * measured.error[i]),
      };
    });
  if (rows.length === 0) {
    const [low, high] = [measured.k[0], measured.k[measured.k.length - 1]];
    throw new UsageError(
      `--against ${measured.source}: its wavenumbers, ${low} to ${high}, have none in common with the range of the calibration, ${range[0]} to ${range[1]}`,
    );
  }
  const worst = rows.reduce((most, row) => (Math.abs(row.ratio) > Math.abs(most.ratio) ? row : most), {
    k: Number.NaN,
    ratio: 0,
  });
  const weights = rows.reduce((sum, row) => sum + row.weight, 0);
  return {
    source: measured.source,
    density: measured.density,
    range: [rows[0].k, rows[rows.length - 1].k],
    rows: rows.length,
    largest: Math.abs(worst.ratio),
    at: worst.k,
    rms: Math.sqrt(rows.reduce((sum, { ratio }) => sum + ratio * ratio, 0) / rows.length),
    bias: rows.reduce((sum, { ratio, weight }) => sum + ratio * weight, 0) / weights,
    deviation: Math.sqrt(rows.reduce((sum, { z }) => sum + z * z, 0) / rows.length),
  };
}
