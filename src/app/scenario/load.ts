import { builtIn } from './built-in.ts';
import { consistency } from './consistency.ts';
import { type Finding, findings } from './findings.ts';
import { type Assignment, assignment, override } from './overrides.ts';
import { formatPath, parsePath, valueAt } from './path.ts';
import { type Marked, type Override, placeAt, placeOf, type TextSpan } from './place.ts';
import { type Place, type Problem, ScenarioError } from './problem.ts';
import { read } from './read.ts';
import type { Registries } from './registries.ts';
import type { Scenario } from './scenario.ts';
import { jsonSchema, scenarioSchema } from './schema.ts';
import { SchemaView } from './schema-view.ts';

export interface LoadOptions {
  /** Name of the file in messages. */
  readonly file: string;
  /** `path=value`, in this order. */
  readonly sets?: readonly string[] | undefined;
  /** In place of ensemble.seed and ensemble.replicas; they win over `sets`. */
  readonly seed?: number | undefined;
  readonly replicas?: number | undefined;
  readonly registries?: Registries;
}

/** A valid scenario that knows where everything stands. Paths are texts such as `free-energy[1].potential.epsilon`. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  /** As given. */
  readonly text: string;
  readonly file: string;
  /** Where a path stands; one that is absent (a default) stands where its parent does. */
  place(path: string): Place;
  /** Whether the file or an option says it, as opposed to a default. */
  given(path: string): boolean;
  /** For mistakes that are found later, in the same style: throw new ScenarioError([problem(…), …]). */
  problem(path: string, message: string, within?: TextSpan): Problem;
}

/** Reads a scenario from YAML or JSON. @throws ScenarioError with all mistakes at once. */
export function loadScenario(text: string, options: LoadOptions): LoadedScenario {
  const { file, registries = builtIn } = options;
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { data, marks, mistakes, broken } = read(content);
  const source: Marked = { file, text: content, marks };
  const problems: Problem[] = mistakes.map(({ path, message, span }) => ({
    path: formatPath(path),
    message,
    place: placeAt(source, span),
  }));
  if (broken) throw new ScenarioError(problems);
  if (!isBlock(data))
    throw new ScenarioError([{ path: '', message: noBlock(content, data), place: placeAt(source, [0, 1]) }]);

  const assignments: Assignment[] = [];
  for (const set of options.sets ?? []) {
    const one = assignment(set);
    if ('message' in one) problems.push({ path: '', message: one.message, place: { label: one.label } });
    else assignments.push(one);
  }
  for (const key of ['seed', 'replicas'] as const) {
    const value = options[key];
    if (value !== undefined) assignments.push({ label: `--${key} ${value}`, path: ['ensemble', key], value });
  }
  const { done, failed } = override(data, assignments);
  for (const { path, message, label } of failed) problems.push({ path: formatPath(path), message, place: { label } });

  const parsed = scenarioSchema(registries).safeParse(data);
  const wrong = parsed.success ? [] : findings(parsed.error.issues, data, new SchemaView(jsonSchema(registries)));
  const lost = new Set(mistakes.filter((mistake) => mistake.lost).map(({ path }) => formatPath(path)));
  const all = [...wrong, ...consistency(data)];
  for (const finding of all) {
    const misspelt = finding.missing !== undefined && all.some(({ meant }) => meant === finding.missing);
    if (!misspelt && !lost.has(formatPath(finding.path))) problems.push(located(source, done, finding));
  }
  if (problems.length > 0 || !parsed.success) throw new ScenarioError(problems.sort(inOrder));

  return {
    scenario: parsed.data,
    text,
    file,
    place: (path) => placeOf(source, done, parsePath(path)),
    given: (path) => valueAt(data, parsePath(path)) !== undefined,
    problem: (path, message, within) => located(source, done, { path: parsePath(path), message }, within),
  };
}

function located(
  source: Marked,
  overrides: readonly Override[],
  { path, message, atKey }: Finding,
  within?: TextSpan,
): Problem {
  return {
    path: formatPath(path),
    message,
    place: placeOf(source, overrides, path, { atKey: atKey === true, within }),
  };
}

/** As in the file; options of the command line after it. */
function inOrder(a: Problem, b: Problem): number {
  const [lineA, lineB] = [a.place.line ?? Number.MAX_SAFE_INTEGER, b.place.line ?? Number.MAX_SAFE_INTEGER];
  return lineA - lineB || (a.place.column ?? 0) - (b.place.column ?? 0);
}

function isBlock(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function noBlock(text: string, data: unknown): string {
  const needs = 'a scenario needs at least name, box, density, free-energy and time';
  if (text.trim() === '') return `the file is empty; ${needs}`;
  if (data === null) return `the file holds nothing but comments; ${needs}`;
  if (Array.isArray(data)) return `the file is a list; ${needs}, each as 'key: value' without '- ' before it`;
  return `the file holds a single value; ${needs}, each as 'key: value'`;
}
