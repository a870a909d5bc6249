import type { ModeSet } from '../../core/modes.ts';

/** The shells nearest to the wished wavenumbers, each once, and the line that says which serves which. */
export function servedModes(all: ModeSet, k: readonly number[]): { readonly modes: ModeSet; readonly note: string } {
  const modes = all.subset([...new Set(k.map((wish) => all.nearestShell(wish)))]);
  const served = modes.shells.map((shell) => shell.k).join(', ');
  return { modes, note: `asked for k = ${k.join(', ')}; served by the nearest shells k = ${served}` };
}
