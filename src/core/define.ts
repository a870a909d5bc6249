/**
 * One registry entry: what it is, what it takes, how it is made. Parameters are plain data, so that the scenario schema,
 * `dk list` and the error messages are derived from them and cannot disagree with the code.
 */
export type ParameterSpec =
  | NumberSpec
  | { readonly type: 'numbers'; readonly doc: string; readonly default?: readonly number[]; readonly integer?: boolean }
  | TextSpec
  | { readonly type: 'map'; readonly doc: string; readonly default?: Readonly<Record<string, number>> }
  | { readonly type: 'entry'; readonly registry: string; readonly doc: string };

interface TextSpec {
  readonly type: 'text';
  readonly doc: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  /** It names a CSV file, whose columns of these names become the lists of the same names. */
  readonly columns?: readonly string[];
  /** Columns that may be missing: the list then stays as it is. */
  readonly optionalColumns?: readonly string[];
  /** Numbers from comment lines (`# density: 0.7`), for the parameters of the same names that are not given. */
  readonly facts?: readonly string[];
}

interface NumberSpec {
  readonly type: 'number';
  readonly doc: string;
  /** Inclusive bounds; `above` and `below` are exclusive ones. */
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  readonly integer?: boolean;
  readonly default?: number;
  readonly unit?: string;
}

export type Parameters = Readonly<Record<string, ParameterSpec>>;

/** A chosen entry as it stands in a scenario: its name under `type` and its parameters. */
export interface EntrySpec {
  readonly type: string;
  readonly [parameter: string]: ParameterValue;
}
export type ParameterValue = number | string | readonly number[] | Readonly<Record<string, number>> | EntrySpec;

export function isEntrySpec(value: ParameterValue | undefined): value is EntrySpec {
  return typeof value === 'object' && 'type' in value && typeof value.type === 'string';
}

type ValueOf<S extends ParameterSpec> = S extends { type: 'number' }
  ? number
  : S extends { type: 'numbers' }
    ? readonly number[]
    : S extends { type: 'text' }
      ? string
      : S extends { type: 'map' }
        ? Readonly<Record<string, number>>
        : EntrySpec;
export type Values<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** An entry of a registry of `T`s that are made in a context `C`. */
export interface Entry<T, C> {
  /** One line: what it is, with its formula. */
  readonly summary: string;
  readonly parameters: Parameters;
  /** Values must be complete and valid: the scenario schema fills in and checks them. */
  create(values: Readonly<Record<string, ParameterValue>>, context: C): T;
}
export type Registry<T, C> = Readonly<Record<string, Entry<T, C>>>;

/** Types the values of `create` by the parameters and forgets the types, so that entries of one registry are alike. */
export function define<const P extends Parameters, T, C>(entry: {
  readonly summary: string;
  readonly parameters: P;
  create(values: Values<P>, context: C): T;
}): Entry<T, C> {
  return {
    summary: entry.summary,
    parameters: entry.parameters,
    create: (values, context) => entry.create(complete(entry.parameters, values) as Values<P>, context),
  };
}

/** The entry named by `spec.type`, made with its other keys. @throws RangeError for an unknown name. */
export function createEntry<T, C>(registry: Registry<T, C>, spec: EntrySpec, context: C): T {
  const { type, ...values } = spec;
  if (!Object.hasOwn(registry, type)) {
    throw new RangeError(`unknown type '${type}'; there are ${Object.keys(registry).join(', ')}`);
  }
  return registry[type].create(values, context);
}

function complete(
  parameters: Parameters,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  const out: Record<string, ParameterValue> = {};
  for (const [name, spec] of Object.entries(parameters)) {
    const value = given[name] ?? ('default' in spec ? spec.default : undefined);
    if (value === undefined) throw new RangeError(`missing parameter '${name}'`);
    out[name] = value;
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(parameters, name)) throw new RangeError(`unknown parameter '${name}'`);
  }
  return out;
}
