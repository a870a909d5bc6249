/** The block of a legend that says which marks are whose. */
import { labelOf } from '../../labels.ts';
import type { Layer } from '../layer.ts';
import { palette } from '../palette.ts';
import { type Side, sideLayer } from './side-layer.ts';

interface Shown {
  readonly sides: readonly Side[];
  /** One colour for all marks, where colours tell something else. */
  readonly color?: string;
  readonly theory?: boolean;
  /** What is drawn besides, labelled. */
  readonly more?: readonly Layer[];
}

export function keyOf({ sides, color, theory = false, more = [] }: Shown): readonly Layer[] {
  const points = sides.map((side): Layer => ({ ...sideLayer(side, [], color), label: labelOf('compare', side) }));
  const line: Layer = { mark: 'line', rows: [], color: palette.theory, label: labelOf('compare', 'theory') };
  return [...points, ...(theory ? [line] : []), ...more];
}
