import type { FieldState } from '../../../core/field.ts';
import type { SemilinearSde } from '../sde.ts';

/** One term of a linear combination: a spectrum times a coefficient of every resolved mode. */
export type Term = readonly [coefficient: Float64Array, spectrum: FieldState];

/** out = Σ coefficient · spectrum on the resolved modes; `out` may be one of the spectra. Zero elsewhere stays zero. */
export function combine(sde: SemilinearSde, out: FieldState, terms: readonly Term[]): void {
  const { resolved } = sde;
  for (let a = 0; a < sde.species; a++) {
    const target = out.hat[a];
    switch (terms.length) {
      case 1: {
        const [c0, s0] = [terms[0][0], terms[0][1].hat[a]];
        for (let i = 0; i < resolved.length; i++) {
          const m = 2 * resolved[i];
          target[m] = c0[i] * s0[m];
          target[m + 1] = c0[i] * s0[m + 1];
        }
        break;
      }
      case 2: {
        const [c0, s0] = [terms[0][0], terms[0][1].hat[a]];
        const [c1, s1] = [terms[1][0], terms[1][1].hat[a]];
        for (let i = 0; i < resolved.length; i++) {
          const m = 2 * resolved[i];
          target[m] = c0[i] * s0[m] + c1[i] * s1[m];
          target[m + 1] = c0[i] * s0[m + 1] + c1[i] * s1[m + 1];
        }
        break;
      }
      case 3: {
        const [c0, s0] = [terms[0][0], terms[0][1].hat[a]];
        const [c1, s1] = [terms[1][0], terms[1][1].hat[a]];
        const [c2, s2] = [terms[2][0], terms[2][1].hat[a]];
        for (let i = 0; i < resolved.length; i++) {
          const m = 2 * resolved[i];
          target[m] = c0[i] * s0[m] + c1[i] * s1[m] + c2[i] * s2[m];
          target[m + 1] = c0[i] * s0[m + 1] + c1[i] * s1[m + 1] + c2[i] * s2[m + 1];
        }
        break;
      }
      default:
        throw new RangeError(`combine takes 1 to 3 terms, got ${terms.length}`);
    }
  }
  out.touch();
}

/** A coefficient that is the same for every resolved mode. */
export function uniform(sde: SemilinearSde, value: number): Float64Array {
  return new Float64Array(sde.resolved.length).fill(value);
}
