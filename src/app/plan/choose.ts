import type { Candidate } from './candidate.ts';
import { AM2_PARTICLES } from './measured.ts';
import type { Situation } from './situation.ts';

/** A choice and why it was made. */
export interface Choice {
  readonly chosen: Candidate;
  readonly reason: string;
}

/** The schemes that fit the purpose, the favourite first, with the reason. */
export function schemesFor(
  { purpose, inhomogeneous, drift }: Situation,
  effective: number,
): { readonly names: readonly string[]; readonly why: string } {
  switch (purpose) {
    case 'deterministic':
      return { names: ['etdrk2'], why: 'without noise the order counts, and its order is 2' };
    case 'three-point':
      return effective >= AM2_PARTICLES
        ? {
            names: ['etd-am2'],
            why: `third cumulants: the other schemes lose a large part of them at any affordable step; n̄_eff ≥ ${AM2_PARTICLES} allows it`,
          }
        : {
            names: ['etd1'],
            why: `third cumulants at n̄_eff < ${AM2_PARTICLES}, where the 2ρ* − ρⁿ of etd-am2 is negative too often: a short step instead`,
          };
    case 'strong':
      return { names: ['etdrk2'], why: 'attraction or a strong nonlinearity: a scheme of order 2 for the drift' };
    case 'evolving':
      return {
        names: ['etdrk2'],
        why: `${inhomogeneous ? 'an external potential' : 'averages at given times'}: order 2 in mean and covariance, which etd1 does not have`,
      };
    default:
      return {
        names: ['etd1', 'etdrk2'],
        why:
          drift === 'linear'
            ? 'two-point functions of a linear drift are exact at any step'
            : 'two-point functions of a uniform stationary state',
      };
  }
}

/** The cheapest of the fitting candidates that keeps to the wanted error; the favourite when none does. */
export function choose(all: readonly Candidate[], names: readonly string[], why: string): Choice {
  const fitting = names.flatMap((name) => all.filter(({ integrator }) => integrator === name));
  const keeping = fitting.filter(({ keeps }) => keeps);
  const chosen = (keeping.length > 0 ? keeping : fitting).reduce((best, one) =>
    one.work < best.work * (1 - 1e-9) ? one : best,
  );
  const rest = fitting.filter((one) => one !== chosen);
  const others = rest.map((one) => {
    const ratio = one.work / chosen.work;
    const cost = Math.abs(ratio - 1) < 0.01 ? 'costs the same' : `costs ${ratio.toFixed(2)} times as much`;
    return `${one.integrator} ${cost}${one.keeps || !chosen.keeps ? '' : ' and is off by more'}`;
  });
  return { chosen, reason: [why, ...others].join('; ') };
}
