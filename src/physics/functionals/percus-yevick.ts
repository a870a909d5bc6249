import { gaussLegendre } from '../../core/gauss-legendre.ts';
import type { Dimension } from '../../core/grid.ts';

const rule = gaussLegendre(48);
/** kσ below which the closed form cancels: quadrature there. */
const CLOSED = 2;

/**
 * The Percus–Yevick direct correlation function c(k) of hard particles of diameter σ, from its real-space form, which ends
 * at σ, with x = r/σ and the packing fraction η:
 *   1D  c = −(1 − ηx)/(1 − η)², exact for hard rods (Percus, J. Stat. Phys. 15, 505 (1976)),
 *   3D  c = −[λ1 + 6ηλ2 x + ½ηλ1 x³], λ1 = (1 + 2η)²/(1 − η)⁴, λ2 = −(1 + η/2)²/(1 − η)⁴ (Wertheim, Phys. Rev. Lett. 10, 321
 *       (1963); Thiele, J. Chem. Phys. 39, 474 (1963)); S(0) = (1 − η)⁴/(1 + 2η)²; good for η ≤ 0.45.
 * 2D has no closed form. @throws RangeError in 2D, and for η ≥ 1
 */
export function percusYevick(dim: Dimension, sigma: number, density: number): (k: number) => number {
  if (dim === 2) {
    throw new RangeError(
      'percus-yevick has no closed form in 2D; take { term: roth }, whose curvature is close to it, or a table',
    );
  }
  const eta = dim === 1 ? density * sigma : (Math.PI / 6) * density * sigma * sigma * sigma;
  if (!(eta >= 0 && eta < 1)) {
    throw new RangeError(
      `percus-yevick needs a packing fraction below 1; density ${density} with sigma ${sigma} gives ${eta}`,
    );
  }
  const gap = (1 - eta) * (1 - eta);
  if (dim === 1) {
    return (k) => {
      const q = Math.abs(k) * sigma;
      // ∫₀¹cos = sin q/q, ∫₀¹x cos = sin q/q − (1 − cos q)/q² = sin q/q − ½(sin ½q / ½q)²
      const whole = sinc(q);
      const half = sinc(0.5 * q);
      return (-2 * sigma * (whole - eta * (whole - 0.5 * half * half))) / gap;
    };
  }
  const first = ((1 + 2 * eta) * (1 + 2 * eta)) / (gap * gap);
  const second = (-(1 + 0.5 * eta) * (1 + 0.5 * eta)) / (gap * gap);
  const scale = -4 * Math.PI * sigma * sigma * sigma;
  const shape = (x: number): number => first + 6 * eta * second * x + 0.5 * eta * first * x * x * x;
  return (k) => {
    const q = Math.abs(k) * sigma;
    if (q < CLOSED) {
      let sum = 0;
      for (let i = 0; i < rule.nodes.length; i++) {
        const x = 0.5 * (1 + rule.nodes[i]);
        sum += 0.5 * rule.weights[i] * x * x * sinc(q * x) * shape(x);
      }
      return scale * sum;
    }
    // ∫₀¹ xᵐ sin qx dx for m = 1, 2, 4
    const [sin, cos] = [Math.sin(q), Math.cos(q)];
    const one = (sin / q - cos) / q;
    const two = (-cos + (2 * sin) / q - (2 * (1 - cos)) / (q * q)) / q;
    const four = (-cos + (4 * sin) / q) / q - (12 * two) / (q * q);
    return (scale * (first * one + 6 * eta * second * two + 0.5 * eta * first * four)) / q;
  };
}

function sinc(x: number): number {
  return Math.abs(x) < 1e-4 ? 1 - (x * x) / 6 : Math.sin(x) / x;
}
