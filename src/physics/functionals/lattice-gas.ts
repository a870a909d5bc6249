import { define } from '../../core/define.ts';
import type { Coefficients } from '../mobilities/mobility.ts';
import { CONTINUED } from './continued.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { bindLocal, type LocalFlux, type LocalTerm } from './local.ts';

const parameters = {
  'rho-max': { type: 'number', above: 0, unit: 'density', doc: 'density of the full lattice' },
} as const;

/**
 * F = kT ∫[ρ ln(ρ/ρ_max) + (ρ_max − ρ) ln(1 − ρ/ρ_max)]dx: the entropy of exclusion. With the crowded mobility of the same
 * ρ_max the drift is exactly μkT∇²ρ. With M = μρ, Q = −μkT ρ_max ln(1 − ρ/ρ_max), continued with two continuous derivatives
 * above 0.98 ρ_max. S = 1 − ρ0/ρ_max with either.
 */
export const latticeGas = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = kT ∫[ρ ln(ρ/ρ_max) + (ρ_max − ρ) ln(1 − ρ/ρ_max)]: the entropy of exclusion; replaces ideal-gas',
  parameters,
  create: (values, { kT }) => {
    const full = values['rho-max'];
    const xlogx = (x: number): number => (x > 0 ? x * Math.log(x) : 0);
    const local: LocalTerm = {
      f: (rho) => kT * full * (xlogx(rho / full) + xlogx(1 - rho / full)),
      slope: (rho) => kT * Math.log(rho / (full - rho)),
      curvature: (rho) => (kT * full) / (rho * (full - rho)),
      flux: (mobility) => latticeFlux(kT, full, mobility),
    };
    return {
      name: 'lattice-gas',
      status: 'bare',
      local,
      bulk: local,
      continuedAbove: CONTINUED * full,
      fullDensity: full,
      curvature: (_k, rho0, a, b) => (a === b ? local.curvature(rho0[a]) : 0),
      bind: (fft) => ({
        ...bindLocal(local, fft),
        // P = −kT ρ_max ln(1 − ρ/ρ_max), without the f that is singular at both ends
        pressure(s) {
          const rho = s.real();
          let sum = 0;
          for (let j = 0; j < rho.length; j++) sum -= Math.log1p(-Math.min(rho[j] / full, CONTINUED));
          return (kT * full * sum) / rho.length;
        },
      }),
    };
  },
});

/** Q = ∫(c1 + c2ρ) kTρ_max/(ρ_max − ρ)dρ = kTρ_max[−c2ρ − (c1 + c2ρ_max) ln(1 − ρ/ρ_max)]; none for c0 ≠ 0. */
function latticeFlux(kT: number, full: number, [c0, c1, c2]: Coefficients): LocalFlux | null {
  if (c0 !== 0) return null;
  const rest = c1 + c2 * full;
  if (Math.abs(rest) <= 1e-12 * Math.abs(c1)) {
    return {
      linear: true,
      slope: () => kT * c1,
      coefficients: [0, kT * c1],
      add(rho, out) {
        for (let j = 0; j < rho.length; j++) out[j] += kT * c1 * rho[j];
      },
    };
  }
  const edge = CONTINUED * full;
  const slope = (rho: number): number => (kT * full * (c1 + c2 * rho)) / (full - rho);
  const value = (rho: number): number => -kT * full * (c2 * rho + rest * Math.log1p(-rho / full));
  const bend = (kT * full * rest) / ((full - edge) * (full - edge));
  return {
    linear: false,
    slope: (rho) => (rho <= edge ? slope(rho) : slope(edge) + bend * (rho - edge)),
    add(rho, out) {
      for (let j = 0; j < rho.length; j++) {
        const over = rho[j] - edge;
        out[j] += over <= 0 ? value(rho[j]) : value(edge) + over * (slope(edge) + 0.5 * bend * over);
      }
    },
  };
}
