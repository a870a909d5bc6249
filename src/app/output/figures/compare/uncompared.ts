/** What is not judged: a shaded range of the axis, and its entry in the legend. */
import { labelOf } from '../../labels.ts';
import type { Domain } from '../domain.ts';
import type { Guide } from '../guide.ts';
import type { Layer } from '../layer.ts';
import { palette } from '../palette.ts';

interface Uncompared {
  readonly guides: readonly Guide[];
  readonly entries: readonly Layer[];
}

/** `shown` is what the axis spans; nothing where the range lies beyond it, or is not known. */
export function uncompared(range: Domain, shown: Domain): Uncompared {
  if (!(Math.max(range[0], shown[0]) < Math.min(range[1], shown[1]))) return { guides: [], entries: [] };
  const label = labelOf('compare', 'uncompared');
  return {
    guides: [{ on: 'x', at: range, color: palette.shade }],
    entries: [{ mark: 'band', rows: [], color: palette.shade, label }],
  };
}
