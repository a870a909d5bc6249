import type { Curve } from '../../core/curve.ts';
import { formulaEnd } from '../../physics/model.ts';
import { short } from '../output/format.ts';
import type { FieldPlan } from '../scenario/build.ts';
import type { Ensemble } from './ensemble.ts';
import type { RunOutcome } from './run.ts';

/** What the last lines of a run say. */
export function endLines(plan: FieldPlan, outcome: RunOutcome): readonly string[] {
  const { ensemble, curves, verdicts } = outcome;
  const { steps, cpuMsPerStep } = outcome.timing;
  const measured = ensemble.measured();
  const lines = [
    `  ${outcome.status.padEnd(10)} ${steps} steps over ${ensemble.replicas.length} replica(s), ${short(cpuMsPerStep)} ms of CPU per step`,
  ];
  if (plan.model.kind === 'density') {
    lines.push(
      `  density    negative fraction ${short(measured.negativeFraction)}, ε ${short(measured.epsilon)} (worst block ${short(measured.worstBlock)}), min ρ/ρ0 ${short(measured.minimum)}, Σv/Σρ−1 ${short(measured.varianceResidual)}`,
    );
  }
  if (measured.continuedFraction > 0) {
    lines.push(
      `  continued  ${short(100 * measured.continuedFraction)} % of the cells were denser than the formula of the free energy holds (${short(formulaEnd(plan.model))}): it is continued there; a higher n̄_eff or a lower density avoids it`,
    );
  }
  lines.push(`  mass       drift ${short(measured.massDrift)}`);
  if (measured.grade !== null) lines.push(`  grade      ${measured.grade}: ${MEANING[measured.grade]}`);
  if (measured.grade !== null && measured.worstBlock >= 1e-2 && measured.worstBlock > measured.epsilon * 3) {
    lines.push(
      `  warning    ε reaches ${short(measured.worstBlock)} in the most dilute block: read local quantities there with care`,
    );
  }
  if (plan.problem.sde.noiseKind === 'none') lines.push(energyLine(ensemble));
  const s = curves.find((curve) => curve.name === 'structure-factor');
  if (s !== undefined) lines.push(...structureLines(s));
  lines.push(...stepLines(ensemble));
  for (const curve of curves) {
    for (const note of curve.notes)
      if (note.startsWith('warning:')) lines.push(`  warning    ${curve.name}: ${note.slice(9)}`);
  }
  for (const item of plan.scenario.expect) {
    if ('compare' in item) lines.push(`  expect     ${item.compare}: ${item.verdict} is left to dk compare`);
  }
  for (const verdict of verdicts) lines.push(`  expect     ${verdict.text}: ${verdict.state}`);
  return lines;
}

/** Changes of the step, the first replica's one by one. */
function stepLines(ensemble: Ensemble): readonly string[] {
  const changed = ensemble.replicas.filter((r) => r.stepChanges.length > 0);
  if (changed.length === 0) return [];
  const lines = changed[0].stepChanges.map(({ dt, time, reason }) => {
    return `  step       shortened to ${short(dt, 4)} at t = ${short(time)} (replica ${changed[0].replica}): ${reason}`;
  });
  if (changed.length > 1) lines.push(`  step       shortened in ${changed.length} replicas; manifest.json lists all`);
  return lines;
}

const MEANING = {
  green: 'all statistics can be trusted',
  yellow: 'two-point functions can be trusted, histograms and third moments not',
  red: 'S(k) and F(k,t) to a few per cent, nothing else',
  refused: 'too much of the density is negative',
} as const;

/** S(k) at the smallest k, and over all shells against linear theory. */
export function structureLines(curve: Curve): readonly string[] {
  const theory = curve.beside.find((c) => c.name === 'theory')?.values;
  const modes = curve.beside.find((c) => c.name === 'modes')?.values;
  const [s, error] = [curve.value.values, curve.error?.values];
  if (error === undefined || modes === undefined || s.length === 0) return [];
  const k = curve.keys[0].values;
  const lines = [`  S(k)       ${short(s[0], 4)} ± ${short(error[0])} at the smallest k = ${short(k[0], 4)}`];
  if (theory === undefined || !theory.every(Number.isFinite)) return lines;
  let [weight, sum, squares] = [0, 0, 0];
  s.forEach((value, i) => {
    weight += modes[i];
    sum += (modes[i] * value) / theory[i];
    squares += ((modes[i] * error[i]) / theory[i]) ** 2;
  });
  const ratio = sum / weight;
  lines.push(
    `  S/theory   ${short(ratio, 5)} ± ${short(Math.sqrt(squares) / weight)}, mean over all ${s.length} shells (linear theory)`,
  );
  return lines;
}

function energyLine(ensemble: Ensemble): string {
  const rises = ensemble.replicas.map((r) => r.energyRises);
  const count = rises.reduce((sum, r) => sum + r.steps, 0);
  if (count === 0) return '  energy     F decreased in every step';
  const largest = Math.max(...rises.map((r) => r.largest));
  return `  energy     F ROSE in ${count} steps (largest relative rise ${short(largest)}): shorten the step`;
}
