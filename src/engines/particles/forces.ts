import type { ClosestPair, Evaluation, Interaction } from './interaction.ts';

/** The sum of all interactions, with one array of forces, [dim][particles]. */
export class Forces {
  readonly values: readonly Float64Array[];
  readonly #interactions: readonly Interaction[];

  constructor(dim: number, count: number, interactions: readonly Interaction[]) {
    this.values = Array.from({ length: dim }, () => new Float64Array(count));
    this.#interactions = interactions;
  }

  /** Forces at the given positions; the same arrays every time. */
  compute(positions: readonly Float64Array[]): readonly Float64Array[] {
    for (const axis of this.values) axis.fill(0);
    for (const interaction of this.#interactions) interaction.addForces(positions, this.values);
    return this.values;
  }

  evaluate(positions: readonly Float64Array[]): Evaluation {
    const sum = { energy: 0, virial: 0, laplacian: 0 };
    for (const interaction of this.#interactions) {
      const one = interaction.evaluate(positions);
      sum.energy += one.energy;
      sum.virial += one.virial;
      sum.laplacian += one.laplacian;
    }
    return sum;
  }

  /** The closest pair of all, or of one particle; null without pair forces. */
  closest(positions: readonly Float64Array[], particle?: number): ClosestPair | null {
    const pairs = this.#interactions.flatMap((interaction) => interaction.closest?.(positions, particle) ?? []);
    return pairs.reduce<ClosestPair | null>(
      (best, p) => (best === null || p.distance < best.distance ? p : best),
      null,
    );
  }

  /** Positions at which neighbour lists were made, interaction by interaction. */
  references(): readonly (readonly Float64Array[])[] {
    return this.#interactions.map((interaction) => interaction.reference?.() ?? []);
  }

  restore(references: readonly (readonly Float64Array[])[]): void {
    this.#interactions.forEach((interaction, i) => {
      interaction.restore?.(references[i]);
    });
  }
}
