import type { ParticleIntegratorEntry } from './integrator.ts';

/**
 * x* = x + μF(x)dt + √(2D dt) R, x ← x + ½μ(F(x) + F(x*))dt + √(2D dt) R. Two-time functions right to O(dt²); two forces
 * per step, and less stable than Leimkuhler–Matthews.
 */
export const heun: ParticleIntegratorEntry = {
  summary: 'Heun, two forces per step: two-time functions right to O(dt²)',
  evaluations: 2,
  offset: 0,
  create: ({ store, forces, dt, mu, kT, noiseScale, check, arrays }) => {
    const [noise] = arrays();
    const amplitude = noiseScale * Math.sqrt(2 * mu * kT * dt);
    const first = store.positions.map((axis) => new Float64Array(axis.length));
    return {
      step(normals) {
        const f = forces.compute(store.positions);
        check(f);
        for (let a = 0; a < store.dim; a++) {
          const [x, force, before] = [store.positions[a], f[a], first[a]];
          normals.fill(noise);
          for (let i = 0; i < x.length; i++) {
            before[i] = force[i];
            x[i] += mu * dt * force[i] + amplitude * noise[i];
          }
        }
        store.wrap();
        const g = forces.compute(store.positions);
        check(g);
        for (let a = 0; a < store.dim; a++) {
          const [x, force, before] = [store.positions[a], g[a], first[a]];
          for (let i = 0; i < x.length; i++) x[i] += 0.5 * mu * dt * (force[i] - before[i]);
        }
        store.wrap();
      },
      save: () => ({}),
      load: () => {},
    };
  },
};
