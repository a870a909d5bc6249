import { short } from '../output/format.ts';
import type { FieldPlan } from '../scenario/build.ts';
import { POPULATED, renormalised } from '../scenario/decide.ts';
import { expansionWarnings } from '../theory/expansion-warnings.ts';

/** K_c σ from which on the grid resolves a free energy. */
const RESOLVED = 8;

/** What follows from renormalised terms for the noise, as lines for people. */
export function renormalisedLines(plan: FieldPlan): readonly string[] {
  const { model, scenario, problem, effective } = plan;
  const names = renormalised(model);
  if (model.kind !== 'density' || names.length === 0 || problem.sde.noiseKind === 'none') return [];
  const additive = problem.sde.noiseKind === 'additive';
  const what =
    scenario.field.dynamics === 'linear'
      ? 'linear dynamics, additive noise'
      : additive
        ? 'additive noise'
        : 'full noise';
  return [
    `  noise      ${what}: ${names.join(', ')} (renormalised) contains the fluctuations below its scale; ${window(plan, effective)}`,
  ];
}

export function renormalisedWarnings(plan: FieldPlan): readonly string[] {
  const { model, problem, effective } = plan;
  const out: string[] = [];
  const names = renormalised(model);
  if (problem.sde.noiseKind === 'multiplicative' && names.length > 0 && effective < POPULATED) {
    out.push(
      `${names.join(', ')} with full noise at n̄_eff = ${short(effective)} < ${POPULATED} counts fluctuations twice: S(k) will be off by tens of per cent; write field: { noise: { at: linearised } }, or auto`,
    );
  }
  out.push(...expansionWarnings(model));
  for (const { name, expandedAt } of model.functionals) {
    if (expandedAt === undefined) continue;
    if (plan.scenario.field.dynamics === 'full' && problem.sde.hasNonlinear) {
      out.push(
        `${name} is an expansion about one state point: full dynamics leaves it, and S(k) with it where few particles share a cell (n̄_eff = ${short(effective)}); linear dynamics returns S(k)`,
      );
    }
  }
  return out;
}

/** Whether a grid exists that is both resolved and populated: K_c σ ≥ 8 and n̄_eff ≥ 2.5 mean ρσ^d ≥ 2.5 (8/π)^d. */
function window({ model }: FieldPlan, effective: number): string {
  const sigma = model.functionals.reduce((least, f) => Math.min(least, f.sigma ?? least), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(sigma)) return `full noise from n̄_eff = ${POPULATED} on (it is ${short(effective)})`;
  const edge = (power: number): number => (power === 0 ? 1 : (RESOLVED / Math.PI) * edge(power - 1));
  const reduced = model.lengths.reduce((product) => product * sigma, model.species[0].density);
  return `full noise is right where the grid is resolved and populated, ρσ${['', '²', '³'][model.dim - 1]} ≥ ${short(POPULATED * edge(model.dim), 2)} (it is ${short(reduced)})`;
}
