/**
 * How the two sides look in every figure: the field as filled circles, the particles as larger open squares, drawn first, so
 * that a circle in a square is agreement.
 */
import type { Layer, Row } from '../layer.ts';
import { palette } from '../palette.ts';

const CROWDED = 240;

export type Side = 'field' | 'particles';

/** Points of one side; without `color` in the colour of the side; small where `total` points share the panel. */
export function sideLayer(side: Side, rows: readonly Row[], color: string = palette[side], total = 0): Layer {
  const size = total > CROWDED ? { size: 14 } : {};
  const point = { shape: side === 'field' ? 'circle' : 'square', open: side === 'particles', ...size } as const;
  return { mark: 'points', rows, color, point };
}
