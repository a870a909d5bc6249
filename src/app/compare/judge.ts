import { absoluteEquivalence } from '../../analysis/compare/absolute-equivalence.ts';
import { equivalence, type Outcome } from '../../analysis/compare/equivalence.ts';
import { verdict } from '../../analysis/compare/verdict.ts';
import { collectDirection } from './collect-direction.ts';
import { collectFluctuations } from './collect-fluctuations.ts';
import { collectRates } from './collect-rates.ts';
import { collectStructure } from './collect-structure.ts';
import { collectTransients } from './collect-transients.ts';
import type { Collected, Item } from './collected.ts';
import type { ComparedBand, CurveVerdict } from './comparison.ts';
import type { Settings } from './settings.ts';
import type { Side } from './side.ts';
import { structureBands } from './structure-bands.ts';

/** Everything that both sides have measured, ready to be judged. `sample`: time between samples of S(k). */
export function collect(
  field: Side,
  particles: Side,
  sample: number,
  settings: Omit<Settings, 'family'>,
): readonly Collected[] {
  const all = { ...settings, family: 1 };
  const shells = structureBands(field, particles, sample, all);
  const equilibrium =
    shells === null
      ? []
      : [collectStructure(field, particles, shells, all), collectDirection(field, particles, shells, all)];
  return [
    ...equilibrium,
    collectRates(field, particles, all),
    collectFluctuations(field, particles, all),
    ...collectTransients(field, particles, all),
  ].filter((one) => one !== null);
}

/** The verdict on one curve. */
export function judgeCurve(collected: Collected, { alpha, family }: Pick<Settings, 'alpha' | 'family'>): CurveVerdict {
  const { absolute, tolerance, items } = collected;
  const hold = absolute ? absoluteEquivalence : equivalence;
  const results = items.map((item) => hold(item.field, item.particles, { tolerance, alpha, family }));
  const bands = items.map(({ label, band }, i) => {
    const [from, to] = band ?? [Number.NaN, Number.NaN];
    return { from, to, result: results[i], ...(band === undefined ? { label } : {}) };
  });
  const { independent, covariance } = collected;
  const { outcome, z, chi2, worst, words } = verdict(bands, { independent, covariance });
  return {
    curve: collected.curve,
    what: collected.what,
    outcome,
    words,
    absolute,
    bands: items.map((item, i): ComparedBand => {
      const { difference, error, interval, outcome: own } = results[i];
      const { label, scale } = item;
      const theory = item.theory === null ? null : item.theory * scale;
      const sides = { field: shown(item.field, scale), particles: shown(item.particles, scale), theory };
      return { label, ...sides, difference, error, interval, tolerance, outcome: own, z: z[i] };
    }),
    chi2: chi2 === null ? null : { value: chi2.value, freedom: chi2.bands, p: chi2.p },
    worst: worst === null ? null : { z: worst.z, p: worst.p },
  };
}

/** Mean density and N, known without error on both sides. */
export function judgeDensity(field: Side, particles: Side, tolerance: number): CurveVerdict {
  const difference = field.count / particles.count - 1;
  const outcome: Outcome = Math.abs(difference) <= tolerance ? 'agree' : 'differ';
  const volume = field.lengths.reduce((product, length) => product * length, 1);
  const exact = (count: number) => ({ value: count / volume, error: 0 });
  const sides = { field: exact(field.count), particles: exact(particles.count), theory: null };
  const percent = `${Number((100 * Math.abs(difference)).toPrecision(2))} %`;
  return {
    curve: 'density',
    what: 'mean density',
    outcome,
    words:
      outcome === 'agree'
        ? `the mean densities differ by ${percent}`
        : `the mean densities differ by ${percent}: everything else follows from that`,
    absolute: false,
    bands: [
      { label: 'N/V', ...sides, difference, error: 0, interval: [difference, difference], tolerance, outcome, z: 0 },
    ],
    chi2: null,
    worst: null,
  };
}

/** `differ` where one curve does, `agree` where all do. */
export function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('differ')) return 'differ';
  return outcomes.length > 0 && outcomes.every((one) => one === 'agree') ? 'agree' : 'inconclusive';
}

function shown({ value, error }: Item['field'], scale: number) {
  return { value: value * scale, error: error * scale };
}
