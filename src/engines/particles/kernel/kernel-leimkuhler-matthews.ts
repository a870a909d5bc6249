import type { Normals } from '../../../core/normals.ts';
import { SavedReader } from '../../../core/saved.ts';
import type { Motion, ParticleIntegrator } from '../integrators/integrator.ts';

/**
 * Leimkuhler–Matthews with forces, noise, wrapping and the skin's check in WebAssembly. Between steps the particles stand in
 * the kernel's memory, in the order of their cells; `settle` brings them back into the store. Normals are [particles*dim],
 * and images [dim*particles], the last axis first, as there.
 */
export function kernelLeimkuhlerMatthews(
  motion: Motion,
  kernel: NonNullable<Motion['kernel']>,
  normals: Normals,
): ParticleIntegrator {
  const { store, forces, dt, mu, kT, noiseScale } = motion;
  const { memory, pairs, passes } = kernel;
  const { sorted } = pairs;
  const { call } = memory.kernel;
  const { count, dim } = store;
  const images = memory.ints(dim * count);
  const imagesOf = (axis: number) => images.subarray((dim - 1 - axis) * count, (dim - axis) * count);
  let kept = memory.floats(dim * count);
  let noise = memory.floats(dim * count);
  normals.fill(kept);
  sorted.setStep(images, mu * dt, 0.5 * noiseScale * Math.sqrt(2 * mu * kT * dt));
  /** Where the particles are: in the store alone, in both, in the kernel alone. */
  let where: 'store' | 'both' | 'kernel' = 'store';

  const settle = (): void => {
    if (where !== 'kernel') return;
    sorted.read(store.positions);
    store.images.forEach((image, a) => {
      image.set(imagesOf(a));
    });
    where = 'both';
  };
  return {
    settle,
    step(stream) {
      if (where === 'store') {
        sorted.place(store.positions);
        store.images.forEach((image, a) => {
          imagesOf(a).set(image);
        });
      }
      if (!passes(sorted.compute())) {
        settle();
        motion.check(forces.compute(store.positions));
      }
      stream.fill(noise);
      sorted.moved(call.particleStep(sorted.args, noise.byteOffset, kept.byteOffset));
      [kept, noise] = [noise, kept];
      where = 'kernel';
    },
    save: () => ({
      kept: store.positions.map((_, a) => Float64Array.from({ length: count }, (_, i) => kept[dim * i + dim - 1 - a])),
    }),
    load(saved) {
      new SavedReader(saved).list('kept').forEach((axis, a) => {
        if (!(axis instanceof Float64Array)) return;
        for (let i = 0; i < count; i++) kept[dim * i + dim - 1 - a] = axis[i];
      });
      where = 'store';
    },
  };
}
