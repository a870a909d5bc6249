// Particles: a step of repulsive disks and spheres, density modes, coarse-graining.
import { advance, dk, particleEngine } from '../lib/library.mjs';

export function* particleRows() {
  for (const [dim, density] of [
    [2, 0.5],
    [3, 0.7],
  ]) {
    for (const count of [1e3, 1e4, 1e5]) {
      yield {
        name: `particles/wca ${dim}D rho=${density} N=${count}`,
        unit: 'ns per particle and step',
        scale: 1 / count,
        prepare() {
          const engine = particleEngine(dim, density, count);
          // melts the lattice before the clock runs
          for (let i = 0; i < 300; i++) advance(engine, 1);
          return () => advance(engine, 1);
        },
      };
    }
  }
  const box = [100, 100];
  for (const limit of [22, 45, 128]) {
    const modes = dk.modesWithin(box, [limit, limit]);
    yield {
      name: `modes/10^4 particles, ${modes.count} modes`,
      unit: 'µs',
      prepare() {
        const [positions, out] = [scattered(box), new Float64Array(2 * modes.count)];
        return () => dk.particleModes(positions, modes, out);
      },
    };
  }
  for (const cells of [49, 256]) {
    yield {
      name: `coarse-grain/10^4 particles ${cells}x${cells}`,
      unit: 'µs',
      prepare() {
        const positions = scattered(box);
        const grain = new dk.CoarseGrain(box, [cells, cells], 150 / cells);
        const out = new Float64Array(grain.size);
        return () => grain.density(positions, out);
      },
    };
  }
}

function scattered(box) {
  const random = new dk.Gaussians(3);
  return box.map((side) => Float64Array.from({ length: 1e4 }, () => side * random.uniform()));
}
