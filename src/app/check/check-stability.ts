import type { Model } from '../../physics/model.ts';
import { linearRate, totalCurvature } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import { type Check, type Mode, note } from './check.ts';

/**
 * The uniform state by linear theory: the sign of F″(k) over the resolved modes, growth rates −L(k), the band of unstable k
 * and the fastest, the compressibility χ_T = 1/(ρ0² F″(0)). Only a growth rate without a continuum limit is a failure: F″ < 0
 * at the cut-off and still falling.
 */
export function checkStability(model: Model, k: readonly number[]): readonly Check[] {
  const curvatures = k.map((value) => totalCurvature(model, value));
  const rates = k.map((value) => linearRate(model, value));
  const term = 'sum';
  const [{ density }] = model.species;
  const whole = totalCurvature(model, 0);
  const out: Check[] = [];
  const wrong = curvatures.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const text = `F″(k) is ${curvatures[wrong]}`;
    return [{ term, what: 'stability', state: 'FAIL', error: null, bound: null, mode: mode(k[wrong]), text }];
  }
  const unstable = k.filter((_, i) => curvatures[i] < 0);
  if (unstable.length === 0) {
    const least = curvatures.reduce((best, value, i) => (value < curvatures[best] ? i : best), 0);
    out.push(
      note(
        term,
        'stability',
        `stable: F″ > 0 for all k; smallest F″ = ${short(curvatures[least], 4)} at k = ${short(k[least], 4)}`,
      ),
    );
  } else {
    const fastest = rates.reduce((best, rate, i) => (rate < rates[best] ? i : best), 0);
    const band = `${unstable.length} of ${k.length} shells, k = ${short(unstable[0], 4)} … ${short(unstable[unstable.length - 1], 4)}`;
    const growth = `fastest growth ${short(-rates[fastest], 4)} at k_m = ${short(k[fastest], 4)}, wavelength ${short((2 * Math.PI) / k[fastest], 4)}`;
    const last = curvatures[k.length - 1];
    const falling = k.length > 1 && curvatures.slice(0, -1).every((value) => value > last);
    const text = `unstable: F″ < 0 in ${band}; ${growth}`;
    if (!falling) out.push(note(term, 'stability', text));
    else {
      const advice =
        'F″ falls with k up to the cut-off: the shortest waves grow fastest, whatever the grid; is a sign wrong, or a gradient term missing?';
      out.push({
        term,
        what: 'stability',
        state: 'FAIL',
        error: null,
        bound: null,
        mode: mode(k[k.length - 1]),
        text: `${text}; ${advice}`,
      });
    }
  }
  if (model.kind === 'density' && whole !== 0) {
    const chi = 1 / (density * density * whole);
    out.push(
      note(
        term,
        'compressibility',
        `χ_T = 1/(ρ²F″(0)) = ${short(chi, 4)}, S(0) = ρkTχ_T = ${short(density * model.kT * chi, 4)}${chi < 0 ? ': inside the spinodal' : ''}`,
      ),
    );
  }
  return out;
}

function mode(k: number): Mode {
  return { n: [], k };
}
