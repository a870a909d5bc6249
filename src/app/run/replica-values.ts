import type { Observable } from '../../analysis/observables/observable.ts';
import { type Curve, column } from '../../core/curve.ts';
import type { ObserveSpec } from '../scenario/scenario.ts';
import { Joined } from './joined.ts';
import type { ReplicaOutcome } from './replica.ts';

/** Curves whose values are kept replica by replica, and which of their columns: what a comparison needs. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'structure-factor': ['S'],
  'structure-factor-direction': ['Q', 'R'],
  'structure-factor-transient': ['S'],
  'intermediate-scattering': ['F'],
  'number-fluctuations': ['chi'],
  'density-profile-modes': ['re', 'im'],
};
/** Quantities that make these curves. */
const QUANTITIES: ReadonlySet<string> = new Set([
  ...['structure-factor', 'intermediate-scattering', 'number-fluctuations', 'density-profile'],
]);

/** Values of every replica: `curve.column` → [replicas][rows of the joined curve]. */
export type EachReplica = ReadonlyMap<string, readonly Float64Array[]>;

/** What every replica has measured by itself, beside what is joined. */
export class ReplicaValues {
  readonly #specs: readonly ObserveSpec[];
  readonly #indices: readonly number[];
  readonly #make: (spec: ObserveSpec) => Observable;
  readonly #each = new Map<string, Float64Array[]>();

  constructor(specs: readonly ObserveSpec[], make: (spec: ObserveSpec) => Observable) {
    this.#indices = [...specs.keys()].filter((i) => QUANTITIES.has(specs[i].quantity));
    this.#specs = this.#indices.map((i) => specs[i]);
    this.#make = make;
  }

  get each(): EachReplica {
    return this.#each;
  }

  add({ observables, samples }: Pick<ReplicaOutcome, 'observables' | 'samples'>): void {
    const alone = new Joined(this.#specs, this.#make);
    const pick = <V>(values: readonly V[]): readonly V[] => this.#indices.map((i) => values[i]);
    alone.add(pick(observables), pick(samples));
    for (const curve of alone.curves()) {
      for (const name of KEPT[curve.name] ?? []) {
        const key = `${curve.name}.${name}`;
        const values = this.#each.get(key) ?? [];
        values.push(column(curve, name).values);
        this.#each.set(key, values);
      }
    }
  }
}

/** `replicas/<curve>.csv` of the joined curves: columns replica, the keys, the kept columns; one row per replica and row. */
export function replicaTables(curves: readonly Curve[], each: EachReplica): readonly { name: string; text: string }[] {
  return curves.flatMap((curve) => {
    const names = KEPT[curve.name] ?? [];
    const values = names.map((name) => each.get(`${curve.name}.${name}`) ?? []);
    const replicas = Math.min(...values.map((list) => list.length));
    if (names.length === 0 || replicas < 1 || values.some(([first]) => first.length !== curve.value.values.length)) {
      return [];
    }
    const lines = [`replica,${[...curve.keys.map((key) => key.name), ...names].join(',')}`];
    for (let r = 0; r < replicas; r++) {
      for (let i = 0; i < curve.value.values.length; i++) {
        const cells = [...curve.keys.map((key) => key.values[i]), ...values.map((list) => list[r][i])];
        lines.push(`${r},${cells.map((value) => (Number.isNaN(value) ? '' : String(value))).join(',')}`);
      }
    }
    return [{ name: `replicas/${curve.name}.csv`, text: `${lines.join('\n')}\n` }];
  });
}

/** The inverse, for one curve: [replicas][rows] of every kept column. */
export function readReplicaTable(text: string, curve: Curve): EachReplica {
  const names = KEPT[curve.name] ?? [];
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const columns = header.split(',');
  const length = curve.value.values.length;
  const each = new Map<string, Float64Array[]>();
  for (const name of names) {
    const at = columns.indexOf(name);
    if (at < 0 || rows.length % length !== 0) throw new RangeError(`replicas/${curve.name}.csv does not fit its curve`);
    const values = rows.map((row) => {
      const cell = row.split(',')[at];
      return cell === '' ? Number.NaN : Number(cell);
    });
    const replicas = Array.from({ length: rows.length / length }, (_, r) => {
      return Float64Array.from(values.slice(r * length, (r + 1) * length));
    });
    each.set(`${curve.name}.${name}`, replicas);
  }
  return each;
}
