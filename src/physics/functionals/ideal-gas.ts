import { define } from '../../core/define.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindLocal, type LocalFlux, type LocalTerm } from './local.ts';

/**
 * F = kT ∫ρ(ln ρ − 1)dx. With M = μρ the drift is μkT∇²ρ, linear, and is never taken through ln ρ: that route gives
 * S = 1 − 1/(2n̄) even with perfect sampling. With M = μρ(1 − ρ/ρ_max) it is μkT∇²(ρ − ρ²/2ρ_max). A constant mobility has
 * no regular form. Cells with ρ ≤ 0 count nothing in the energy.
 */
export const idealGas = define<Record<never, never>, Functional, FunctionalContext>({
  summary: 'F = kT ∫ρ(ln ρ − 1): independent particles; exact linear diffusion',
  parameters: {},
  create: (_values, { kT }) => {
    const local: LocalTerm = {
      f: (rho) => (rho > 0 ? kT * rho * (Math.log(rho) - 1) : 0),
      slope: (rho) => kT * Math.log(rho),
      curvature: (rho) => kT / rho,
      flux: (mobility) => idealFlux(kT, mobility),
    };
    return {
      name: 'ideal-gas',
      status: 'bare',
      local,
      bulk: local,
      curvature: (_k, rho0, a, b) => (a === b ? kT / rho0[a] : 0),
      bind: (fft) => ({ ...bindLocal(local, fft), pressure: (s) => (kT * s.hat[0][0]) / fft.grid.size }),
    };
  },
});

/** Q = kT(c1ρ + c2ρ²/2); none for c0 ≠ 0, where it would be c0 kT ln ρ. */
function idealFlux(kT: number, [c0, c1, c2]: Coefficients): LocalFlux | null {
  if (c0 !== 0) return null;
  return {
    linear: c2 === 0,
    slope: (rho) => kT * (c1 + c2 * rho),
    coefficients: [0, kT * c1, 0.5 * kT * c2],
    add(rho, out) {
      for (let j = 0; j < rho.length; j++) out[j] += kT * rho[j] * (c1 + 0.5 * c2 * rho[j]);
    },
  };
}
