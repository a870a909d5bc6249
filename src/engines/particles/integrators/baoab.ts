import { SavedReader } from '../../../core/saved.ts';
import type { ParticleIntegratorEntry } from './integrator.ts';

/**
 * Underdamped Langevin dynamics, m dv = F dt − (v/μ)dt + √(2kT/μ) dW, by the splitting BAOAB (Leimkuhler & Matthews, J. Chem.
 * Phys. 138, 174102 (2013)): half kick, half drift, exact friction and noise, half drift, half kick. Velocities are the
 * odd variables that reciprocity needs; averages of positions are right to O(dt²).
 */
export const baoab: ParticleIntegratorEntry = {
  summary: 'BAOAB, underdamped Langevin dynamics with velocities (particles.mass)',
  evaluations: 1,
  offset: 0,
  create({ store, forces, dt, mu, kT, noiseScale, mass, check, arrays }, normals) {
    const decay = Math.exp(-dt / (mu * mass));
    const thermal = Math.sqrt(kT / mass);
    const amplitude = noiseScale * thermal * Math.sqrt(-Math.expm1((-2 * dt) / (mu * mass)));
    const velocities = arrays();
    const [noise] = arrays();
    for (const axis of velocities) normals.fill(axis, noiseScale * thermal);
    let fresh = false;
    const kick = (): void => {
      for (let a = 0; a < store.dim; a++) {
        const [v, force] = [velocities[a], forces.values[a]];
        for (let i = 0; i < v.length; i++) v[i] += (0.5 * dt * force[i]) / mass;
      }
    };
    return {
      step(stream) {
        if (!fresh) check(forces.compute(store.positions));
        fresh = true;
        kick();
        for (let a = 0; a < store.dim; a++) {
          const [x, v] = [store.positions[a], velocities[a]];
          stream.fill(noise);
          for (let i = 0; i < x.length; i++) {
            x[i] += 0.5 * dt * v[i];
            v[i] = decay * v[i] + amplitude * noise[i];
            x[i] += 0.5 * dt * v[i];
          }
        }
        store.wrap();
        check(forces.compute(store.positions));
        kick();
      },
      save: () => ({ velocities: velocities.map((axis) => axis.slice()) }),
      load(saved) {
        new SavedReader(saved).list('velocities').forEach((axis, a) => {
          if (axis instanceof Float64Array) velocities[a].set(axis);
        });
        fresh = false;
      },
    };
  },
};
