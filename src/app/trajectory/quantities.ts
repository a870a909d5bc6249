import type { Observable, ObservableContext } from '../../analysis/observables/observable.ts';
import { structureFactorPartial } from '../../analysis/observables/structure-factor-partial.ts';
import type { Entry, ParameterValue } from '../../core/define.ts';

/** What `dk analyze` is asked for. */
export interface AnalysisRequest {
  /** Modes with |n_a| ≤ this on every axis. */
  readonly kmax: number;
  /** Wished wavenumbers of F(k,t); none: no F(k,t). */
  readonly k: readonly number[];
  /** Longest lag in frames; null: as many as the frames allow, up to 64. */
  readonly lags: number | null;
  readonly mean: 'kept' | 'subtracted';
  readonly kind: 'density' | 'order-parameter';
}

/** What is analyzed. */
export interface System {
  readonly lengths: readonly number[];
  /** Mean number density; of an order parameter its mean. */
  readonly density: number;
  /** Number of particles; null for stored fields. */
  readonly particles: number | null;
  /** Types that are also looked at one by one; 0: none. */
  readonly types: number;
}

/** One observable, as `dk analyze` uses it. */
export interface Quantity {
  /** Its name in the registry of observables. */
  readonly name: string;
  /** Its entry where the registry has none: it needs several species, which no scenario has. */
  readonly entry?: Entry<Observable, ObservableContext>;
  asked(request: AnalysisRequest, system: System): boolean;
  /** Its own parameters; `lags` counts for those that are `lagged`. */
  parameters(request: AnalysisRequest, lags: number, system: System): Readonly<Record<string, ParameterValue>>;
  /** It correlates frames at equal lags, and `lags` has to suit the number of frames. */
  readonly lagged?: true;
  /** It is measured unasked: where the frames do not allow it, it is left out with a warning. */
  readonly unasked?: true;
  /** It needs particles: not for stored fields. */
  readonly particles?: true;
  /** It needs positions that are followed across the borders of the box, and holds them for as long as its lags are. */
  readonly follows?: true;
  /** It reads all types at once, type by type, and is measured once for them all. */
  readonly mixture?: true;
}

/** What is measured, in this order. A further observable is one line. */
export const quantities: readonly Quantity[] = [
  { name: 'structure-factor', asked: () => true, parameters: () => ({}) },
  {
    name: 'structure-factor-partial',
    entry: structureFactorPartial,
    mixture: true,
    particles: true,
    asked: (_request, { types }) => types > 1,
    parameters: (_request, _lags, { types }) => ({ species: types }),
  },
  {
    name: 'intermediate-scattering',
    lagged: true,
    asked: ({ k }) => k.length > 0,
    parameters: ({ k }, lags) => ({ k, lags }),
  },
  {
    name: 'pair-correlation',
    particles: true,
    asked: () => true,
    parameters: (_request, _lags, system) => ({ 'r-max': pairRange(system) }),
  },
  {
    name: 'mean-square-displacement',
    lagged: true,
    unasked: true,
    particles: true,
    follows: true,
    asked: () => true,
    parameters: (_request, lags) => ({ lags }),
  },
  {
    name: 'self-intermediate-scattering',
    lagged: true,
    particles: true,
    follows: true,
    asked: ({ k }) => k.length > 0,
    parameters: ({ k }, lags) => ({ k, lags }),
  },
];

/** Pairs per frame that g(r) may count. */
const PAIRS = 4e6;

/** Half of the shortest side, or less where that would be too many pairs: N ρ (ball of the range)/2 ≤ 4·10⁶. */
function pairRange({ lengths, density, particles }: System): number {
  const half = Math.min(...lengths) / 2;
  const volume = (2 * PAIRS) / Math.max(1, (particles ?? 1) * density);
  const reach = [volume / 2, Math.sqrt(volume / Math.PI), Math.cbrt((3 * volume) / (4 * Math.PI))][lengths.length - 1];
  return Math.min(half, reach);
}
