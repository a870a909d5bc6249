import { type Band, bands } from '../../analysis/compare/bands.ts';
import type { Curve } from '../../core/curve.ts';
import { column } from '../../core/curve.ts';
import { UsageError } from '../usage-error.ts';
import type { Settings } from './settings.ts';
import { curveOf, type Side } from './side.ts';

/** The shells that both sides have measured and that are compared, in bands. */
export interface StructureBands {
  /** Rows of the curve of either side that belong to one |k|, [common]. */
  readonly rows: { readonly field: Int32Array; readonly particles: Int32Array };
  /** |k|, statistical weight and reference of every common shell, [common]. */
  readonly k: Float64Array;
  readonly weight: Float64Array;
  readonly reference: Float64Array;
  readonly theory: Float64Array;
  readonly bands: readonly Band[];
}

/** Largest relative difference of two |k| that are one. */
const SAME = 1e-9;

/**
 * Common shells up to kmax in at most 8 bands. Weights are modes × independent samples, the latter tanh(LΔ) a sample of a mode
 * that decays with L and is seen every Δ (the inefficiency of |ρ_k|² is coth LΔ), from theory or free diffusion, so that they
 * do not depend on what was measured; the reference is the theory, or the mean of both sides where there is none.
 * @throws UsageError where the sides have no |k| in common
 */
export function structureBands(
  field: Side,
  particles: Side,
  sample: number,
  settings: Settings,
): StructureBands | null {
  const [f, p] = [curveOf(field, 'structure-factor'), curveOf(particles, 'structure-factor')];
  if (f === undefined || p === undefined) return null;
  const rows = commonRows(f, p, settings.kmax);
  if (rows.field.length === 0) {
    throw new UsageError(
      `field and particles have no wavenumber in common up to 0.8 K_c = ${settings.kmax.toPrecision(4)}; measure both in one box with enough modes`,
    );
  }
  const pick = (curve: Curve, name: string, at: Int32Array): Float64Array => {
    const { values } = column(curve, name);
    return Float64Array.from(at, (i) => values[i]);
  };
  const k = pick(f, 'k', rows.field);
  const modes = pick(f, 'modes', rows.field);
  const theory = pick(f, 'theory', rows.field);
  const known = theory.every((value) => value > 0);
  const [a, b] = [pick(f, 'S', rows.field), pick(p, 'S', rows.particles)];
  const reference = known ? theory : a.map((value, i) => 0.5 * (value + b[i]));
  const weight = modes.map((count, i) => {
    const rate = (settings.diffusion * k[i] * k[i]) / (known ? theory[i] : 1);
    return count * Math.tanh(rate * sample);
  });
  return { rows, k, weight, reference, theory, bands: bands(k, weight, settings.kmax) };
}

function commonRows(f: Curve, p: Curve, kmax: number): StructureBands['rows'] {
  const [a, b] = [column(f, 'k').values, column(p, 'k').values];
  const field: number[] = [];
  const particles: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length && a[i] <= kmax * (1 + SAME); ) {
    if (Math.abs(a[i] - b[j]) <= SAME * a[i]) {
      field.push(i++);
      particles.push(j++);
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return { field: Int32Array.from(field), particles: Int32Array.from(particles) };
}
