/** A smooth potential V(x) of the box's period, one and the same for particles and fields. */
export interface ExternalPotential {
  /** V at a point, [dim]. */
  energy(x: readonly number[]): number;
  /** ∇V at a point, [dim] → [dim]. */
  gradient(x: readonly number[], out: Float64Array): void;
}

/** What an external potential is made in. */
export interface ExternalContext {
  readonly lengths: readonly number[];
}
