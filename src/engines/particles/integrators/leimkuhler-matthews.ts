import { SavedReader } from '../../../core/saved.ts';
import { kernelLeimkuhlerMatthews } from '../kernel/kernel-leimkuhler-matthews.ts';
import type { ParticleIntegratorEntry } from './integrator.ts';

/**
 * x ← x + μF dt + √(2D dt)(Rₙ + Rₙ₊₁)/2 with Rₙ₊₁ kept for the next step (Leimkuhler & Matthews, Appl. Math. Res. Express
 * 2013, 34). Averages are right to O(dt²), in a harmonic trap exactly; one force per step. Two-time functions are first
 * order: the mean square displacement of free particles is 2dD dt(m − ½) after m steps.
 */
export const leimkuhlerMatthews: ParticleIntegratorEntry = {
  summary: 'Leimkuhler–Matthews, one force per step, averages right to O(dt²); the default',
  evaluations: 1,
  offset: -0.5,
  create(motion, normals) {
    if (motion.kernel !== null) return kernelLeimkuhlerMatthews(motion, motion.kernel, normals);
    const { store, forces, dt, mu, kT, noiseScale, check } = motion;
    const amplitude = 0.5 * noiseScale * Math.sqrt(2 * mu * kT * dt);
    const [kept, noise] = [motion.arrays(), motion.arrays()];
    for (const axis of kept) normals.fill(axis);
    return {
      step(stream) {
        const f = forces.compute(store.positions);
        check(f);
        for (let a = 0; a < store.dim; a++) {
          const [x, force, before, next] = [store.positions[a], f[a], kept[a], noise[a]];
          stream.fill(next);
          for (let i = 0; i < x.length; i++) x[i] += mu * dt * force[i] + amplitude * (before[i] + next[i]);
          before.set(next);
        }
        store.wrap();
      },
      save: () => ({ kept: kept.map((axis) => axis.slice()) }),
      load(saved) {
        new SavedReader(saved).list('kept').forEach((axis, a) => {
          if (axis instanceof Float64Array) kept[a].set(axis);
        });
      },
    };
  },
};
