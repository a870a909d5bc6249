import type { PairPotential } from '../../../physics/potentials/potential.ts';
import { Pairs, type Visit } from '../pairs.ts';
import type { SortedPairs } from './sorted-pairs.ts';

/** Pair forces of a neighbour list, computed in WebAssembly; energy, virial and Laplacian here, over the same list. */
export class KernelPairs extends Pairs {
  readonly sorted: SortedPairs;

  constructor(potential: PairPotential, lengths: readonly number[], sorted: SortedPairs) {
    super(potential, lengths);
    this.sorted = sorted;
  }

  override addForces(positions: readonly Float64Array[], forces: readonly Float64Array[]): void {
    this.sorted.place(positions);
    // where something is not finite, pair by pair, which says what
    if (Number.isNaN(this.sorted.compute())) super.addForces(positions, forces);
    else this.sorted.addForces(forces);
  }

  reference(): readonly Float64Array[] {
    return this.sorted.reference();
  }

  restore(reference: readonly Float64Array[]): void {
    if (reference.length > 0) this.sorted.restore(reference);
    else this.sorted.forget();
  }

  protected visit(positions: readonly Float64Array[], visit: Visit): void {
    this.sorted.place(positions);
    const [lx, ly, lz] = [this.lengths[0], this.lengths[1] ?? 1, this.lengths[2] ?? 1];
    const square = this.potential.range * this.potential.range;
    this.sorted.visit((i, j, dx, dy, dz) => {
      const x = dx - lx * Math.round(dx / lx);
      const y = dy - ly * Math.round(dy / ly);
      const z = dz - lz * Math.round(dz / lz);
      const r2 = x * x + y * y + z * z;
      if (r2 < square) visit(i, j, Math.sqrt(r2), x, y, z);
    });
  }
}
