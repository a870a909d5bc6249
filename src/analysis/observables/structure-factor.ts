import type { Curve } from '../../core/curve.ts';
import { define } from '../../core/define.ts';
import type { DensitySource, ModeSet } from '../../core/modes.ts';
import type { Saved } from '../../core/saved.ts';
import { ReplicaAverage } from '../statistics.ts';
import { normalisation, type Observable, type ObservableContext, tooShort } from './observable.ts';
import {
  QuadraticEnsemble,
  type QuadraticLayout,
  QuadraticSeries,
  quadraticRow,
  savedRows,
} from './quadratic-series.ts';

/** Single modes are written for at most this many; beyond, those with |n_a| ≤ 16. */
const MODES_WRITTEN = 20000;

/**
 * S(k) = ⟨|δρ_k|²⟩/N on the wavevectors of the box, k = 0 excluded (order parameters: ⟨|φ_k|²⟩/V). Shells hold one exact
 * |k|; ±k counts once. Ideal gas: 1 at every k; S → 1 at large k for any bounded pair potential.
 */
export const structureFactor = define<Record<never, never>, Observable, ObservableContext>({
  summary: 'S(k) = ⟨|δρ_k|²⟩/N by shells of |k| and mode by mode; S(k,t) with average: replicas',
  parameters: {},
  create: (_values, context) => (context.average === 'time' ? overTime(context) : overReplicas(context)),
});

function layoutOf(context: ObservableContext, single: Int32Array): QuadraticLayout {
  const { modes } = context;
  const groups = [...modes.shells.map((shell) => shell.members), ...Array.from(single, (m) => Int32Array.of(m))];
  return { groups, modes: modes.count, subtract: context.mean === 'subtracted' };
}

function overTime(context: ObservableContext): Observable {
  const { modes } = context;
  const single = writtenModes(modes);
  const layout = layoutOf(context, single);
  const own = new QuadraticSeries(layout);
  const average = new ReplicaAverage(layout.groups.length);
  const sampler = new Sampler(context, layout);
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
      average.add(series.evaluate());
    },
    curves() {
      const { mean, error, blocked, across, inefficiency, replicas, unreliable } = average.result();
      const shells = modes.shells.length;
      const k = { name: 'k', label: 'k', values: Float64Array.from(modes.shells, (shell) => shell.k) };
      const multiplicity = Float64Array.from(modes.shells, (shell) => shell.members.length);
      const notes = [convention(context), `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`];
      const warned = [...notes, ...tooShort(unreliable, mean.length)];
      const value = (name: string, values: Float64Array) => ({ name, label: name, values: values.slice(0, shells) });
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
        singleModes(modes, single, notes, mean.slice(shells), error.slice(shells)),
      ];
    },
  };
}

function overReplicas(context: ObservableContext): Observable {
  const { modes, times } = context;
  const layout = layoutOf(context, new Int32Array(0));
  const sampler = new Sampler(context, layout);
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
      return [curve];
    },
  };
}

/** Reads the modes of a source and squares them. */
class Sampler {
  readonly quantities: Float64Array;
  /** ρ_k/√norm, [2*modes]. */
  readonly rho: Float64Array;
  readonly #context: ObservableContext;
  readonly #layout: QuadraticLayout;

  constructor(context: ObservableContext, layout: QuadraticLayout) {
    this.#context = context;
    this.#layout = layout;
    this.quantities = new Float64Array(layout.groups.length);
    this.rho = new Float64Array(2 * context.modes.count);
  }

  take(s: DensitySource): void {
    const { rho, quantities } = this;
    s.densityModes(this.#context.modes, 0, rho);
    const scale = 1 / Math.sqrt(normalisation(s, this.#context.kind));
    for (let i = 0; i < rho.length; i++) rho[i] *= scale;
    this.#layout.groups.forEach((members, j) => {
      let sum = 0;
      for (let i = 0; i < members.length; i++) {
        const m = 2 * members[i];
        sum += rho[m] * rho[m] + rho[m + 1] * rho[m + 1];
      }
      quantities[j] = sum / members.length;
    });
  }
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
