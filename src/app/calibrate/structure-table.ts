import { parseColumns } from '../output/columns.ts';
import { UsageError } from '../usage-error.ts';

/** Columns k, S and stderr of a CSV text; stderr is empty where there is no such column. @throws UsageError */
export function structureTable(text: string, file: string): readonly [number[], number[], number[]] {
  try {
    const [k, s, error] = parseColumns(text, ['k', 'S'], file, ['stderr']);
    return [k, s, error];
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
