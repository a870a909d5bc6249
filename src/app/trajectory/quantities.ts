import type { ParameterValue } from '../../core/define.ts';

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

/** One observable of the registry, as `dk analyze` uses it. */
export interface Quantity {
  /** Its name in the registry of observables. */
  readonly name: string;
  asked(request: AnalysisRequest): boolean;
  /** Its own parameters; `lags` counts for those that are `lagged`. */
  parameters(request: AnalysisRequest, lags: number): Readonly<Record<string, ParameterValue>>;
  /** It correlates frames at equal lags, and `lags` has to suit the number of frames. */
  readonly lagged?: true;
  /** It needs particles: not for stored fields. */
  readonly particles?: true;
  /** It needs positions that are followed across the borders of the box. */
  readonly follows?: true;
}

/** What is measured, in this order. A further observable is one line. */
export const quantities: readonly Quantity[] = [
  { name: 'structure-factor', asked: () => true, parameters: () => ({}) },
  {
    name: 'intermediate-scattering',
    lagged: true,
    asked: ({ k }) => k.length > 0,
    parameters: ({ k }, lags) => ({ k, lags }),
  },
];
