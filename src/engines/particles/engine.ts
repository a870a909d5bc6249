import type { ModeSet } from '../../core/modes.ts';
import type { Normals } from '../../core/normals.ts';
import { Gaussians } from '../../core/random.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';
import { type Backend, chosenBackend } from './backend.ts';
import { Forces } from './forces.ts';
import { DisplacementGuard } from './guard.ts';
import type { Motion, ParticleIntegrator, ParticleIntegratorEntry } from './integrators/integrator.ts';
import type { Evaluation, Interaction } from './interaction.ts';
import { kernelInteraction } from './kernel/kernel-interaction.ts';
import { KernelPairs } from './kernel/kernel-pairs.ts';
import { KernelMemory } from './kernel/memory.ts';
import { SeededNormals } from './kernel/seeded-normals.ts';
import type { ParticleEngine } from './particle-engine.ts';
import { ParticleStore } from './store.ts';

/** What a Brownian engine is made of. */
export interface BrownianSetup {
  readonly lengths: readonly number[];
  readonly kT: number;
  readonly mu: number;
  readonly mass: number;
  readonly noiseScale: number;
  readonly dt: number;
  readonly integrator: ParticleIntegratorEntry;
  readonly interactions: readonly Interaction[];
  /** Length that a displacement by forces is compared with; null without pair forces. */
  readonly sigma: number | null;
  /** Default: wasm where it runs. */
  readonly backend?: Backend;
}

/**
 * Brownian particles in a periodic box. Backend `wasm`: keyed normals, pair forces of neighbour lists in WebAssembly for
 * potentials with a `law`, and where these are the only forces the whole Leimkuhler–Matthews step.
 */
export class BrownianEngine implements ParticleEngine {
  readonly dt: number;
  readonly backend: Backend;
  readonly #setup: BrownianSetup;
  readonly #store: ParticleStore;
  readonly #forces: Forces;
  readonly #normals: Normals;
  readonly #memory: KernelMemory | null;
  readonly #integrator: ParticleIntegrator;
  #time = 0;
  #steps = 0;
  #released = false;
  #evaluated: { readonly steps: number; readonly value: Evaluation } | null = null;

  /**
   * `positions` [dim][particles]. Of `Gaussians` the backend wasm takes a seed for numbers of its own; other normals are used
   * as they are. @throws RangeError for positions that are not finite, and for a backend that does not run here.
   */
  constructor(setup: BrownianSetup, positions: readonly Float64Array[], normals: Gaussians | Normals) {
    const { lengths, dt } = setup;
    this.#setup = setup;
    this.dt = dt;
    this.backend = chosenBackend(setup.backend);
    const store = new ParticleStore(lengths, positions);
    this.#store = store;
    const { count } = store;
    const memory = this.backend === 'wasm' ? new KernelMemory() : null;
    memory?.ownedBy(this);
    this.#memory = memory;
    const interactions = setup.interactions.map((one) => {
      return memory === null ? one : kernelInteraction(one, lengths, count, memory);
    });
    this.#forces = new Forces(lengths.length, count, interactions);
    this.#normals = memory !== null && normals instanceof Gaussians ? new SeededNormals(memory, normals) : normals;
    const guard = new DisplacementGuard(setup, store, this.#forces);
    const [pairs] = interactions;
    const alone = interactions.length === 1 && pairs instanceof KernelPairs;
    const motion: Motion = {
      ...setup,
      store,
      forces: this.#forces,
      check: (forces) => guard.check(forces, this.#steps + 1, this.#time),
      arrays: () => lengths.map(() => memory?.floats(count) ?? new Float64Array(count)),
      kernel: memory !== null && alone ? { memory, pairs, passes: (square) => guard.passes(square) } : null,
    };
    this.#integrator = setup.integrator.create(motion, this.#normals);
  }

  get time(): number {
    return this.#time;
  }
  get steps(): number {
    return this.#steps;
  }
  get lengths(): readonly number[] {
    return this.#setup.lengths;
  }
  get counts(): readonly number[] {
    return this.#store.counts();
  }
  get positions(): readonly Float64Array[] {
    return this.#settled().positions;
  }
  get unwrapped(): readonly Float64Array[] {
    return this.#settled().unwrapped();
  }
  get speciesOf(): Int32Array {
    return this.#store.speciesOf;
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    this.#settled().densityModes(modes, species, out);
  }

  /** Potential energy of all particles. */
  energy(): number {
    return this.#evaluate().energy;
  }

  /** (N kT + W/d)/V with the virial W of the pair forces; with `noiseScale` the temperature is kT·noiseScale². */
  pressure(): number {
    const { lengths, kT, noiseScale } = this.#setup;
    const volume = lengths.reduce((product, length) => product * length, 1);
    return (this.#store.count * kT * noiseScale * noiseScale + this.#evaluate().virial / lengths.length) / volume;
  }

  /** Σ_i |∇_iU|² and Σ_i ∇²_iU; the ratio of their averages is the configurational temperature, in equilibrium kT. */
  forceStatistics(): { readonly squares: number; readonly laplacian: number } {
    this.#alive();
    const forces = this.#forces.compute(this.#settled().positions);
    let squares = 0;
    for (const axis of forces) for (const f of axis) squares += f * f;
    return { squares, laplacian: this.#evaluate().laplacian };
  }

  advanceTo(time: number): void {
    const count = Math.round((time - this.#time) / this.dt);
    if (Math.abs(this.#time + count * this.dt - time) > 1e-6 * this.dt) {
      throw new RangeError(`time ${time} is no whole number of steps ${this.dt} after ${this.#time}`);
    }
    this.#alive();
    const start = this.#time;
    for (let n = 1; n <= count; n++) {
      this.#integrator.step(this.#normals);
      this.#steps++;
      this.#time = start + n * this.dt;
    }
    this.#time = time;
  }

  save(): Saved {
    this.#alive();
    return {
      time: this.#time,
      steps: this.#steps,
      backend: this.backend,
      store: this.#settled().save(),
      integrator: this.#integrator.save(),
      gaussians: [...this.#normals.save().state],
      references: this.#forces.references().map((axes) => axes.map((axis) => axis.slice())),
    };
  }

  load(saved: Saved): void {
    this.#alive();
    const { backend = this.backend } = saved;
    if (backend !== this.backend) {
      throw new RangeError(`saved by the backend ${backend}: the backend ${this.backend} has other random numbers`);
    }
    const data = new SavedReader(saved);
    this.#time = data.number('time');
    this.#steps = data.number('steps');
    this.#store.load(data.record('store'));
    this.#integrator.load(data.record('integrator'));
    this.#normals.load({ state: data.numbers('gaussians') });
    const references = data.list('references').map((axes) => {
      return Array.isArray(axes) ? axes.filter((axis) => axis instanceof Float64Array) : [];
    });
    this.#forces.restore(references);
    this.#evaluated = null;
  }

  /** Gives the memory of the backend wasm back for the next engine. What the particles are stays readable; nothing moves any more. */
  release(): void {
    this.#settled();
    this.#released = true;
    this.#memory?.release();
  }

  #settled(): ParticleStore {
    if (!this.#released) this.#integrator.settle?.();
    return this.#store;
  }

  #alive(): void {
    if (this.#released) throw new RangeError('the engine has been released');
  }

  #evaluate(): Evaluation {
    this.#alive();
    if (this.#evaluated?.steps !== this.#steps) {
      this.#evaluated = { steps: this.#steps, value: this.#forces.evaluate(this.#settled().positions) };
    }
    return this.#evaluated.value;
  }
}
