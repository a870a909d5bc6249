/** A lattice that fits a box: cells along each axis, points of one cell in units of its edges, distance of neighbours. */
export interface Lattice {
  readonly cells: readonly number[];
  readonly basis: readonly (readonly number[])[];
  readonly distance: number;
}

/** Square and centred rectangular (hexagonal at edges 1 : √3); simple, body-centred and face-centred cubic. */
const BASES: readonly (readonly (readonly (readonly number[])[])[])[] = [
  [[[0]]],
  [
    [[0, 0]],
    [
      [0, 0],
      [0.5, 0.5],
    ],
  ],
  [
    [[0, 0, 0]],
    [
      [0, 0, 0],
      [0.5, 0.5, 0.5],
    ],
    [
      [0, 0, 0],
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
    ],
  ],
];

/**
 * Of all lattices, stretched along the axes to fit the box, that have at least `count` sites, the one whose neighbours are
 * farthest apart. @throws RangeError when they are not farther apart than `diameter` in any.
 */
export function roomiestLattice(lengths: readonly number[], count: number, diameter: number): Lattice {
  const dim = lengths.length;
  const most = lengths.map((length) => Math.min(count, Math.floor(length / diameter)));
  let best: Lattice = { cells: [], basis: [], distance: 0 };
  for (const basis of BASES[dim - 1]) {
    const visit = (cells: readonly number[], sites: number): void => {
      const a = cells.length;
      if (a < dim - 1) {
        for (let n = 1; n <= most[a]; n++) visit([...cells, n], sites * n);
        return;
      }
      const last = Math.ceil(count / sites);
      if (last > most[a]) return;
      const all = [...cells, last];
      const edges = all.map((n, axis) => lengths[axis] / n);
      const distance = nearestDistance(edges, basis);
      if (distance > best.distance) best = { cells: all, basis, distance };
    };
    visit([], basis.length);
  }
  if (best.distance > diameter) return best;
  throw new RangeError(
    `no lattice in a box of ${lengths.join(' × ')} holds ${count} particles of diameter ${diameter} apart; begin from given positions, at a lower density, or in a box of other sides`,
  );
}

/** The smallest distance between two sites. */
function nearestDistance(edges: readonly number[], basis: readonly (readonly number[])[]): number {
  let least = Math.min(...edges);
  for (const point of basis.slice(1)) {
    let square = 0;
    for (let a = 0; a < edges.length; a++) square += point[a] * point[a] * edges[a] * edges[a];
    least = Math.min(least, Math.sqrt(square));
  }
  return least;
}
