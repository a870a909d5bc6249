import type { Curve } from '../../core/curve.ts';
import { define } from '../../core/define.ts';
import type { ModeSet } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import { ReplicaAverage } from '../statistics.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';
import { QuadraticSampler } from './quadratic-sampler.ts';
import {
  averageOf,
  type ModeGroup,
  QuadraticEnsemble,
  type QuadraticLayout,
  QuadraticSeries,
  quadraticRow,
  savedRows,
} from './quadratic-series.ts';
import { shellDirections } from './shell-directions.ts';

/** Single modes are written for at most this many; beyond, those with |n_a| ≤ 16. */
const MODES_WRITTEN = 20000;

/**
 * S(k) = ⟨|δρ_k|²⟩/N on the wavevectors of the box, k = 0 excluded (order parameters: ⟨|φ_k|²⟩/V). Shells hold one exact
 * |k|; ±k counts once. Ideal gas: 1 at every k; S → 1 at large k for any bounded pair potential.
 */
export const structureFactor = define<Record<never, never>, Observable, ObservableContext>({
  summary: 'S(k) = ⟨|δρ_k|²⟩/N by shells of |k|, by direction and mode by mode; S(k,t) with average: replicas',
  parameters: {},
  create: (_values, context) => (context.average === 'time' ? overTime(context) : overReplicas(context)),
});

/** The shells, then `more`. */
function layoutOf(context: ObservableContext, more: readonly ModeGroup[]): QuadraticLayout {
  const { modes } = context;
  const groups = [...modes.shells.map((shell) => averageOf(shell.members)), ...more];
  return { groups, modes: modes.count, subtract: context.mean === 'subtracted' };
}

function overTime(context: ObservableContext): Observable {
  const { modes } = context;
  const single = writtenModes(modes);
  const directions = shellDirections(modes);
  const layout = layoutOf(context, [...Array.from(single, (m) => averageOf(Int32Array.of(m))), ...directions.groups]);
  // shells and single modes are values, what is behind them stands in proportion to its shell
  const values = modes.shells.length + single.length;
  const own = new QuadraticSeries(layout);
  const average = new ReplicaAverage(layout.groups.length);
  const sampler = new QuadraticSampler(context, layout);
  let samples = 0;
  return {
    observe(s) {
      sampler.take(s);
      own.add(sampler.quantities, sampler.rho);
    },
    save: () => own.save(),
    merge(other) {
      const series = QuadraticSeries.restore(layout, other);
      if (series.samples === 0) return;
      samples = series.samples;
      const means = series.evaluate();
      average.add((j) => (j < values ? means.value(j) : means.ratio(j, directions.shellOf(j - values))));
    },
    curves() {
      const { mean, error, blocked, across, inefficiency, replicas, unreliable } = average.result();
      const shells = modes.shells.length;
      const k = { name: 'k', label: 'k', values: Float64Array.from(modes.shells, (shell) => shell.k) };
      const multiplicity = Float64Array.from(modes.shells, (shell) => shell.members.length);
      const notes = [convention(context), `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`];
      const warned = [...notes, ...tooShort(unreliable, mean.length)];
      const value = (name: string, of: Float64Array) => ({ name, label: name, values: of.slice(0, shells) });
      return [
        {
          name: 'structure-factor',
          notes: warned,
          keys: [k],
          value: { ...value('S', mean), label: 'S(k)' },
          error: value('stderr', error),
          beside: [{ name: 'modes', label: 'modes', values: multiplicity }],
          weights: multiplicity,
        },
        {
          name: 'structure-factor-errors',
          notes: [
            'standard errors of S(k): by blocking within replicas, and across replicas',
            'tau: integrated autocorrelation time of |δρ_k|²; independent: number of independent samples over all replicas',
          ],
          keys: [k],
          value: value('blocked', blocked),
          beside: [
            value('replicas', across),
            value(
              'tau',
              inefficiency.map((g) => 0.5 * g * context.sample),
            ),
            value(
              'independent',
              inefficiency.map((g) => (samples * replicas) / Math.max(g, 1)),
            ),
          ],
        },
        singleModes(modes, single, notes, mean.slice(shells, values), error.slice(shells, values)),
        ...directions.curves(notes, mean.slice(values), error.slice(values)),
      ];
    },
  };
}

function overReplicas(context: ObservableContext): Observable {
  const { modes, times } = context;
  const layout = layoutOf(context, []);
  const sampler = new QuadraticSampler(context, layout);
  const rows: Float64Array[] = [];
  const ensembles = times.map(() => new QuadraticEnsemble(layout));
  let replicas = 0;
  return {
    observe(s) {
      sampler.take(s);
      rows.push(quadraticRow(layout, sampler.quantities, sampler.rho));
    },
    save: (): Saved => ({ rows }),
    merge(other) {
      savedRows(other).forEach((row, i) => {
        ensembles[i].add(row);
      });
      replicas++;
    },
    curves() {
      const shells = modes.shells.length;
      const estimates = ensembles.map((ensemble) => ensemble.evaluate());
      const join = (pick: (t: number, shell: number) => number): Float64Array => {
        return Float64Array.from({ length: times.length * shells }, (_, i) => pick(Math.floor(i / shells), i % shells));
      };
      const curve: Curve = {
        name: 'structure-factor-transient',
        notes: [convention(context), `average over ${replicas} replicas at each time`],
        keys: [
          { name: 't', label: 't', values: join((t) => times[t]) },
          { name: 'k', label: 'k', values: join((_t, shell) => modes.shells[shell].k) },
        ],
        value: { name: 'S', label: 'S(k,t)', values: join((t, shell) => estimates[t].value[shell]) },
        error: { name: 'stderr', label: 'stderr', values: join((t, shell) => estimates[t].error[shell]) },
        beside: [],
        weights: join((_t, shell) => modes.shells[shell].members.length),
      };
      return [curve, domainLength(modes, times, ensembles, replicas)];
    },
  };
}

/**
 * ℓ(t) = 2π Σ_k S(k,t)/Σ_k |k| S(k,t) over all modes: the size of domains that coarsen (Bray, Adv. Phys. 43, 357 (1994)); 2π/k* where
 * S is a sharp peak at k*. It knows the cut-off where S is flat.
 */
function domainLength(
  modes: ModeSet,
  times: readonly number[],
  ensembles: readonly QuadraticEnsemble[],
  replicas: number,
): Curve {
  const weights = modes.shells.map(({ members }) => 2 * Math.PI * members.length);
  const moments = modes.shells.map(({ k, members }) => k * members.length);
  const estimates = ensembles.map((ensemble) => ensemble.ratio(weights, moments));
  return {
    name: 'domain-length',
    notes: ['2 pi sum S(k,t)/sum |k| S(k,t) over the resolved modes', `average over ${replicas} replicas at each time`],
    keys: [{ name: 't', label: 't', values: Float64Array.from(times) }],
    value: { name: 'length', label: 'ℓ(t)', values: Float64Array.from(estimates, ({ value }) => value[0]) },
    error: { name: 'stderr', label: 'stderr', values: Float64Array.from(estimates, ({ error }) => error[0]) },
    beside: [],
  };
}

function singleModes(
  modes: ModeSet,
  single: Int32Array,
  notes: readonly string[],
  mean: Float64Array,
  error: Float64Array,
): Curve {
  const integers = Array.from({ length: modes.dim }, (_, a) => ({
    name: `n${a + 1}`,
    label: `n${a + 1}`,
    values: Float64Array.from(single, (m) => modes.n[m * modes.dim + a]),
  }));
  return {
    name: 'structure-factor-modes',
    notes: [...notes, 'k = 2π n/L; one of each pair ±n'],
    keys: [
      ...integers,
      { name: 'k', label: 'k', values: Float64Array.from(single, (m) => modes.shells[modes.shellOf[m]].k) },
    ],
    value: { name: 'S', label: 'S(k)', values: mean },
    error: { name: 'stderr', label: 'stderr', values: error },
    beside: [],
  };
}

function writtenModes(modes: ModeSet): Int32Array {
  const all = Int32Array.from({ length: modes.count }, (_, m) => m);
  if (modes.count <= MODES_WRITTEN) return all;
  return all.filter((m) => modes.n.subarray(m * modes.dim, (m + 1) * modes.dim).every((n) => Math.abs(n) <= 16));
}

function convention(context: ObservableContext): string {
  const what = context.kind === 'density' ? 'S(k) = <|drho_k|^2>/N' : 'S(k) = <|phi_k|^2>/V';
  return `${what} on k = 2 pi n/L, k = 0 excluded; mean ${context.mean}; modes counts +-k once`;
}
