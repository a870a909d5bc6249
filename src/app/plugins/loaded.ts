import type { ParameterValue } from '../../core/define.ts';

/** Registries that a plug-in may add to, by the key of its block. */
export const extensible = ['functionals', 'potentials', 'external', 'mobilities', 'observables'] as const;
export type Extensible = (typeof extensible)[number];

/** Parameters to try an entry with. */
export type Example = Readonly<Record<string, ParameterValue>>;

/** A plug-in whose entries are registered. */
export interface Plugin {
  /** Absolute, without symbolic links. */
  readonly file: string;
  /** Of the file's bytes when it was loaded, `sha256:…`. */
  readonly hash: string;
  /** Names of its entries, registry by registry. */
  readonly entries: Readonly<Partial<Record<Extensible, readonly string[]>>>;
  /** By the name of the entry. */
  readonly examples: Readonly<Record<string, readonly Example[]>>;
}

const known = new Map<string, Plugin>();

/** All plug-ins of this process, in the order of loading. */
export function loadedPlugins(): readonly Plugin[] {
  return [...known.values()];
}

/** The plug-in of a file; undefined where it has not been loaded. */
export function loadedPlugin(file: string): Plugin | undefined {
  return known.get(file);
}

export function remember(plugin: Plugin): void {
  known.set(plugin.file, plugin);
}
