import type { AnalysisRequest, Quantity, System } from './quantities.ts';

/** Longest lags that are offered where none is asked for, as the number of frames is not known before the end. */
const OFFERED: readonly number[] = [64, 32, 16, 8, 4, 2, 1];
/** What the positions held for all offers together may take, in bytes. */
const MEMORY = 1.5e8;

/** The lags for which a quantity is measured, the longest first; [0] for one without lags. */
export function lagOffers(q: Quantity, { lags }: AnalysisRequest, { lengths, particles }: System): readonly number[] {
  if (q.lagged !== true) return [0];
  if (lags !== null) return [lags];
  const frame = q.follows === true ? 8 * lengths.length * (particles ?? 0) : 0;
  const affordable = OFFERED.filter((n) => 2 * (n + 1) * frame <= MEMORY);
  return affordable.length === 0 ? [1] : affordable;
}

/** The longest offer that at least half of the frames can be origins of; null where there is one frame. */
export function longestLag(offers: readonly number[], frames: number): number | null {
  return offers.find((lags) => 2 * lags <= frames) ?? null;
}
