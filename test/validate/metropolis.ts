import { Gaussians } from '../../src/core/random.ts';

export interface Line {
  readonly length: number;
  readonly count: number;
  /** u(r)/kT, taken to be 0 beyond `range`. */
  readonly energy: (r: number) => number;
  readonly range: number;
  /** Largest displacement that is tried. */
  readonly trial: number;
}

/** Sweeps between two looks, and looks in a block. */
const EVERY = 4;
const BLOCK = 1000;

/**
 * Mean over the wavenumbers of S(k) of particles on a ring, from the Boltzmann weights alone (Metropolis et al., J. Chem. Phys. 21,
 * 1087 (1953)): no time, no step and no code of ours but the uniform numbers. Error from blocks.
 */
export function metropolis(line: Line, k: readonly number[], blocks: number, seed: number) {
  const { length, count, energy, range, trial } = line;
  const random = new Gaussians(seed);
  const x = Float64Array.from({ length: count }, () => random.uniform() * length);
  const points = 1 << 15;
  const table = Float64Array.from({ length: points + 2 }, (_, i) => energy((i * range) / points));
  const around = (at: number, i: number): number => {
    let sum = 0;
    for (let j = 0; j < count; j++) {
      let r = Math.abs(at - x[j]);
      if (r > 0.5 * length) r = length - r;
      if (j === i || r >= range) continue;
      const place = (r * points) / range;
      const cell = Math.floor(place);
      sum += table[cell] + (place - cell) * (table[cell + 1] - table[cell]);
    }
    return sum;
  };
  const sweep = (): void => {
    for (let i = 0; i < count; i++) {
      let to = x[i] + (2 * random.uniform() - 1) * trial;
      to -= length * Math.floor(to / length);
      const rise = around(to, i) - around(x[i], i);
      if (rise <= 0 || random.uniform() < Math.exp(-rise)) x[i] = to;
    }
  };
  const look = (): number => {
    let sum = 0;
    for (const wave of k) {
      let [re, im] = [0, 0];
      for (let i = 0; i < count; i++) {
        re += Math.cos(wave * x[i]);
        im += Math.sin(wave * x[i]);
      }
      sum += (re * re + im * im) / count;
    }
    return sum / k.length;
  };
  for (let n = 0; n < BLOCK; n++) sweep();
  const means = Array.from({ length: blocks }, () => {
    let sum = 0;
    for (let n = 0; n < BLOCK; n++) {
      for (let s = 0; s < EVERY; s++) sweep();
      sum += look();
    }
    return sum / BLOCK;
  });
  const value = means.reduce((sum, one) => sum + one, 0) / blocks;
  const squares = means.reduce((sum, one) => sum + (one - value) * (one - value), 0);
  return { value, error: Math.sqrt(squares / (blocks - 1) / blocks) };
}
