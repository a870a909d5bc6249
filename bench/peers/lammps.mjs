// LAMMPS, driven by lines on its stdin: loop time times its own figure of CPU use.
import { find, Program } from './programs.mjs';

export class Lammps {
  #program;
  #steps;

  constructor(command, script, { dim, count, steps }) {
    const side = Math.round(count ** (1 / dim));
    const args = ['-var', 'n', String(side), '-log', 'none', '-nocite'];
    // its answers would wait in a buffer
    const buffer = find('stdbuf') === null ? [command] : ['stdbuf', '-oL', command];
    this.#program = new Program(buffer[0], [...buffer.slice(1), ...args]);
    this.#steps = steps;
    /** Particles on a full lattice: not exactly as many as asked for. */
    this.count = side ** dim;
    this.#program.send(`include ${script}`);
  }

  /** CPU seconds of one round, for as many particles as asked for. */
  async run() {
    this.#program.send(`run ${this.#steps}`);
    const seconds = await this.#number(/^Loop time of (\S+)/);
    return (seconds * (await this.#number(/^([\d.]+)% CPU use/))) / 100;
  }

  /** Potential energy of a particle, the mean over 1000 steps. */
  async energy() {
    this.#program.send('run 1000\nprint "mean $(f_mean[1]/atoms)"');
    return await this.#number(/^mean (\S+)/);
  }

  #number(pattern) {
    return this.#program.answer((line) => {
      if (line.startsWith('ERROR')) throw new Error(line);
      const found = pattern.exec(line);
      return found === null ? undefined : Number(found[1]);
    });
  }

  close() {
    this.#program.close();
  }
}
