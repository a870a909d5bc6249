import { chooseBackend } from '../../core/fft/backends.ts';
import { short } from '../output/format.ts';
import type { FieldPlan } from '../scenario/build.ts';

/** Cells from which on two threads are worth their barriers. */
const WORTH = 65536;

/** What computes a run of the field, how it is spread over the cores, and why. */
export function backendLine({ scenario, fft }: FieldPlan, workers: number, threads: number): string {
  const { replicas } = scenario.ensemble;
  const { name, reason } = chooseBackend(fft.grid);
  const fallback =
    scenario.field.backend === 'auto' && name === 'reference' && reason !== null ? ` (not wasm: ${reason})` : '';
  const spread =
    workers > 1
      ? `${replicas} replicas on ${workers} workers: they need no barriers, so they come before threads`
      : replicas > 1
        ? `${replicas} replicas one after the other`
        : 'one replica';
  if (fft.backend === 'reference') {
    const useless = threads > 1 ? `; --threads ${threads} has no effect: the reference backend has one thread` : '';
    return `reference${fallback}, ${spread}${useless}`;
  }
  const small =
    threads > 1 && fft.grid.size < WORTH ? ` (few for ${short(fft.grid.size)} cells: barriers cost more)` : '';
  return `${fft.backend}, ${spread}, ${threads === 1 ? 'one thread' : `${threads} threads${small}`} per field`;
}
