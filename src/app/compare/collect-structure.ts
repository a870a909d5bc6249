import type { Band } from '../../analysis/compare/bands.ts';
import type { Collected, Item } from './collected.ts';
import type { Settings } from './settings.ts';
import { across, type Side } from './side.ts';
import type { StructureBands } from './structure-bands.ts';

/** S(k) in bands of k: of every replica Σ w S/ref / Σ w, errors across replicas. */
export function collectStructure(field: Side, particles: Side, shells: StructureBands, settings: Settings): Collected {
  const [a, b] = [
    pooled(field, shells, shells.rows.field, 'structure-factor.S'),
    pooled(particles, shells, shells.rows.particles, 'structure-factor.S'),
  ];
  const theory = shells.theory.every((value) => value > 0);
  const items = shells.bands.map((band, i): Item => {
    return {
      label: band.from === band.to ? `k = ${short(band.from)}` : `${short(band.from)} ≤ k ≤ ${short(band.to)}`,
      band: [band.from, band.to],
      field: across(a[i]),
      particles: across(b[i]),
      theory: theory ? weightedMean(band, shells.weight, (s) => shells.theory[s] / shells.reference[s]) : null,
      scale: weightedMean(band, shells.weight, (s) => shells.reference[s]),
    };
  });
  return {
    curve: 'structure-factor',
    what: 'S(k) in bands of k',
    absolute: false,
    tolerance: settings.tolerance,
    items,
    independent: Math.min(field.replicas, particles.replicas),
    covariance: covarianceOf(a, b),
  };
}

/** Σ w v/ref / Σ w of every band and replica, [bands][replicas]. */
function pooled(side: Side, shells: StructureBands, rows: Int32Array, key: string): readonly number[][] {
  const each = side.each.get(key) ?? [];
  return shells.bands.map((band) => {
    return each.map((values) => weightedMean(band, shells.weight, (s) => values[rows[s]] / shells.reference[s]));
  });
}

export function weightedMean(band: Pick<Band, 'shells'>, weight: Float64Array, value: (s: number) => number): number {
  let [total, sum] = [0, 0];
  for (const s of band.shells) {
    total += weight[s];
    sum += weight[s] * value(s);
  }
  return sum / total;
}

/** Covariance of the means of a/b − 1 from the scatter of the replicas, to first order, [items][items]. */
function covarianceOf(a: readonly number[][], b: readonly number[][]): readonly Float64Array[] {
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [a.map(mean), b.map(mean)];
  const part = (values: readonly number[][], means: readonly number[], i: number, j: number): number => {
    const n = values[i].length;
    let sum = 0;
    for (let r = 0; r < n; r++) sum += (values[i][r] - means[i]) * (values[j][r] - means[j]);
    return sum / (n - 1) / n;
  };
  return a.map((_, i) => {
    return Float64Array.from(a, (_, j) => {
      const ratios = ((ma[i] / mb[i]) * ma[j]) / mb[j];
      return (part(a, ma, i, j) + ratios * part(b, mb, i, j)) / (mb[i] * mb[j]);
    });
  });
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
