/** Dimension of the space that a curve speaks of, for units such as σ⁻ᵈ: where its notes name it. */
import type { Curve } from '../../../core/curve.ts';

export function spaceOf(curve: Curve): number | undefined {
  const found = curve.notes.map((note) => /\b([123])-dimensional/.exec(note)?.[1]).find((dim) => dim !== undefined);
  return found === undefined ? undefined : Number(found);
}
