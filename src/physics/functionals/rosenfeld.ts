import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { needsDimension } from './needs-dimension.ts';
import { ballTransform } from './weighted/ball-transform.ts';
import { continued } from './weighted/continued-prefactors.ts';
import { rationalPrefactors } from './weighted/rational-prefactors.ts';
import { SCALAR, type WeightedForm } from './weighted/weighted-form.ts';
import { weightedFunctional } from './weighted/weighted-functional.ts';
import { whiteBearPrefactors } from './weighted/white-bear-prefactors.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter of the spheres' },
  version: {
    type: 'text',
    choices: ['rosenfeld', 'white-bear', 'white-bear-2'],
    default: 'rosenfeld',
    doc: 'rosenfeld: Percus–Yevick compressibility equation of state and S(k); white-bear, white-bear-2: Carnahan–Starling',
  },
} as const;

/**
 * Fundamental-measure theory of hard spheres in three dimensions, F = kT ∫Φ dx (Rosenfeld, Phys. Rev. Lett. 63, 980 (1989)),
 *   Φ = g_0 n0 + g_1 (n1n2 − n1·n2) + g_2 (n2³ − 3n2 n2·n2),  g(n3) of `version`: weighted/*-prefactors.ts.
 * n3 and n2 are the density in a ball of radius R = σ/2 and on its surface, the vector is n2 = −∇n3; n1 = n2/4πR and
 * n0 = n2/4πR². Ten transforms. The prefactors are continued above n3 = 0.98. @throws RangeError in other dimensions.
 */
export const rosenfeld = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'fundamental-measure theory of hard spheres in three dimensions (Rosenfeld, White Bear); beside ideal-gas',
  parameters,
  create: ({ sigma, version }, { dim, kT }) => {
    needsDimension('rosenfeld', 'hard spheres', dim, 3);
    const radius = sigma / 2;
    const prefactors = continued(
      version === 'rosenfeld' ? rationalPrefactors(3) : whiteBearPrefactors(version === 'white-bear' ? 1 : 2),
      3,
    );
    // n0 = c0 n2, n1 = c1 n2
    const c1 = 1 / (4 * Math.PI * radius);
    const c0 = c1 / radius;
    const g = new Float64Array(9);
    const form: WeightedForm = {
      families: [SCALAR, SCALAR, { degree: 1, harmonics: [([x]) => x, ([, y]) => y, ([, , z]) => z] }],
      radials(k) {
        const { ball, surface } = ballTransform(k, radius, 3);
        const volume = { value: ball, slope: radius * surface - 3 * ball };
        return [volume, { value: surface, slope: -radius * k * k * ball }, volume];
      },
      differentiate([n3, n2, x, y, z]) {
        let sum = 0;
        for (let j = 0; j < n3.length; j++) {
          prefactors(n3[j], g);
          const s = n2[j];
          const v = x[j] * x[j] + y[j] * y[j] + z[j] * z[j];
          const pair = c1 * (s * s - v);
          const triple = s * (s * s - 3 * v);
          sum += g[0] * c0 * s + g[3] * pair + g[6] * triple;
          n3[j] = g[1] * c0 * s + g[4] * pair + g[7] * triple;
          n2[j] = g[0] * c0 + 2 * g[3] * c1 * s + 3 * g[6] * (s * s - v);
          const along = -2 * g[3] * c1 - 6 * g[6] * s;
          x[j] *= along;
          y[j] *= along;
          z[j] *= along;
        }
        return sum;
      },
    };
    const packing = (Math.PI / 6) * sigma * sigma * sigma;
    return weightedFunctional({
      name: 'rosenfeld',
      form,
      kT,
      sigma,
      fullDensity: 1 / packing,
      curvature(k, rho) {
        prefactors(packing * rho, g);
        const s = Math.PI * sigma * sigma * rho;
        const { ball, surface } = ballTransform(k, radius, 3);
        const volumes = s * (g[2] * c0 + s * (g[5] * c1 + s * g[8]));
        const mixed = g[1] * c0 + s * (2 * g[4] * c1 + 3 * s * g[7]);
        const surfaces = 2 * g[3] * c1 + 6 * g[6] * s;
        return ball * (volumes * ball + 2 * mixed * surface) + surfaces * (surface * surface - k * k * ball * ball);
      },
    });
  },
});
