import type { Outcome } from '../../analysis/compare/equivalence.ts';
import type { Curve } from '../../core/curve.ts';

/** One quantity of both sides, held against each other. */
export interface ComparedBand {
  /** What it is, in words: `0.79 ≤ k ≤ 1.6`, `k = 1.571`, `t = 0.2, 0.79 ≤ k ≤ 1.6`. */
  readonly label: string;
  readonly field: Estimate;
  readonly particles: Estimate;
  /** Linear theory, where there is one; null elsewhere. Without error. */
  readonly theory: number | null;
  /** field/particles − 1 (where `absolute`: field − particles), its standard error and its interval. */
  readonly difference: number;
  readonly error: number;
  readonly interval: readonly [number, number];
  readonly tolerance: number;
  readonly outcome: Outcome;
  /** difference/error. */
  readonly z: number;
}

export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** What one curve has come to. */
export interface CurveVerdict {
  /** `density`, `structure-factor`, `structure-factor-direction`, `intermediate-scattering`, … */
  readonly curve: string;
  /** What is compared: `S(k) in bands of k`, `decay rate of F(k,t)`. */
  readonly what: string;
  readonly outcome: Outcome;
  /** Where and by how much, one sentence. */
  readonly words: string;
  readonly bands: readonly ComparedBand[];
  /** Differences are absolute instead of relative. */
  readonly absolute: boolean;
  /** χ² with its degrees of freedom and p, where there are enough replicas for the covariance; null elsewhere. */
  readonly chi2: { readonly value: number; readonly freedom: number; readonly p: number } | null;
  /** The largest |z| and its Bonferroni-corrected p. */
  readonly worst: { readonly z: number; readonly p: number } | null;
}

/** One engine's part. */
export interface ComparedSide {
  readonly engine: 'field' | 'particles';
  /** `simulated`, or the folder or file it was read from. */
  readonly source: string;
  readonly replicas: number;
  /** N/V. */
  readonly density: number;
  /** Independent samples of S(k), the median over the shells, over all replicas. */
  readonly independent: number;
  /** Joined over replicas, with theory. */
  readonly curves: readonly Curve[];
}

/** A look of the sequential rule. */
export interface ComparedLook {
  readonly number: number;
  /** Replicas on either side. */
  readonly replicas: number;
  /** Error probability spent at this look. */
  readonly alpha: number;
  readonly outcome: Outcome;
}

/** What a comparison has come to; `comparison.json` is this without the curves. */
export interface Comparison {
  readonly name: string;
  readonly tolerance: number;
  readonly confidence: number;
  readonly outcome: Outcome;
  /** Exit code: 0 agree, 3 differ, 4 inconclusive; 1 a run failed. */
  readonly code: 0 | 1 | 3 | 4;
  /** The verdict in one or two sentences, for the head of the report. */
  readonly words: string;
  /** What the verdict speaks of. */
  readonly range: {
    readonly k: readonly [number, number];
    readonly r: number;
    readonly lags: readonly [number, number] | null;
  };
  /** Validity grade of the field; null where there is no gate. */
  readonly grade: string | null;
  readonly looks: readonly ComparedLook[];
  readonly verdicts: readonly CurveVerdict[];
  readonly sides: readonly ComparedSide[];
  /** Remarks: corrections for fixed N, what is not judged, what theory says. */
  readonly notes: readonly string[];
}
