import { UsageError } from '../usage-error.ts';

/** Where something stands in a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A mistake in a data file, with its place. */
export function fault({ file, line }: Place, message: string): UsageError {
  return new UsageError(`${file}:${line}: ${message}`);
}
