import { short } from '../output/format.ts';
import { type FieldPlan, resolvedModes } from '../scenario/build.ts';
import { type Check, note } from './check.ts';

/** Wanted: K_c σ ≥ 8 for S(k), n̄_eff ≥ 2.5 for the density to stay positive. */
const RESOLVED = 8;
const ENOUGH = 2.5;

/** What the grid resolves, and what the status of the terms means for the noise. */
export function checkRange(plan: FieldPlan): readonly Check[] {
  const { scenario, model, fft, effective } = plan;
  const cutoffs = fft.grid.cutoffs(scenario.field.dealias);
  const out = [
    note(
      'sum',
      'modes',
      `${resolvedModes(plan).count} resolved, K_c = ${[...new Set(cutoffs.map((k) => short(k, 4)))].join(' × ')}`,
    ),
  ];
  for (const { name, sigma } of model.functionals) {
    if (sigma === undefined) continue;
    const window = Math.min(...cutoffs) * sigma;
    const verdict =
      window < RESOLVED * (1 - 1e-9) ? ': the grid does not resolve the term, S(k) will be off near the cut-off' : '';
    out.push(note(name, 'resolution', `K_c σ = ${short(window)} (wanted ≥ ${RESOLVED})${verdict}`));
  }
  const density = model.kind === 'density';
  const few = density && effective < ENOUGH;
  if (density)
    out.push(
      note('sum', 'coarse graining', `n̄_eff = ${short(effective)} particles per resolved cell (wanted ≥ ${ENOUGH})`),
    );
  const {
    dynamics,
    noise: { at, scale },
  } = scenario.field;
  const noise = scale === 0 ? 'off' : dynamics === 'linear' ? 'additive' : at;
  const renormalised = model.functionals.filter(({ status }) => status === 'renormalised').map(({ name }) => name);
  out.push(
    note(
      'sum',
      'status',
      renormalised.length === 0
        ? 'bare: all terms belong to a microscopic model, full noise belongs to them'
        : `renormalised: ${renormalised.join(', ')}; the free energy contains fluctuations already, the noise is ${noise}${few && noise === 'full' ? ': at this n̄_eff that counts them twice, write field: { noise: { at: linearised } }' : ''}`,
    ),
  );
  return out;
}
