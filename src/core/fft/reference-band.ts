import type { Dealias, Grid } from '../grid.ts';
import type { Band, Term } from './band.ts';

/** The loops over resolved modes, in plain TypeScript. Transforms are those of the whole grid. */
export function referenceBand(grid: Grid, dealias: Dealias, transforms: Pick<Band, 'forward' | 'inverse'>): Band {
  const resolved = grid.resolved(dealias);
  const count = resolved.length;
  return {
    ...transforms,
    resolved,
    coefficient: (value) => Float64Array.from({ length: count }, (_, i) => value(i)),
    combine(out, terms) {
      const [[c0, s0], [c1, s1], [c2, s2]] = padded(terms);
      switch (terms.length) {
        case 1:
          for (let i = 0; i < count; i++) {
            const m = 2 * resolved[i];
            out[m] = c0[i] * s0[m];
            out[m + 1] = c0[i] * s0[m + 1];
          }
          break;
        case 2:
          for (let i = 0; i < count; i++) {
            const m = 2 * resolved[i];
            out[m] = c0[i] * s0[m] + c1[i] * s1[m];
            out[m + 1] = c0[i] * s0[m + 1] + c1[i] * s1[m + 1];
          }
          break;
        default:
          for (let i = 0; i < count; i++) {
            const m = 2 * resolved[i];
            out[m] = c0[i] * s0[m] + c1[i] * s1[m] + c2[i] * s2[m];
            out[m + 1] = c0[i] * s0[m + 1] + c1[i] * s1[m + 1] + c2[i] * s2[m + 1];
          }
      }
    },
    rotate(out, terms, add = false) {
      padded(terms);
      if (!add) {
        for (let i = 0; i < count; i++) {
          out[2 * resolved[i]] = 0;
          out[2 * resolved[i] + 1] = 0;
        }
      }
      for (const [c, s] of terms) {
        for (let i = 0; i < count; i++) {
          const m = 2 * resolved[i];
          out[m] -= c[i] * s[m + 1];
          out[m + 1] += c[i] * s[m];
        }
      }
    },
    power(spectrum) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const m = 2 * resolved[i];
        sum += spectrum[m] * spectrum[m] + spectrum[m + 1] * spectrum[m + 1];
      }
      return sum;
    },
  };
}

/** Three terms, the missing ones repeated. @throws RangeError unless there are 1 to 3. */
function padded(terms: readonly Term[]): readonly [Term, Term, Term] {
  if (terms.length < 1 || terms.length > 3) throw new RangeError(`a band combines 1 to 3 terms, got ${terms.length}`);
  return [terms[0], terms[1] ?? terms[0], terms[2] ?? terms[0]];
}
