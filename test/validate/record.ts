import { appendFileSync } from 'node:fs';

/** One row of docs/validation.md. */
export interface Row {
  /** Which table it belongs to, and its place in it. */
  readonly table: string;
  readonly order: number;
  readonly what: string;
  readonly expected: string;
  readonly measured: string;
  readonly seed: number;
  /** What was demanded of it; '' for a figure that is only documented. */
  readonly demanded: string;
}

let spent = 0;

/**
 * Hands a row to the program that writes the page; without it (a single check run by hand) to the terminal. With it goes
 * the CPU time since the row before: rows of one run share it, the first has it all.
 */
export function record(row: Row): void {
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6 - spent;
  spent += seconds;
  const line = JSON.stringify({ ...row, seconds });
  const file = process.env.DK_VALIDATION_ROWS;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

/** `1.0012 ± 0.0004`: a value with its standard error. */
export function plusMinus(value: number, error: number): string {
  const digits = Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(error))));
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}
