import { type LoadOptions, loadScenario } from '../../../src/app/scenario/load.ts';
import { ScenarioError } from '../../../src/app/scenario/problem.ts';
import { small } from './small.ts';

/** What is said of a text that is no scenario; a valid one gives ''. Anything but a ScenarioError is thrown on. */
export function mistakes(text: string, options: Partial<LoadOptions> = {}): string {
  try {
    loadScenario(text, { file: 'bad.yaml', registries: small, ...options });
    return '';
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

/** A complete scenario, line by line, in which a test spoils one. */
export const good = `name: good
box: { length: [8, 8], cells: [32, 32] }
dynamics: { kT: 1 }
density: 80
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 2 } }
field: { step: 0.01 }
time: { warmup: 5, duration: 200, sample: 0.1 }
`;

/** `good` with one line (counted from 1) replaced. */
export function withLine(line: number, text: string): string {
  return good
    .split('\n')
    .map((old, i) => (i === line - 1 ? text : old))
    .join('\n');
}

/** The messages alone: two lines of excerpt belong to every one with a place in a file. */
export function heads(message: string): string[] {
  return message.split('\n').filter((line) => !/^$|^ +\d* \| /.test(line));
}
