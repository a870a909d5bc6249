import type { ParticleIntegratorEntry } from './integrator.ts';

/** x ← x + μF dt + √(2D dt) R. Averages are off by O(dt): +2.5 % in the energy of 2D WCA at dt = 2·10⁻⁴ σ²/D. */
export const eulerMaruyama: ParticleIntegratorEntry = {
  summary: 'Euler–Maruyama, one force per step, averages off by O(dt): for reference',
  evaluations: 1,
  offset: 0,
  create: ({ store, forces, dt, mu, kT, noiseScale, check, arrays }) => {
    const [noise] = arrays();
    const amplitude = noiseScale * Math.sqrt(2 * mu * kT * dt);
    return {
      step(normals) {
        const f = forces.compute(store.positions);
        check(f);
        for (let a = 0; a < store.dim; a++) {
          const [x, force] = [store.positions[a], f[a]];
          normals.fill(noise);
          for (let i = 0; i < x.length; i++) x[i] += mu * dt * force[i] + amplitude * noise[i];
        }
        store.wrap();
      },
      save: () => ({}),
      load: () => {},
    };
  },
};
