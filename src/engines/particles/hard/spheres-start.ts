import type { Gaussians } from '../../../core/random.ts';
import { ParticleStore } from '../store.ts';
import { Flight } from './flight.ts';
import { type Lattice, roomiestLattice } from './lattice.ts';
import { checkPacking } from './packing.ts';

/** Flights from the lattice into the fluid. */
const FLIGHTS = 50;

/**
 * Positions of hard disks or spheres, [dim][count]: random sites of the roomiest lattice that fits the box, molten by 50
 * flights with new velocities, each over about one diameter (in a dense system: four times the gap). This equilibrates
 * what is near; density waves as long as the box need a warm-up of about S(0) L²/4π²D.
 * @throws RangeError above close packing, or when no lattice holds so many.
 */
export function hardSphereStart(
  lengths: readonly number[],
  count: number,
  diameter: number,
  gaussians: Gaussians,
): readonly Float64Array[] {
  checkPacking(lengths, count, diameter);
  const lattice = roomiestLattice(lengths, count, diameter);
  const store = new ParticleStore(lengths, sites(lengths, count, lattice, gaussians));
  const flight = new Flight(store, diameter);
  const length = Math.min(diameter, 4 * (lattice.distance - diameter));
  for (let n = 0; n < FLIGHTS; n++) {
    for (const axis of flight.velocities) gaussians.fill(axis, length);
    flight.fly();
  }
  return store.positions;
}

/** `count` of the sites, each subset as likely as any other, in the order of the lattice. */
function sites(
  lengths: readonly number[],
  count: number,
  { cells, basis }: Lattice,
  gaussians: Gaussians,
): readonly Float64Array[] {
  const out = lengths.map(() => new Float64Array(count));
  const total = cells.reduce((product, n) => product * n, basis.length);
  let taken = 0;
  for (let site = 0; site < total && taken < count; site++) {
    if ((total - site) * gaussians.uniform() >= count - taken) continue;
    const point = basis[site % basis.length];
    let cell = Math.floor(site / basis.length);
    for (let a = 0; a < lengths.length; a++) {
      out[a][taken] = (((cell % cells[a]) + point[a] + 0.25) * lengths[a]) / cells[a];
      cell = Math.floor(cell / cells[a]);
    }
    taken++;
  }
  return out;
}
