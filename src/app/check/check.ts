/** One mode of a box. */
export interface Mode {
  readonly n: readonly number[];
  /** |k| = |2πn/L|. */
  readonly k: number;
}

/** One line of an audit. */
export interface Check {
  /** Name of the term, `sum` for all of them together. */
  readonly term: string;
  readonly what: string;
  /** `note`: what there is to know, nothing that could fail. */
  readonly state: 'ok' | 'FAIL' | 'skipped' | 'note';
  /** Largest error, relative to what was compared, and the bound of rounding and difference formula for it. */
  readonly error: number | null;
  readonly bound: number | null;
  /** The mode with that error, where modes were compared one by one. */
  readonly mode?: Mode;
  /** The two values that should be one; why it was skipped. */
  readonly text: string;
}

/** Two numbers that must be one, within a bound. */
export interface Comparison {
  /** Where the two come from: `δF/δρ gives`, `curvature(k) is`. */
  readonly label: string;
  readonly found: number;
  readonly expected: number;
  readonly bound: number;
  /** What errors are relative to; the expected number unless given. */
  readonly scale?: number;
  readonly mode?: Mode;
}

/** A bound beyond this part of the size of what is compared says that the formula does not converge: not smooth. */
const BLUNT = 1e-2;

/**
 * Joins comparisons into one line: the one that is furthest beyond its bound, or nearest to it, stands for all. Two numbers
 * below the bound are both 0, and say nothing of relative errors.
 */
export function judge(term: string, what: string, comparisons: readonly Comparison[]): Check {
  const rated = comparisons
    .map((c) => ({ c, error: Math.abs(c.found - c.expected), size: Math.max(Math.abs(c.found), Math.abs(c.expected)) }))
    .filter(({ c, size }) => !(size <= c.bound));
  if (rated.length === 0) return { term, what, state: 'ok', error: 0, bound: 0, text: '' };
  const broken = rated.find(({ error, c }) => !Number.isFinite(error + c.bound));
  const largest = rated.reduce((most, { size }) => Math.max(most, size), 0);
  const blunt = rated.find(({ c, size }) => c.bound > BLUNT * size && size > BLUNT * largest);
  const worst = broken ?? blunt ?? rated.reduce((a, b) => (b.error * a.c.bound > a.error * b.c.bound ? b : a));
  const { c, error, size } = worst;
  const unit = c.scale ?? (Math.abs(c.expected) > c.bound ? Math.abs(c.expected) : size);
  const bad = rated.filter((one) => !(one.error <= one.c.bound)).length;
  const fails = bad > 0 || worst === broken || worst === blunt;
  const many = bad > 0 && rated.length > 1 ? `; ${bad} of ${rated.length} differ` : '';
  const why = worst === blunt ? '; not smooth: the difference formula does not converge' : '';
  return {
    term,
    what,
    state: fails ? 'FAIL' : 'ok',
    error: error / unit,
    bound: c.bound / unit,
    ...(c.mode === undefined ? {} : { mode: c.mode }),
    text: fails ? `${c.label} ${digits(c.found)}, expected ${digits(c.expected)}${many}${why}` : '',
  };
}

export function skipped(term: string, what: string, reason: string): Check {
  return { term, what, state: 'skipped', error: null, bound: null, text: reason };
}

export function note(term: string, what: string, text: string): Check {
  return { term, what, state: 'note', error: null, bound: null, text };
}

function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}
