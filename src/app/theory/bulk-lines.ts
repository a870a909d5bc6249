import { isExpansion } from '../../analysis/theory/expansion.ts';
import type { Model } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import type { BulkTheory } from './bulk-theory.ts';

/** What `dk theory` prints of the bulk. */
export function bulkLines(model: Model, bulk: BulkTheory): readonly string[] {
  const { state, softest, critical, pattern } = bulk;
  const five = (value: number): string => short(value, 6);
  const particles = model.kind === 'density';
  const rho = particles ? 'ρ' : 'φ';
  const expansion = isExpansion(model);
  const away = Number.isNaN(state.curvature);
  const factor = particles ? `, Z = P/ρkT = ${five(state.compressibilityFactor)}` : '';
  const equation = expansion ? '' : `: P = ${five(state.pressure)}, μ = ${five(state.mu)}${factor}`;
  const out = [`  bulk       ${rho} = ${five(state.density)}${equation}`];
  const response = particles
    ? `dP/dρ = ${five(state.pressureSlope)}, κ_T = ${five(state.compressibility)}`
    : `f″ = ${five(state.curvature)}`;
  const positive = bulk.longRanged ? '' : `, S(0) = ${five(state.structureFactor)}`;
  if (!away) out.push(`             ${response}${state.structureFactor > 0 ? positive : ' < 0: inside the spinodal'}`);
  // at the cut-off it is no peak
  if (softest.value > 0 && softest.at > 0 && softest.at < 0.99 * bulk.largest) {
    out.push(`  peak       S(k) is largest at k = ${five(softest.at)}: ${five(1 / softest.value)}`);
  } else if (!(softest.value > 0) && softest.at > 0 && state.curvature > 0) {
    out.push(
      `  pattern    stable at k = 0, unstable at k* = ${five(softest.at)}: the uniform state forms a pattern or freezes`,
    );
  }
  for (const { low, high } of bulk.spinodals) {
    out.push(`  spinodal   unstable from ${rho} = ${end(low, rho)} to ${end(high, rho)}`);
  }
  for (const { low, high, mu, pressure } of bulk.binodals) {
    out.push(`  binodal    ${rho} = ${five(low)} and ${five(high)} coexist at μ = ${five(mu)}, P = ${five(pressure)}`);
  }
  if (bulk.spinodals.length > 0 && bulk.binodals.length === 0) {
    out.push('  binodal    none found: no second phase below the density where the free energy ends');
  }
  if (pattern !== null) {
    out.push(
      `  pattern    from ${rho} = ${five(pattern.density)} the uniform state is unstable at k* = ${five(pattern.k)}: it freezes or forms patterns`,
    );
  }
  if (critical !== null) out.push(`  critical   kT_c = ${five(critical.value)}, ${rho}_c = ${five(critical.density)}`);
  const face = bulk.interface;
  if (face !== null) {
    out.push(
      `  interface  tension γ = ${five(face.tension)}, width Δ${rho}/2|${rho}′|max = ${five(face.width)}, 10–90 % ${five(face.tenNinety)}`,
    );
  } else if (bulk.gradientCost?.kappa === null && bulk.gradientCost.reason === 'not positive') {
    out.push(
      `  interface  none: κ(${rho}) of square-gradient is not positive at ${rho} = ${five(bulk.gradientCost.at)}, between the phases; change kappa or higher`,
    );
  } else if (bulk.binodals.length > 0) {
    out.push('  interface  dk minimise finds it, from a slab: field: { initial: { profile: { type: step, … } } }');
  }
  if (bulk.longRanged) {
    out.push(
      '  note       a potential is long-ranged: the bulk is that with a neutral background, and S(k → 0) is not S(0)',
    );
  }
  if (model.functionals.some((term) => term.inhomogeneous === true)) {
    out.push('  note       the bulk is that without the external potential; dk minimise finds the profile in it');
  }
  if (expansion) {
    out.push(
      `  note       a term is an expansion about one density, without its constant and linear parts: P, μ and Z are left out, ${away ? 'and so is all else away from its state point' : 'S(0) and κ_T are those of the fluid'}; no phases are looked for at other densities`,
    );
  }
  return out;
}

function end(value: number, rho: string): string {
  return Number.isFinite(value) ? short(value, 6) : `the ${value < 0 ? 'smallest' : 'largest'} ${rho}`;
}
