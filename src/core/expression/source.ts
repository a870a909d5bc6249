import type { Program, Step } from './program.ts';

/** A program as JavaScript, and the names of the functions that its f0, f1, … stand for. */
export interface Source {
  /** `const t0=…;const t1=…;` from v0, v1, … */
  readonly body: string;
  /** One expression per result. */
  readonly results: readonly string[];
  readonly functions: readonly string[];
}

/**
 * Nothing of the user's text goes into it: identifiers are made here (v variables, t values, f functions, each with a number),
 * numbers are printed from their values and checked. @param functions those that a program before has used already
 */
export function source(program: Program, prefix: string, functions: readonly string[] = []): Source {
  const names = [...functions];
  const indexOf = (name: string): number => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  };
  const value = (i: number): string => {
    const step = program.steps[i];
    if (step.do === 'constant') return literal(step.value);
    return step.do === 'variable' ? `v${step.index}` : `${prefix}${i}`;
  };
  const operation = (step: Step): string | null => {
    if (step.do === 'constant' || step.do === 'variable') return null;
    if (step.do === 'call') return `f${indexOf(step.name)}(${value(step.a)})`;
    return `${value(step.a)}${step.do}${value(step.b)}`;
  };
  const lines = program.steps.flatMap((step, i) => {
    const text = operation(step);
    return text === null ? [] : [`const ${prefix}${i}=${text};`];
  });
  return { body: lines.join(''), results: program.results.map(value), functions: names };
}

/** A number as JavaScript reads it back to the bit. */
function literal(value: number): string {
  if (Number.isNaN(value)) return '(0/0)';
  if (!Number.isFinite(value)) return value > 0 ? '(1/0)' : '(-1/0)';
  const digits = Object.is(value, -0) ? '0' : String(Math.abs(value));
  if (!/^\d+(\.\d+)?(e[+-]\d+)?$/.test(digits)) throw new TypeError(`${digits} is no number`);
  return value < 0 || Object.is(value, -0) ? `(-${digits})` : digits;
}
