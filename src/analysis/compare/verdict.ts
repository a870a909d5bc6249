import { Cholesky } from '../statistics/cholesky.ts';
import { incompleteBeta, studentTail } from '../statistics.ts';
import type { Equivalence, Outcome } from './equivalence.ts';

/** A band of k (or any other part of a curve) with its comparison. */
export interface BandResult {
  readonly from: number;
  readonly to: number;
  /** What it is called where it is no band of k. */
  readonly label?: string;
  readonly result: Equivalence;
}

/** What is known of the differences of all bands together. */
export interface Evidence {
  /** Independent blocks or replicas behind the errors, on the side that has fewer. */
  readonly independent: number;
  /** Covariance of the relative differences; null: bands are independent. */
  readonly covariance: readonly Float64Array[] | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Δ/σ of every band. */
  readonly z: readonly number[];
  /** Sum of squares of the differences in units of their covariance, and how probable more is; null with too few blocks. */
  readonly chi2: { readonly value: number; readonly bands: number; readonly p: number } | null;
  /** The band that departs most for its error, and the probability of that by chance in any of the bands (Bonferroni). */
  readonly worst: { readonly band: number; readonly z: number; readonly p: number } | null;
  readonly words: string;
}

/** Blocks per band that χ² needs. */
const BLOCKS = 5;

/**
 * Joins the bands: `differ` where one of them does, `agree` where all of them do, else `inconclusive`. χ² = ΔᵀC⁻¹Δ is
 * Hotelling's T², whose p comes from F with (B, R − B) degrees of freedom (Ann. Math. Stat. 2, 360 (1931)); only for R ≥ 5B
 * blocks, else C⁻¹ is noise. z and χ² ask whether there is any difference; the outcome, whether it matters.
 */
export function verdict(bands: readonly BandResult[], evidence: Evidence): Verdict {
  const results = bands.map((band) => band.result);
  const outcomes = results.map((result) => result.outcome);
  const all = outcomes.length > 0 && outcomes.every((one) => one === 'agree');
  const outcome = outcomes.includes('differ') ? 'differ' : all ? 'agree' : 'inconclusive';
  // without scatter (a start that is the same in every replica) there is nothing to test
  const z = results.map(({ difference, error }) => (difference === 0 || error === 0 ? 0 : difference / error));
  let worst: Verdict['worst'] = null;
  z.forEach((value, band) => {
    if (!(Math.abs(value) > Math.abs(worst?.z ?? 0)) && worst !== null) return;
    const p = Math.min(1, bands.length * studentTail(Math.abs(value), results[band].freedom));
    worst = { band, z: value, p };
  });
  return { outcome, z, chi2: chiSquared(results, z, evidence), worst, words: words(bands, outcome) };
}

function chiSquared(
  results: readonly Equivalence[],
  z: readonly number[],
  { independent, covariance }: Evidence,
): Verdict['chi2'] {
  const bands = results.length;
  if (bands === 0 || independent < BLOCKS * bands) return null;
  const differences = Float64Array.from(results, (result) => result.difference);
  const value =
    covariance === null
      ? z.reduce((sum, one) => sum + one * one, 0)
      : new Cholesky(covariance).solve(differences).reduce((sum, x, i) => sum + x * differences[i], 0);
  const rest = independent - bands;
  // F = T²(R − B)/(B(R − 1)); P(F > f) = I_{d2/(d2 + d1 f)}(d2/2, d1/2)
  const ratio = value / (independent - 1);
  return { value, bands, p: incompleteBeta(1 / (1 + ratio), rest / 2, bands / 2) };
}

/** One sentence: where, and by how much. */
function words(bands: readonly BandResult[], outcome: Outcome): string {
  if (bands.length === 0) return 'inconclusive: there is nothing to compare';
  const within = percent(bands[0].result.tolerance);
  const reach = ({ result: { interval } }: BandResult): number =>
    Math.max(Math.abs(interval[0]), Math.abs(interval[1]));
  const furthest = (of: readonly BandResult[], by: (band: BandResult) => number): BandResult => {
    return of.reduce((most, band) => (by(band) > by(most) ? band : most));
  };
  if (outcome === 'differ') {
    const apart = bands.filter(({ result }) => result.outcome === 'differ');
    const most = furthest(apart, ({ result }) => Math.abs(result.difference));
    return `differ by more than ${within} in ${apart.length} of ${bands.length} bands, most ${describe(most)}`;
  }
  if (outcome === 'agree') return `agree within ${within}; least certain ${describe(furthest(bands, reach))}`;
  const open = bands.filter(({ result }) => result.outcome === 'inconclusive');
  const most = furthest(open, reach);
  const { difference, interval, tolerance } = most.result;
  const half = (interval[1] - interval[0]) / 2;
  const need = (half / (tolerance - Math.abs(difference))) ** 2;
  const advice =
    Number.isFinite(need) && need < 1e4 ? `run about ${Math.max(2, Math.ceil(need))} times as long` : 'run longer';
  return `inconclusive: whether it is within ${within} is open in ${open.length} of ${bands.length} bands, most ${describe(most)}; ${advice}`;
}

function describe({ from, to, label, result: { difference, error } }: BandResult): string {
  const where = label ?? (from === to ? `k = ${short(from)}` : `k = ${short(from)} … ${short(to)}`);
  return `${difference < 0 ? '−' : '+'}${percent(Math.abs(difference))} ± ${percent(error)} at ${where}`;
}

function percent(value: number): string {
  return `${Number((100 * value).toPrecision(2))} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
