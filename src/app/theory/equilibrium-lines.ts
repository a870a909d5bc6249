import type { Equilibrium } from '../../analysis/theory/minimise.ts';
import type { Slab } from '../../analysis/theory/slab.ts';
import type { Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';

/** What `dk minimise` prints of its result. */
export function equilibriumLines(
  name: string,
  model: Model,
  volume: number,
  result: Equilibrium,
  slab: Slab | null,
): readonly string[] {
  const rho = model.kind === 'density' ? 'ρ' : 'φ';
  const six = (value: number): string => short(value, 7);
  let [low, high] = [Infinity, -Infinity];
  for (const value of result.profile) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const state = result.converged ? 'converged' : 'not converged';
  const out = [
    `${name}: profile of least free energy`,
    `  ${state.padEnd(10)} max|δF/δ${rho} − μ| = ${short(result.residual)} ${model.kind === 'density' ? 'kT' : `× ${short(result.scale)}`} after ${result.iterations} iterations (${result.inner} inner)`,
    `  energy     F = ${six(result.energy)}, μ = ${six(result.mu)}, ∫${rho} = ${six(result.particles)}, mean ${six(result.particles / volume)}`,
    `  potential  Ω = F − μ∫${rho} = ${six(result.grandPotential)}, −Ω/V = ${six(-result.grandPotential / volume)}`,
    `  profile    ${rho} from ${six(low)} to ${six(high)}`,
  ];
  if (slab !== null) {
    out.push(
      `  slab       phases ${rho} = ${six(slab.low)} and ${six(slab.high)} at P = ${six(slab.pressure)}`,
      `  interface  tension γ = ${six(slab.tension)}, width Δ${rho}/2|${rho}′|max = ${six(slab.width)}, 10–90 % ${six(slab.tenNinety)}`,
    );
  }
  if (result.converged && !result.minimum) {
    out.push(
      '  note       stationary, but F falls in some direction: a saddle; another start may lead to a lower state',
    );
  }
  return out;
}
