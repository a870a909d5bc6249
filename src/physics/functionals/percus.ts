import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { needsDimension } from './needs-dimension.ts';
import { ballTransform } from './weighted/ball-transform.ts';
import { continued } from './weighted/continued-prefactors.ts';
import { rationalPrefactors } from './weighted/rational-prefactors.ts';
import { SCALAR, type WeightedForm } from './weighted/weighted-form.ts';
import { weightedFunctional } from './weighted/weighted-functional.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'length of the rods' },
} as const;

/**
 * F = −kT ∫n0 ln(1 − n1) dx: hard rods in one dimension, exactly (Percus, J. Stat. Phys. 15, 505 (1976)), with
 * n1(x) = ∫_{x−R}^{x+R} ρ, n0 = ½[ρ(x − R) + ρ(x + R)], R = σ/2; P = ρkT/(1 − ρσ) with the ideal gas. The logarithm is
 * continued above n1 = 0.98. @throws RangeError in other dimensions.
 */
export const percus = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = −kT ∫n0 ln(1 − n1): hard rods in one dimension, exactly; beside ideal-gas',
  parameters,
  create: ({ sigma }, { dim, kT }) => {
    needsDimension('percus', 'hard rods', dim, 1);
    const radius = sigma / 2;
    const prefactors = continued(rationalPrefactors(1), 1);
    const g = new Float64Array(3);
    const form: WeightedForm = {
      families: [SCALAR, SCALAR],
      radials(k) {
        const { ball, surface } = ballTransform(k, radius, 1);
        return [
          { value: ball, slope: radius * surface - ball },
          { value: 0.5 * surface, slope: -0.5 * radius * k * k * ball },
        ];
      },
      differentiate([n1, n0]) {
        let sum = 0;
        for (let j = 0; j < n1.length; j++) {
          prefactors(n1[j], g);
          sum += n0[j] * g[0];
          n1[j] = n0[j] * g[1];
          n0[j] = g[0];
        }
        return sum;
      },
    };
    return weightedFunctional({
      name: 'percus',
      form,
      kT,
      sigma,
      fullDensity: 1 / sigma,
      curvature(k, rho) {
        prefactors(sigma * rho, g);
        const { ball, surface } = ballTransform(k, radius, 1);
        return rho * g[2] * ball * ball + g[1] * ball * surface;
      },
    });
  },
});
