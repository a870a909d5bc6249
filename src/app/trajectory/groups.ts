import { UsageError } from '../usage-error.ts';
import type { TrajectoryFrame } from './frame.ts';

/** Which particles are looked at. */
export interface Selection {
  /** Names of the species that count; null: all. */
  readonly types: readonly string[] | null;
  /** Besides all of them together, each by itself. */
  readonly byType: boolean;
}

/** A set of particles that is measured as one: all that count (name null), or one species. */
export interface Group {
  readonly name: string | null;
  readonly species: ReadonlySet<string> | null;
}

/** The groups of a selection. @throws UsageError for a name that the first frame does not have */
export function groupsOf({ types, byType }: Selection, first: TrajectoryFrame): readonly Group[] {
  const present = first.names.filter((_, s) => first.counts[s] > 0).sort(order);
  if ((types !== null || byType) && first.names.includes('')) {
    throw new UsageError(`${first.where}: the file tells no types, which --types and --by-type need`);
  }
  const missing = types?.find((name) => !present.includes(name));
  if (missing !== undefined) {
    throw new UsageError(`--types: there are no particles of type '${missing}'; there are ${present.join(', ')}`);
  }
  const chosen = present.filter((name) => types?.includes(name) ?? true);
  const all: Group = { name: null, species: types === null ? null : new Set(types) };
  return byType ? [all, ...chosen.map((name) => ({ name, species: new Set([name]) }))] : [all];
}

/** The frame as each group sees it. @throws UsageError where a group has no particles, or a species is new */
export function viewsOf(groups: readonly Group[], frame: TrajectoryFrame): readonly TrajectoryFrame[] {
  if (groups.length > 1 && groups[0].species === null) {
    const odd = frame.names.find((name, s) => frame.counts[s] > 0 && !groups.some((group) => group.name === name));
    if (odd !== undefined) throw new UsageError(`${frame.where}: type '${odd}' is not among those of the first frame`);
  }
  return groups.map(({ name, species }) => {
    const view = frame.pooled(species, name ?? 'all');
    if (view.count === 0)
      throw new UsageError(`${frame.where}: no particles of type ${name ?? 'wanted'} in this frame`);
    return view;
  });
}

/** Numbers by value, before names. */
function order(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}
