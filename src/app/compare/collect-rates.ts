import { decayRate } from '../../analysis/compare/decay-rate.ts';
import type { Curve } from '../../core/curve.ts';
import { column } from '../../core/curve.ts';
import type { Collected, Item } from './collected.ts';
import type { Settings } from './settings.ts';
import { curveOf, type Side } from './side.ts';

/**
 * Decay rates of F(k,t), of both sides over the same lags: those in which the one that decays first is above a fifth. Null where
 * one side has no F(k,t), or too few replicas for an error.
 */
export function collectRates(field: Side, particles: Side, settings: Settings): Collected | null {
  const [f, p] = [curveOf(field, 'intermediate-scattering'), curveOf(particles, 'intermediate-scattering')];
  if (f === undefined || p === undefined) return null;
  const wave = (curve: Curve): readonly number[] => [...new Set(column(curve, 'k').values)];
  const items = wave(f)
    .filter((k) => k <= settings.kmax * (1 + 1e-9))
    .flatMap((k): Item[] => {
      const other = wave(p).find((q) => Math.abs(q - k) <= 1e-9 * k);
      if (other === undefined) return [];
      const [a, b] = [series(field, f, k), series(particles, p, other)];
      const lags = a.t.filter((t) => b.t.some((u) => Math.abs(t - u) <= 1e-9 * Math.max(t, 1e-300)));
      const until = Math.min(decayRate(lags, a.at(lags)).until, decayRate(lags, b.at(lags)).until);
      const common = lags.filter((t) => t <= until * (1 + 1e-9));
      const [ra, rb] = [decayRate(common, a.at(common)), decayRate(common, b.at(common))];
      const exact = a.theory(common);
      return [
        {
          label: `k = ${Number(k.toPrecision(4))}`,
          band: [k, k],
          field: { value: ra.rate, error: ra.error, freedom: ra.freedom },
          particles: { value: rb.rate, error: rb.error, freedom: rb.freedom },
          theory: exact === null ? null : decayRate(common, [exact]).rate,
          scale: 1,
        },
      ];
    });
  if (items.length === 0) return null;
  return {
    curve: 'intermediate-scattering',
    what: 'decay rate of F(k,t)',
    absolute: false,
    tolerance: settings.rateTolerance,
    items,
    independent: Math.min(field.replicas, particles.replicas),
    covariance: null,
  };
}

/** F of one k: its lags, every replica's values at some of them, and the theory's. */
function series(side: Side, curve: Curve, k: number) {
  const [waves, t] = [column(curve, 'k').values, column(curve, 't').values];
  const rows = [...waves.keys()].filter((i) => waves[i] === k);
  const each = side.each.get('intermediate-scattering.F') ?? [];
  const theory = curve.beside.find((c) => c.name === 'theory')?.values;
  const row = (lag: number): number => rows.find((i) => Math.abs(t[i] - lag) <= 1e-9 * Math.max(lag, 1e-300)) ?? -1;
  return {
    t: rows.map((i) => t[i]),
    at: (lags: readonly number[]) => each.map((values) => lags.map((lag) => values[row(lag)])),
    theory: (lags: readonly number[]): readonly number[] | null => {
      const values = lags.map((lag) => theory?.[row(lag)] ?? Number.NaN);
      return values.every((value) => value > 0) ? values : null;
    },
  };
}
