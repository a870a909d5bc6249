import { short } from '../output/format.ts';
import type { ComparedLook, Comparison, CurveVerdict } from './comparison.ts';

/** One line after every look: the interval that decides at present. */
export function lookLine(look: ComparedLook, verdicts: readonly CurveVerdict[]): string {
  const where = presentInterval(look, verdicts);
  return `  look ${look.number}     ${look.replicas} replicas of either: ${look.outcome}${where === '' ? '' : `; ${where}`}`;
}

/** The widest interval among the quantities that decide at present; '' where there is none. */
export function presentInterval({ outcome }: ComparedLook, verdicts: readonly CurveVerdict[]): string {
  const open = verdicts.filter((one) => one.outcome === outcome && one.curve !== 'density');
  const widest = open.flatMap(({ bands, absolute }) => bands.map((band) => ({ band, absolute })));
  const reach = (interval: readonly [number, number]): number => Math.max(...interval.map(Math.abs));
  const most = widest.reduce<(typeof widest)[number] | null>((best, one) => {
    return best === null || reach(one.band.interval) > reach(best.band.interval) ? one : best;
  }, null);
  if (most === null) return '';
  const { band, absolute } = most;
  return `widest interval ${interval(band.interval, absolute)} at ${band.label}, wanted within ±${bound(band.tolerance, absolute)}`;
}

/** What the last lines of a comparison say: verdict first. */
export function comparisonLines(comparison: Comparison): readonly string[] {
  const { outcome, words, verdicts, grade } = comparison;
  const lines = [`  verdict    ${outcome.toUpperCase()}: ${words}`];
  for (const { what, outcome: own, words: reason, chi2, worst } of verdicts) {
    const tests = [
      chi2 === null ? '' : `χ²/${chi2.freedom} = ${short(chi2.value / chi2.freedom)}, p = ${short(chi2.p)}`,
      worst === null ? '' : `largest |z| ${short(Math.abs(worst.z))}, p = ${short(worst.p)}`,
    ].filter((part) => part !== '');
    lines.push(`  ${own.padEnd(10)} ${what}: ${reason}${tests.length === 0 ? '' : ` (${tests.join('; ')})`}`);
  }
  if (grade !== null) lines.push(`  grade      of the field: ${grade}`);
  return lines;
}

function interval([low, high]: readonly [number, number], absolute: boolean): string {
  return `${bound(low, absolute)} … ${bound(high, absolute)}`;
}

function bound(value: number, absolute: boolean): string {
  const sign = value < 0 ? '−' : '';
  return absolute ? `${sign}${short(Math.abs(value), 2)}` : `${sign}${short(100 * Math.abs(value), 2)} %`;
}
