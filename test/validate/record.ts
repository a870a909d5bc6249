import { appendFileSync } from 'node:fs';

/** One row of docs/validation.md. */
export interface Row {
  /** Which table it belongs to, and its place in it. */
  readonly table: string;
  readonly order: number;
  readonly what: string;
  readonly expected: string;
  readonly measured: string;
  /** What was demanded of it; '' for a figure that is only documented. */
  readonly demanded: string;
}

/** Hands a row to the program that writes the page; without it (a single check run by hand) to the terminal. */
export function record(row: Row): void {
  const file = process.env.DK_VALIDATION_ROWS;
  if (file === undefined) console.log(JSON.stringify(row));
  else appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** `1.0012 ± 0.0004`: a value with its standard error. */
export function plusMinus(value: number, error: number): string {
  const digits = Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(error))));
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}
