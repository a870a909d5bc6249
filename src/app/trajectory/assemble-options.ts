/** How frames are made of what the readers give. */
export interface AssembleOptions {
  /** Sides of the box where the files tell of none. */
  readonly box?: readonly number[];
  /** Axes to keep; without it trailing axes along which all particles of the first frame agree are left out. */
  readonly dim?: number;
  /** Time of one step (of one frame where the files tell no steps). */
  readonly timestep?: number;
  warn(message: string): void;
}
