import { ExpressionError } from '../../core/expression/expression-error.ts';
import type { Mistake } from './schedule.ts';

/** What an entry of a registry says against its parameters, as a mistake at its path. Other errors are thrown on. */
export function refused(error: unknown, path: string): Mistake {
  if (error instanceof ExpressionError) {
    return { path: `${path}.${error.key}`, message: error.message, within: { text: error.text, span: error.span } };
  }
  if (error instanceof RangeError) return { path, message: error.message };
  throw error;
}
