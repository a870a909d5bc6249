import type { ModeSet } from '../../core/modes.ts';
import type { Gaussians } from '../../core/random.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';
import { BlowUp } from '../engine.ts';
import { Forces } from './forces.ts';
import type { ParticleIntegrator, ParticleIntegratorEntry } from './integrators/integrator.ts';
import type { Evaluation, Interaction } from './interaction.ts';
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
}

/** Largest displacement by forces in one step, in units of σ: beyond it a step is an error, not a result. */
const LARGEST = 0.1;

/** Brownian particles in a periodic box. */
export class BrownianEngine implements ParticleEngine {
  readonly dt: number;
  readonly #setup: BrownianSetup;
  readonly #store: ParticleStore;
  readonly #forces: Forces;
  readonly #gaussians: Gaussians;
  readonly #integrator: ParticleIntegrator;
  #time = 0;
  #steps = 0;
  #evaluated: { readonly steps: number; readonly value: Evaluation } | null = null;

  /** `positions` [dim][particles]. @throws RangeError for positions that are not finite. */
  constructor(setup: BrownianSetup, positions: readonly Float64Array[], gaussians: Gaussians) {
    this.#setup = setup;
    this.dt = setup.dt;
    this.#store = new ParticleStore(setup.lengths, positions);
    this.#forces = new Forces(setup.lengths.length, this.#store.count, setup.interactions);
    this.#gaussians = gaussians;
    const motion = {
      ...setup,
      store: this.#store,
      forces: this.#forces,
      check: (forces: readonly Float64Array[]) => this.#guard(forces),
    };
    this.#integrator = setup.integrator.create(motion, gaussians);
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
    return this.#store.positions;
  }
  get unwrapped(): readonly Float64Array[] {
    return this.#store.unwrapped();
  }
  get speciesOf(): Int32Array {
    return this.#store.speciesOf;
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    this.#store.densityModes(modes, species, out);
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
    const forces = this.#forces.compute(this.#store.positions);
    let squares = 0;
    for (const axis of forces) for (const f of axis) squares += f * f;
    return { squares, laplacian: this.#evaluate().laplacian };
  }

  advanceTo(time: number): void {
    const count = Math.round((time - this.#time) / this.dt);
    if (Math.abs(this.#time + count * this.dt - time) > 1e-6 * this.dt) {
      throw new RangeError(`time ${time} is no whole number of steps ${this.dt} after ${this.#time}`);
    }
    const start = this.#time;
    for (let n = 1; n <= count; n++) {
      this.#integrator.step(this.#gaussians);
      this.#steps++;
      this.#time = start + n * this.dt;
    }
    this.#time = time;
  }

  save(): Saved {
    return {
      time: this.#time,
      steps: this.#steps,
      store: this.#store.save(),
      integrator: this.#integrator.save(),
      gaussians: [...this.#gaussians.save().state],
      references: this.#forces.references().map((axes) => axes.map((axis) => axis.slice())),
    };
  }

  load(saved: Saved): void {
    const data = new SavedReader(saved);
    this.#time = data.number('time');
    this.#steps = data.number('steps');
    this.#store.load(data.record('store'));
    this.#integrator.load(data.record('integrator'));
    this.#gaussians.load({ state: data.numbers('gaussians') });
    const references = data.list('references').map((axes) => {
      return Array.isArray(axes) ? axes.filter((axis) => axis instanceof Float64Array) : [];
    });
    this.#forces.restore(references);
    this.#evaluated = null;
  }

  #evaluate(): Evaluation {
    if (this.#evaluated?.steps !== this.#steps) {
      this.#evaluated = { steps: this.#steps, value: this.#forces.evaluate(this.#store.positions) };
    }
    return this.#evaluated.value;
  }

  /** Stops where forces would move a particle by 0.1 σ or more in one step: the step is too long, or particles overlap. */
  #guard(forces: readonly Float64Array[]): void {
    const { sigma, mu } = this.#setup;
    let largest = 0;
    let worst = 0;
    for (let i = 0; i < this.#store.count; i++) {
      let square = 0;
      for (const axis of forces) square += axis[i] * axis[i];
      if (square <= largest) continue;
      largest = square;
      worst = i;
      if (!Number.isFinite(square)) break;
    }
    const moved = mu * this.dt * Math.sqrt(largest);
    if (sigma === null ? Number.isFinite(moved) : moved < LARGEST * sigma) return;
    const pair = this.#forces.closest(this.#store.positions, worst);
    const limit = sigma === null ? '' : `, more than a tenth of σ = ${sigma}`;
    const near =
      pair === null
        ? ''
        : `; its nearest partner is particle ${pair.j} at a distance of ${pair.distance.toPrecision(4)}`;
    const would =
      Number.isFinite(moved) && sigma !== null
        ? `; a step of ${((0.5 * LARGEST * sigma * this.dt) / moved).toPrecision(2)} would do, or a start without overlaps`
        : '';
    throw new BlowUp(
      `forces would move particle ${worst} by ${moved.toPrecision(3)} in step ${this.#steps + 1}, t = ${this.#time}${limit}${near}${would}`,
    );
  }
}
