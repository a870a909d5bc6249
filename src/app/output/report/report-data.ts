import type { Comparison } from '../../compare/comparison.ts';
import type { Units } from '../labels.ts';

/** Label and value of a line of a plain table. */
export type Fact = readonly [label: string, value: string];

/** Everything that the report of a comparison shows. Texts of the scenario need not be escaped. */
export interface ReportData {
  readonly comparison: Comparison;
  readonly scenario: {
    /** The file as it was given. */
    readonly text: string;
    readonly name: string;
    readonly summary?: string;
  };
  readonly figures: readonly ReportFigure[];
  /** What is known of the field beforehand, and what was found; null where there was none to simulate. */
  readonly field: { readonly regime: readonly Fact[]; readonly validity: readonly Fact[] } | null;
  /** Command lines. */
  readonly reproduce: readonly string[];
  /** Of everything that has a part in the numbers: program, Node, seed, lock file. */
  readonly versions: readonly Fact[];
  readonly units?: Units;
}

export interface ReportFigure {
  readonly name: string;
  readonly caption: string;
  /** Of figures.ts. */
  readonly svg: string;
}
