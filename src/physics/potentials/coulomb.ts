import { define } from '../../core/define.ts';
import type { Dimension } from '../../core/grid.ts';
import { enclosedCharge } from './enclosed-charge.ts';
import type { PairPotential } from './potential.ts';
import { smoothLogarithm } from './smooth-logarithm.ts';

const parameters = {
  strength: { type: 'number', default: 1, unit: 'energy·length^(d−2)', doc: 'q², equal charges; negative: gravity' },
  width: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'a, standard deviation of every charge' },
} as const;

/** Surface of the unit sphere: −∇²u = Ω q² δ is Poisson's equation for point charges. */
const SURFACE: Readonly<Record<Dimension, number>> = { 1: 2, 2: 2 * Math.PI, 3: 4 * Math.PI };

/**
 * Equal charges q, each smeared into (2πa²)^{−d/2} e^{−r²/2a²}, in Poisson's equation of the box's dimension:
 *   û(k) = Ω q² e^{−k²a²}/k², Ω = 2, 2π, 4π, and û(0) = 0: a uniform background neutralises the charges.
 * Two of them in infinite space, t = r²/4a², up to the constant that the background leaves open:
 *   d = 1  u = −q²[r erf(r/2a) + (2a/√π) e^{−t}] → −q² r      d = 2  u = −½q²[ln t + E1(t)] → −q² ln(r/2a)
 *   d = 3  u = q² erf(r/2a)/r → q²/r                         −u′/r = q² P(d/2, t)/r^d (Gauss's law), all d
 * `inDimension` chooses d (3 without it). In a periodic box the sum over k is the definition, for particles and field
 * alike (Ewald, Ann. Phys. 369, 253 (1921)). S = k²/(k² + κ²) at ka ≪ 1, κ² = Ωρq²/kT (Debye & Hückel 1923).
 */
export const coulomb = define<typeof parameters, PairPotential, undefined>({
  summary: 'û = Ω q² exp(−k²a²)/k², Ω = 2, 2π, 4π: smeared charges in a neutralising background',
  parameters,
  create: ({ strength, width }) => {
    const diameter = 2 * width;
    const scaled = (r: number) => (r / diameter) * (r / diameter);
    const energies: Readonly<Record<Dimension, (r: number) => number>> = {
      1: (r) => {
        const t = scaled(r);
        return -strength * diameter * (t * enclosedCharge(t, 1) + Math.exp(-t) / Math.sqrt(Math.PI));
      },
      2: (r) => -0.5 * strength * smoothLogarithm(scaled(r)),
      3: (r) => (strength * enclosedCharge(scaled(r), 1)) / diameter,
    };
    const volumes = { 1: diameter, 2: diameter * diameter, 3: diameter * diameter * diameter };
    const inDimension = (dim: Dimension): PairPotential => ({
      sigma: width,
      range: Number.POSITIVE_INFINITY,
      longRange: true,
      inDimension,
      energy: energies[dim],
      forceOverR: (r) => (strength * enclosedCharge(scaled(r), dim)) / volumes[dim],
      transform: (k, d) => (k === 0 ? 0 : (SURFACE[d] * strength * Math.exp(-k * k * width * width)) / (k * k)),
      // e^{−x²}/x² ≤ e^{−1}·tolerance for x² = 1 − ln tolerance
      bandLimit: (tolerance) => Math.sqrt(1 - Math.log(tolerance)) / width,
    });
    return inDimension(3);
  },
});
