import { stationary } from '../../analysis/theory/linear.ts';
import { linearRate } from '../../physics/model.ts';
import { type FieldPlan, resolvedModes } from '../scenario/build.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { INNER } from './measured.ts';

/** What duration and replicas will give, from linear theory; relative to S(k). */
export interface StatisticalError {
  /** σ_S/S of single |k|, ascending. */
  readonly shells: readonly { readonly k: number; readonly relative: number }[];
  /** Every |k| from here on reaches the wanted error; null: none does. */
  readonly reachedFrom: number | null;
  /** The |k| of the largest error. */
  readonly worst: { readonly k: number; readonly relative: number };
  /** The duration, at these replicas, or the replicas, at this duration, at which every |k| reaches it; null: duration does not help. */
  readonly duration: number | null;
  readonly replicas: number;
  /** Of the mean of S/S_theory over a range, weighted by modes, as expectations take it. */
  readonly pooled: readonly { readonly k: readonly [number, number]; readonly relative: number }[];
}

/**
 * σ_S/S = 1/√(n_k n_ind), n_k the modes of one |k| (±k once). Averages over time have n_ind = (T/Δ) tanh(L_kΔ) independent values
 * per replica, which is T L_k for a dense sampling interval Δ: |ρ_k|² decays as e^{−2Lt}. Averages over replicas have one each.
 * An external potential is left out of L_k. Null where the uniform state is unstable and time averages mean nothing.
 */
export function statisticalError(plan: FieldPlan, item: ObserveSpec, wanted: number): StatisticalError | null {
  const { scenario, model, fft } = plan;
  const { replicas } = scenario.ensemble;
  const { duration } = scenario.time;
  const over = item.average === 'replicas';
  const inhomogeneous = model.functionals.some((f) => f.inhomogeneous === true);
  const top = inhomogeneous ? INNER * Math.min(...fft.grid.cutoffs(scenario.field.dealias)) : Number.POSITIVE_INFINITY;
  const modes = resolvedModes(plan);
  const asked = Array.isArray(item.k) ? new Set(item.k.map((k) => modes.nearestShell(Number(k)))) : null;
  const shells = modes.shells
    .filter(({ k }, i) => (asked === null ? k <= top : asked.has(i)))
    .map(({ k, members }) => {
      const independent = over ? 1 : (duration / item.sample) * Math.tanh(linearRate(model, k) * item.sample);
      return { k, modes: members.length, relative: 1 / Math.sqrt(members.length * independent * replicas) };
    });
  if (shells.length === 0 || shells.some(({ relative }) => !(relative > 0))) return null;
  const worst = shells.reduce((most, one) => (one.relative > most.relative ? one : most));
  const last = shells.findLastIndex(({ relative }) => relative > wanted);
  const factor = (worst.relative / wanted) ** 2;
  const ranges = scenario.expect.flatMap((one) =>
    'curve' in one && /^structure-factor/.test(one.curve) && one.k !== undefined ? [one.k] : [],
  );
  const pooled = [...ranges, [shells[0].k, shells[shells.length - 1].k] as const].map((range) => {
    const inside = shells.filter(({ k }) => k >= range[0] * (1 - 1e-9) && k <= range[1] * (1 + 1e-9));
    const weight = inside.reduce((sum, { modes }) => sum + modes, 0);
    const variance = inside.reduce((sum, { modes, relative }) => sum + (modes * relative) ** 2, 0);
    return { k: range, relative: Math.sqrt(variance) / weight };
  });
  return {
    shells: shells.map(({ k, relative }) => ({ k, relative })),
    reachedFrom: last + 1 < shells.length ? shells[last + 1].k : null,
    worst: { k: worst.k, relative: worst.relative },
    duration: over ? null : duration * factor,
    replicas: Math.ceil(replicas * factor * (1 - 1e-9)),
    pooled,
  };
}

/** Error of Re ρ_k/N of the density profile at the smallest k: √(S/2N) per replica, over time √(S/(N L T)). */
export function profileError(plan: FieldPlan, item: ObserveSpec): number {
  const { scenario, model, fft } = plan;
  const { k } = resolvedModes(plan).shells[0];
  const s = stationary({ ...model, functionals: model.functionals.filter((f) => f.inhomogeneous !== true) }, k);
  const particles = Math.abs(model.species[0].density) * fft.grid.volume;
  const independent = item.average === 'replicas' ? 2 : scenario.time.duration * linearRate(model, k);
  return scenario.field.noise.scale * Math.sqrt(s / (particles * independent * scenario.ensemble.replicas));
}

/**
 * Relative error of ⟨δρ³⟩ of a cell, an estimate for S ≈ 1: var = 6 Σ C³ with Σ C³ = (3/4)^d σ⁶ for each resolved cell, σ² = ρ0/ΔV, and
 * κ3 = (3/4)^d ρ0/ΔV² (three quarters of all triads per axis are resolved) make 6 n̄_eff (4/3)^d in units of κ3²; a triad decays at
 * the sum of three rates, on average D Σ_a K_a².
 */
export function thirdMomentError(
  { scenario, effective, fft }: FieldPlan,
  item: ObserveSpec,
  diffusion: number,
): number {
  const cutoffs = fft.grid.cutoffs(scenario.field.dealias);
  const cells = fft.grid.lengths.reduce((product, length, a) => product * ((length * cutoffs[a]) / Math.PI), 1);
  const rate = diffusion * cutoffs.reduce((sum, k) => sum + k * k, 0);
  const samples = (scenario.time.duration / item.sample) * Math.tanh((rate * item.sample) / 2);
  return Math.sqrt((6 * effective * (4 / 3) ** fft.grid.dim) / (cells * samples * scenario.ensemble.replicas));
}
