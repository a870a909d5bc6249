import type { DensitySource } from '../core/modes.ts';
import type { Saved } from '../core/saved.ts';

/** A density source that advances in time and can be stopped and taken up again, bit for bit. */
export interface Engine extends DensitySource {
  /** Goes on to `time`, which must lie a whole number of steps ahead. @throws BlowUp when the state is no longer finite. */
  advanceTo(time: number): void;
  save(): Saved;
  load(saved: Saved): void;
}

/** The state has become infinite or absurdly large. */
export class BlowUp extends Error {
  override readonly name = 'BlowUp';
}
