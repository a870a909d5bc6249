import type { Expected } from './expectations.ts';
import type { RunPlan } from './plan.ts';
import type { Setting } from './settings.ts';

/** A plan as data, for --json. */
export function planReport(run: RunPlan, settings: readonly Setting[], expected: readonly Expected[], command: string) {
  const { options, situation, chosen, split, cost, free, plan } = run;
  return {
    scenario: plan.scenario.name,
    error: options.error,
    purpose: situation.purpose,
    coupling: situation.coupling,
    effective: plan.effective,
    cutoffs: plan.fft.grid.cutoffs(plan.scenario.field.dealias),
    settings: settings.map(({ path, value, reason, changed }) => ({ path, value, reason, changed })),
    keepsToError: chosen.keeps,
    scaledStep: chosen.scaled,
    expected,
    cost,
    split,
    alternatives: run.alternatives.map(({ candidate, cells, dealias, ratio }) => ({
      integrator: candidate.integrator,
      dealias,
      cells,
      step: candidate.dt,
      scaledStep: candidate.scaled,
      limit: candidate.limit,
      errors: candidate.errors.map(({ value }) => value),
      keepsToError: candidate.keeps,
      steps: candidate.steps,
      cpuSeconds: ratio * cost.cpuSeconds,
      ratio,
    })),
    gridAuto:
      free === null
        ? null
        : { cells: free.cells, dealias: free.dealias, reason: free.gridReason, costRatio: run.freeRatio },
    warnings: run.warnings,
    command,
  };
}
