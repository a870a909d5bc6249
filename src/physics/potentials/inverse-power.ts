import { define } from '../../core/define.ts';
import type { Dimension } from '../../core/grid.ts';
import type { PairPotential } from './potential.ts';
import { shellTransform } from './shell-transform.ts';

const parameters = {
  epsilon: { type: 'number', default: 1, unit: 'energy', doc: 'u(σ) before the shift; negative: attraction' },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'distance at which u = ε before the shift' },
  n: { type: 'number', above: 0, default: 12, doc: 'power; a mean field needs n below the dimension of the box' },
  cutoff: { type: 'number', above: 0, default: 3, unit: 'σ', doc: 'u = 0 at r ≥ cutoff·σ' },
} as const;

/**
 * u(r) = ε[(σ/r)ⁿ − cutoff^{−n}] for r < cutoff·σ, else 0: soft spheres, whose thermodynamics depend on ρσ^d (ε/kT)^{d/n}
 * alone (Hoover et al., J. Chem. Phys. 52, 4931 (1970)); n = 3 in two dimensions are dipoles in a plane. What is cut off is
 * ε cutoff^{−n}: 2e-6 ε for n = 12, but ε/27 for n = 3 and ε/3 for n = 1: raise the cutoff for small n. û exists for n < d: near
 * r = 0 by the series of the kernel, beyond by quadrature, to 1e-12 of ∫|u|, each k once.
 */
export const inversePower = define<typeof parameters, PairPotential, undefined>({
  summary: 'u = ε(σ/r)ⁿ, cut and shifted to 0 at cutoff·σ (Hoover 1970)',
  parameters,
  create: ({ epsilon, sigma, n, cutoff }) => {
    const range = cutoff * sigma;
    // x^m by exp and log: bit-stable between Node versions, unlike **
    const power = (r: number) => Math.exp(n * Math.log(sigma / r));
    const shift = Math.exp(-n * Math.log(cutoff));
    const transforms: Record<Dimension, Map<number, number>> = { 1: new Map(), 2: new Map(), 3: new Map() };
    return {
      sigma,
      range,
      ...(Number.isInteger(n) ? { law: { form: 'powers', length: sigma, a: epsilon * n, b: 0, m: n, k: 0 } } : {}),
      energy: (r) => (r < range ? epsilon * (power(r) - shift) : 0),
      forceOverR: (r) => (r < range ? (epsilon * n * power(r)) / (r * r) : 0),
      transform(k, dim) {
        if (n >= dim) return null;
        let value = transforms[dim].get(k);
        if (value === undefined) {
          const wave = Math.abs(k);
          const inner = wave * range > 4 ? 4 / wave : range;
          value = near(power(inner), n, shift, inner, wave, dim);
          if (inner < range) value += shellTransform((r) => power(r) - shift, inner, range, wave, dim);
          transforms[dim].set(k, value);
        }
        return epsilon * value;
      },
      noTransform: `∫u d^d r diverges at r → 0 unless n is below the dimension, and n = ${n}; lower n`,
    };
  },
});

/**
 * ∫((σ/r)ⁿ − shift) e^{−ik·r} d^d r over |r| < R, kR ≤ 4, by the kernel's series Σ_j c_j (kr)^{2j}, c_0 = 1 and
 * c_{j+1} = −c_j/((2j + 2)(2j + d)): cos, J0, sin(x)/x for d = 1, 2, 3. `edge` = (σ/R)ⁿ.
 */
function near(edge: number, n: number, shift: number, radius: number, k: number, dim: Dimension): number {
  const x2 = k * radius * (k * radius);
  let term = 1;
  let sum = 0;
  for (let j = 0; j < 20; j++) {
    sum += term * (edge / (dim - n + 2 * j) - shift / (dim + 2 * j));
    term *= -x2 / ((2 * j + 2) * (2 * j + dim));
  }
  const shell =
    dim === 1 ? 2 * radius : dim === 2 ? 2 * Math.PI * radius * radius : 4 * Math.PI * radius * radius * radius;
  return shell * sum;
}
