import type { Curve } from '../../core/curve.ts';
import type { ModeSet } from '../../core/modes.ts';
import type { ModeGroup } from './quadratic-series.ts';

/** How S varies within shells of equal |k|: quantities to be divided by S of their shell, and the curve made of them. */
export interface ShellDirections {
  readonly groups: readonly ModeGroup[];
  /** The shell that quantity `j` belongs to. */
  shellOf(j: number): number;
  /** The curve; none where every shell is one mode. `mean` and `error` of all quantities, [groups]. */
  curves(notes: readonly string[], mean: Float64Array, error: Float64Array): readonly Curve[];
}

/**
 * Q = ⟨S g⟩/⟨S⟩ with g = cos 2θ, θ the angle of k to the x-axis (in three dimensions P2(k̂_x)), and R with
 * h = 2Σ_{a<b} k̂_a k̂_b (in two dimensions sin 2θ), over the modes of a shell; g and h less their means over the shell, so that
 * both are 0 where S depends on |k| alone, in boxes of any shape. Shells of one mode have none, and Q (R) is NaN where all
 * modes of a shell have one g (h).
 */
export function shellDirections(modes: ModeSet): ShellDirections {
  const { dim, lengths, shells } = modes;
  const unit = (m: number): readonly number[] => {
    const k = lengths.map((length, a) => modes.n[m * dim + a] / length);
    const norm = Math.hypot(...k);
    return k.map((component) => component / norm);
  };
  const first = (u: readonly number[]): number => (dim === 2 ? 2 * u[0] * u[0] - 1 : 1.5 * u[0] * u[0] - 0.5);
  const second = (u: readonly number[]): number => u.reduce((sum, v) => sum + v, 0) ** 2 - 1;
  const used = dim < 2 ? [] : shells.map((_, s) => s).filter((s) => shells[s].members.length > 1);
  const groups: ModeGroup[] = [];
  const owner: number[] = [];
  /** Place of a quantity among the groups; −1: it says nothing. */
  const place = (s: number, of: (u: readonly number[]) => number): number => {
    const { members } = shells[s];
    const values = Float64Array.from(members, (m) => of(unit(m)));
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const weights = values.map((v) => (v - mean) / values.length);
    if (weights.every((w) => Math.abs(w) < 1e-12)) return -1;
    owner.push(s);
    return groups.push({ members, weights }) - 1;
  };
  const rows = used.map((s) => ({ s, q: place(s, first), r: place(s, second) }));
  return {
    groups,
    shellOf: (j) => owner[j],
    curves(notes, mean, error) {
      if (used.length === 0) return [];
      const pick = (of: Float64Array, key: 'q' | 'r'): Float64Array => {
        return Float64Array.from(rows, (row) => (row[key] < 0 ? Number.NaN : of[row[key]]));
      };
      const angle = dim === 2 ? 'cos 2 theta, theta the angle of k to the x-axis' : 'P2 of the x-component of k/|k|';
      const other = dim === 2 ? 'sin 2 theta' : '2(xy + yz + zx) of k/|k|';
      return [
        {
          name: 'structure-factor-direction',
          notes: [
            ...notes,
            `Q = <S ${angle}>/<S> and R = <S ${other}>/<S> over the modes of a shell, less their values for equal S: 0 where S depends on |k| alone`,
            'empty where the modes of a shell cannot tell',
          ],
          keys: [{ name: 'k', label: 'k', values: Float64Array.from(used, (s) => shells[s].k) }],
          value: { name: 'Q', label: 'Q', values: pick(mean, 'q') },
          error: { name: 'stderr', label: 'stderr', values: pick(error, 'q') },
          beside: [
            { name: 'R', label: 'R', values: pick(mean, 'r') },
            { name: 'R-stderr', label: 'stderr', values: pick(error, 'r') },
            { name: 'modes', label: 'modes', values: Float64Array.from(used, (s) => shells[s].members.length) },
          ],
        },
      ];
    },
  };
}
