import { kernelsMissing } from '../../core/kernel/load.ts';

/** What computes the particles: compiled loops, or TypeScript alone. */
export type Backend = 'wasm' | 'reference';

/** The wanted backend, by default wasm where it runs. @throws RangeError where the wanted one does not run. */
export function chosenBackend(wanted?: Backend): Backend {
  const missing = kernelsMissing();
  if (wanted === 'wasm' && missing !== null) throw new RangeError(`the backend wasm cannot be used: ${missing}`);
  return wanted ?? (missing === null ? 'wasm' : 'reference');
}
