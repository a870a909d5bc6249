import { define } from '../../core/define.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { localFunctional } from './local-functional.ts';

const parameters = {
  segments: { type: 'number', min: 1, default: 1, doc: 'N, segments of a chain' },
  volume: {
    type: 'number',
    above: 0,
    default: 1,
    unit: 'volume',
    doc: 'v, volume of a segment and of a solvent molecule',
  },
  chi: { type: 'number', default: 0, doc: 'χ, of a segment with the solvent' },
} as const;

/**
 * Chains of N segments in a solvent, ρ the number of chains per volume and φ = Nvρ their volume fraction, beside the ideal
 * gas of chains: F = (kT/v) ∫[(1 − φ) ln(1 − φ) + φ − χφ²]dx, so that the osmotic pressure is
 * Πv/kT = φ/N − ln(1 − φ) − φ − χφ² (Flory, J. Chem. Phys. 10, 51 (1942), up to terms linear in φ). Critical point
 * φ_c = 1/(1 + √N), χ_c = (1 + 1/√N)²/2.
 */
export const floryHuggins = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = (kT/v) ∫[(1 − φ) ln(1 − φ) + φ − χφ²], φ = Nvρ: polymer solution, beside ideal-gas',
  parameters,
  create: ({ segments, volume, chi }, { kT }) => {
    const chain = segments * volume;
    const unit = kT / volume;
    return localFunctional({
      name: 'flory-huggins',
      status: 'renormalised',
      fullDensity: 1 / chain,
      f: (rho) => unit * ((1 - chain * rho) * Math.log1p(-chain * rho) + chain * rho * (1 - chi * chain * rho)),
      slope: (rho) => -unit * chain * (Math.log1p(-chain * rho) + 2 * chi * chain * rho),
      curvature: (rho) => unit * chain * chain * (1 / (1 - chain * rho) - 2 * chi),
      pressure: (rho) => -unit * (Math.log1p(-chain * rho) + chain * rho * (1 + chi * chain * rho)),
    });
  },
});
