/** What the colours of a field span: a density from its least to its greatest value, an order parameter evenly about 0. */
import { type Domain, extent } from './domain.ts';

export type FieldKind = 'density' | 'order-parameter';

export function colorRange(values: Iterable<number>, kind: FieldKind): Domain {
  const [low, high] = extent(values) ?? [0, 1];
  if (kind === 'order-parameter') {
    const reach = Math.max(-low, high) || 1;
    return [-reach, reach];
  }
  const margin = high > low ? 0 : 0.01 * Math.abs(low) || 1;
  return [low - margin, high + margin];
}
