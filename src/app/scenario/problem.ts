/** Where something stands: in a file, or in an option of the command line (then without line and excerpt). */
export interface Place {
  /** `bad.yaml:6:22` or `--set field.step=0.01`. */
  readonly label: string;
  /** Both count from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The line itself and a caret below it. */
  readonly excerpt?: string;
}

/** One mistake in a scenario. */
export interface Problem {
  /** `free-energy[1].potential.epsilon`; empty for the scenario as a whole. */
  readonly path: string;
  /** What is wrong and what is allowed. */
  readonly message: string;
  readonly place: Place;
}

/** All mistakes of a scenario at once; its message is what a user reads. */
export class ScenarioError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(text).join('\n'));
    this.name = 'ScenarioError';
    this.problems = problems;
  }
}

function text({ path, message, place }: Problem): string {
  const head = `${place.label}: ${path === '' ? '' : `${path}: `}${message}`.replace(/\p{Cc}+/gu, ' ');
  return place.excerpt === undefined ? head : `${head}\n${place.excerpt}`;
}
