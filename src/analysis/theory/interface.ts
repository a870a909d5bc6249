import { gaussLegendre } from '../../core/gauss-legendre.ts';
import type { Model } from '../../physics/model.ts';
import type { Coexistence } from './binodal.ts';
import { gradientCost } from './gradient-cost.ts';
import { leastOn } from './least-on.ts';
import { chemicalPotential, freeEnergyDensity } from './thermodynamics.ts';

/** A planar interface between two phases, the denser one at x → +∞. */
export interface PlanarInterface {
  /** Positions, ascending, 0 where ρ = (ρ_low + ρ_high)/2. */
  readonly x: Float64Array;
  readonly rho: Float64Array;
  /** w = Δρ/(2 max|ρ′|): w = ξ for a profile tanh(x/ξ). */
  readonly width: number;
  /** Distance over which the profile goes from 10 % to 90 % of Δρ: 2 artanh(0.8) ξ = 2.197 ξ for tanh(x/ξ). */
  readonly tenNinety: number;
  /** γ = ∫√(2κΔω)dρ, excess grand potential per area. */
  readonly tension: number;
}

/** Half the number of rows and the largest s of the profile, whose density is the mean + (Δρ/2) tanh s. */
const [ROWS, LARGEST] = [160, 6];

/**
 * The interface of a local free energy with (κ/2)|∇ρ|², κ constant or κ(ρ): (κ/2)ρ′² = Δω(ρ) = f − μρ + P, so that γ = ∫√(2κΔω)dρ and
 * x = ∫√(κ/2Δω)dρ (van der Waals 1893; Cahn & Hilliard, J. Chem. Phys. 28, 258 (1958)). Null for other functionals, whose
 * interface is found by minimising F, and where κ(ρ) ≤ 0 between the phases. Relative error of γ below 1e-9, of x below 1e-6.
 */
export function planarInterface(model: Model, { low, high, mu, pressure }: Coexistence): PlanarInterface | null {
  const { kappa } = gradientCost(model, low, high);
  if (kappa === null) return null;
  const [middle, half] = [0.5 * (low + high), 0.5 * (high - low)];
  const rule = gaussLegendre(16);
  // near a phase by integration of μ − μ_b, where the difference of large numbers has lost its digits
  const near = (phase: number): number => {
    return model.kind === 'density' ? Math.min(0.04 * half, 0.3 * phase) : 0.04 * half;
  };
  const excess = (rho: number): number => {
    const phase = rho < middle ? low : high;
    if (Math.abs(rho - phase) > near(phase)) return Math.max(0, freeEnergyDensity(model, rho) - mu * rho + pressure);
    const reach = 0.5 * (rho - phase);
    const sum = rule.nodes.reduce((total, node, i) => {
      return total + rule.weights[i] * (chemicalPotential(model, phase + reach * (1 + node)) - mu);
    }, 0);
    return Math.max(0, reach * sum);
  };
  // ρ = middle + half tanh s: dρ/ds = half (1 − tanh²s), and both integrands stay smooth to either end
  const density = (s: number): number => {
    const rest = (2 * half) / (1 + Math.exp(2 * Math.abs(s)));
    return s < 0 ? low + rest : high - rest;
  };
  const stretch = (s: number): number => half / (Math.cosh(s) * Math.cosh(s));
  const integrate = (f: (s: number) => number, from: number, to: number): number => {
    const [centre, reach] = [0.5 * (from + to), 0.5 * (to - from)];
    return reach * rule.nodes.reduce((sum, node, i) => sum + rule.weights[i] * f(centre + reach * node), 0);
  };
  const along = (s: number): number => stretch(s) * Math.sqrt(kappa(density(s)) / (2 * excess(density(s))));
  const positions = (direction: 1 | -1): { s: number; x: number }[] => {
    let x = 0;
    return Array.from({ length: ROWS }, (_, i) => {
      const [from, to] = [(direction * LARGEST * i) / ROWS, (direction * LARGEST * (i + 1)) / ROWS];
      x += integrate(along, from, to);
      return { s: to, x };
    });
  };
  const rows = [...positions(-1).reverse(), { s: 0, x: 0 }, ...positions(1)];
  let tension = 0;
  for (let i = -240; i < 240; i++) {
    tension += integrate(
      (s) => stretch(s) * Math.sqrt(2 * kappa(density(s)) * excess(density(s))),
      i / 12,
      (i + 1) / 12,
    );
  }
  const steepest = leastOn(
    (s) => -excess(density(s)) / kappa(density(s)),
    rows.map(({ s }) => s),
  );
  const tenth = Math.atanh(0.8);
  return {
    x: Float64Array.from(rows, (row) => row.x),
    rho: Float64Array.from(rows, (row) => density(row.s)),
    width: half / Math.sqrt(2 * -steepest.value),
    tenNinety: pieces(integrate, along, -tenth, tenth),
    tension,
  };
}

function pieces(
  integrate: (f: (s: number) => number, from: number, to: number) => number,
  f: (s: number) => number,
  from: number,
  to: number,
): number {
  const h = (to - from) / 64;
  return Array.from({ length: 64 }, (_, i) => integrate(f, from + i * h, from + (i + 1) * h)).reduce(
    (a, b) => a + b,
    0,
  );
}
