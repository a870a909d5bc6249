import type { Scenario } from '../scenario/scenario.ts';
import type { CurveVerdict } from './comparison.ts';
import { curveOf, type Side } from './side.ts';

/** Remarks that a reader needs to judge the verdict. */
export function comparisonNotes(
  { field: block }: Scenario,
  verdicts: readonly CurveVerdict[],
  field: Side,
  particles: Side,
): readonly string[] {
  const notes = [
    'Both sides hold N fixed. S(k) at k ≠ 0 needs no correction for that; number fluctuations in sub-volumes do, and have it, since they are summed over the resolved k ≠ 0: the column ideal is the value of the ideal gas at the same N.',
    'Errors are those across replicas (Student’s t); the number of replicas stands beside every side. Curves whose outcome is agree lie inside ± tolerance with their whole interval; differ holds for all bands together (Bonferroni).',
  ];
  const unjudged = ['pair-correlation', 'density-histogram', 'cumulants', 'time-correlation', 'energy'].filter(
    (name) => {
      return curveOf(field, name) !== undefined || curveOf(particles, name) !== undefined;
    },
  );
  if (unjudged.length > 0) notes.push(`Shown and not judged: ${unjudged.join(', ')}.`);
  if (!verdicts.some(({ curve }) => curve === 'intermediate-scattering')) {
    notes.push(
      'F(k,t) was not observed, so that nothing is said of the dynamics: add { quantity: intermediate-scattering, k: […] }.',
    );
  }
  if (verdicts.some(({ curve }) => /transient|profile/.test(curve))) {
    const { profile, fluctuations } = block.initial;
    const start =
      fluctuations === 'poisson'
        ? 'annealed (independent particles on the profile) on both sides'
        : profile.type === 'uniform'
          ? 'flat for the field, but random for the particles: write field.initial.fluctuations: poisson to compare transients'
          : 'quenched (one smooth state for every replica) on both sides';
    notes.push(
      `Out of equilibrium the start matters: it is ${start}. Amplitudes are compared in units of N, S(k,t) in units of the Poisson value 1.`,
    );
  }
  return notes;
}
