import type { Extensible } from './loaded.ts';

/** Where an entry comes from. */
export interface Origin {
  readonly file: string;
  readonly registry: Extensible;
  readonly name: string;
}

/** An entry in a message. */
export function titleOf({ file, registry, name }: Origin): string {
  return `${registry}.${name} of the plug-in ${file}`;
}
