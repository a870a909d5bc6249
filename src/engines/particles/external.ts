import type { ExternalPotential } from '../../physics/potentials/external/external.ts';
import type { Interaction } from './interaction.ts';

/** Forces −∇V(x) of an external potential on every particle. It has no virial: the box does not scale with it. */
export function externalInteraction(potential: ExternalPotential, lengths: readonly number[]): Interaction {
  const dim = lengths.length;
  const point = new Array<number>(dim).fill(0);
  const gradient = new Float64Array(dim);
  const place = (positions: readonly Float64Array[], i: number): readonly number[] => {
    for (let a = 0; a < dim; a++) point[a] = positions[a][i];
    return point;
  };
  return {
    addForces(positions, forces) {
      const count = positions[0].length;
      for (let i = 0; i < count; i++) {
        potential.gradient(place(positions, i), gradient);
        for (let a = 0; a < dim; a++) forces[a][i] -= gradient[a];
      }
    },
    evaluate(positions) {
      const count = positions[0].length;
      let energy = 0;
      let laplacian = 0;
      for (let i = 0; i < count; i++) {
        energy += potential.energy(place(positions, i));
        for (let a = 0; a < dim; a++) {
          const h = 1e-5 * lengths[a];
          point[a] = positions[a][i] + h;
          potential.gradient(point, gradient);
          const ahead = gradient[a];
          point[a] = positions[a][i] - h;
          potential.gradient(point, gradient);
          laplacian += (ahead - gradient[a]) / (2 * h);
          point[a] = positions[a][i];
        }
      }
      return { energy, virial: 0, laplacian };
    },
  };
}
