import { besselJ0, besselJ1 } from '../../core/bessel.ts';
import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { needsDimension } from './needs-dimension.ts';
import { ballTransform } from './weighted/ball-transform.ts';
import { continued } from './weighted/continued-prefactors.ts';
import { rationalPrefactors } from './weighted/rational-prefactors.ts';
import { SCALAR, type WeightedForm } from './weighted/weighted-form.ts';
import { weightedFunctional } from './weighted/weighted-functional.ts';

const parameters = {
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter of the disks' },
} as const;

/**
 * Fundamental-measure theory of hard disks (Roth, Mecke & Oettel, J. Chem. Phys. 136, 081101 (2012)), F = kT ∫Φ dx,
 *   Φ = −n0 ln(1 − n2) + [19/12 n1² − 5/12 n1·n1 − 7/6 tr(n1 n1)]/[4π(1 − n2)].
 * n2 and n1 are the density in a disc of radius R = σ/2 and on its rim, n0 = n1/2πR; the vector is −∇n2; the tensor has the
 * trace n1 and the deviator 2πR J2(kR) (½ − k̂k̂), components D, E, so that tr(n1 n1) = ½n1² + 2(D² + E²). Twelve transforms.
 * Bulk: scaled-particle theory, Z = 1/(1 − η)². Continued above n2 = 0.98. @throws RangeError in other dimensions.
 */
export const roth = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'fundamental-measure theory of hard disks in two dimensions (Roth, Mecke & Oettel); beside ideal-gas',
  parameters,
  create: ({ sigma }, { dim, kT }) => {
    needsDimension('roth', 'hard disks', dim, 2);
    const radius = sigma / 2;
    const prefactors = continued(rationalPrefactors(2), 2);
    const perimeter = 2 * Math.PI * radius;
    const c0 = 1 / perimeter;
    const c1 = 1 / (4 * Math.PI);
    const g = new Float64Array(6);
    const form: WeightedForm = {
      families: [
        SCALAR,
        SCALAR,
        { degree: 1, harmonics: [([x]) => x, ([, y]) => y] },
        { degree: 2, harmonics: [([x, y]) => 0.5 * (x * x - y * y), ([x, y]) => x * y] },
      ],
      radials(k) {
        const { ball, surface } = ballTransform(k, radius, 2);
        const area = { value: ball, slope: radius * surface - 2 * ball };
        const deviator = perimeter * radius * radius * j2OverX2(k * radius);
        return [
          area,
          { value: surface, slope: -radius * k * k * ball },
          area,
          // x J2′ = x J1 − 2 J2
          { value: deviator, slope: radius * ball - 4 * deviator },
        ];
      },
      differentiate([n2, n1, x, y, d, e]) {
        let sum = 0;
        for (let j = 0; j < n2.length; j++) {
          prefactors(n2[j], g);
          const s = n1[j];
          const vector = x[j] * x[j] + y[j] * y[j];
          const tensor = d[j] * d[j] + e[j] * e[j];
          const pair = c1 * (s * s - (5 / 12) * vector - (7 / 3) * tensor);
          sum += g[0] * c0 * s + g[3] * pair;
          n2[j] = g[1] * c0 * s + g[4] * pair;
          n1[j] = g[0] * c0 + 2 * g[3] * c1 * s;
          const v = -(5 / 6) * c1 * g[3];
          const t = -(14 / 3) * c1 * g[3];
          x[j] *= v;
          y[j] *= v;
          d[j] *= t;
          e[j] *= t;
        }
        return sum;
      },
    };
    const packing = (Math.PI / 4) * sigma * sigma;
    return weightedFunctional({
      name: 'roth',
      form,
      kT,
      sigma,
      fullDensity: 1 / packing,
      curvature(k, rho) {
        prefactors(packing * rho, g);
        const s = perimeter * rho;
        const { ball, surface } = ballTransform(k, radius, 2);
        const tensor = k * k * perimeter * radius * radius * j2OverX2(k * radius);
        const areas = s * (g[2] * c0 + s * g[5] * c1);
        const mixed = g[1] * c0 + 2 * s * g[4] * c1;
        const rims = c1 * g[3] * (2 * surface * surface - (5 / 6) * k * k * ball * ball - (7 / 6) * tensor * tensor);
        return ball * (areas * ball + 2 * mixed * surface) + rims;
      },
    });
  },
});

/** J2(x)/x² = (1/8) Σ (−x²/4)ⁿ 2/[n! (n + 2)!]; J2 = 2 J1/x − J0 for x ≥ 1. */
function j2OverX2(x: number): number {
  if (x >= 1) return ((2 * besselJ1(x)) / x - besselJ0(x)) / (x * x);
  let term = 1 / 8;
  let sum = 0;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= -(x * x) / (4 * n * (n + 2));
  }
  return sum;
}
