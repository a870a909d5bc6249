import type { ModeSet } from '../../../core/modes.ts';
import type { Gaussians } from '../../../core/random.ts';
import { type Saved, SavedReader } from '../../../core/saved.ts';
import type { ParticleEngine } from '../particle-engine.ts';
import { ParticleStore } from '../store.ts';
import { StepClock } from './clock.ts';
import { Flight } from './flight.ts';
import { checkOverlaps } from './overlap.ts';
import { checkPacking } from './packing.ts';
import type { HardSetup } from './setup.ts';

/**
 * Brownian hard disks (2D) and spheres (3D), event-driven (Scala, Voigtmann & De Michele, J. Chem. Phys. 126, 134109
 * (2007); Scala, Eur. Phys. J. Special Topics 216, 21 (2013)): in every step each particle gets a new Gaussian velocity of
 * variance 2D/dt per axis and flies with elastic collisions for dt.
 *
 * The flight keeps the volume of phase space and the energy, hence the equilibrium of the hard spheres is stationary at any
 * dt: S(k), g(r) and the pressure have no error of the step; the dynamics has one (see `hardSphereStep`). Without
 * collisions, and for a pair that collides head-on, the step is exact.
 *
 * Pressure: a flight is Newton's with mass m = kT dt/2D, so by the virial theorem PV = N kT + ⟨Σ m r·Δv⟩/(d dt) over the
 * collisions; with displacements per step instead of velocities PV/NkT = 1 + Σ(−b)/(2dD dt N) per step, b = r·Δx.
 */
export class HardSpheres implements ParticleEngine {
  readonly #setup: HardSetup;
  readonly #store: ParticleStore;
  readonly #flight: Flight;
  readonly #gaussians: Gaussians;
  readonly #clock: StepClock;
  /** Σ(−b) and steps of the last `advanceTo` that went anywhere. */
  #virial = 0;
  #flights = 0;

  /** `positions` [dim][particles]. @throws RangeError when particles overlap or do not fit. */
  constructor(setup: HardSetup, positions: readonly Float64Array[], gaussians: Gaussians) {
    const { lengths, diameter, speciesOf } = setup;
    if (lengths.length < 2) throw new RangeError('hard disks and spheres need 2 or 3 dimensions; in one use hard rods');
    this.#setup = setup;
    this.#gaussians = gaussians;
    this.#clock = new StepClock(setup.dt);
    this.#store = new ParticleStore(lengths, positions, speciesOf);
    checkPacking(lengths, this.#store.count, diameter);
    checkOverlaps(this.#store.positions, lengths, diameter);
    this.#flight = new Flight(this.#store, diameter);
  }

  get dt(): number {
    return this.#clock.dt;
  }
  get time(): number {
    return this.#clock.time;
  }
  get steps(): number {
    return this.#clock.steps;
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
  /** Collisions in all steps. */
  get collisions(): number {
    return this.#flight.collisions;
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    this.#store.densityModes(modes, species, out);
  }

  /** Hard particles that do not overlap have no potential energy. */
  energy(): number {
    return 0;
  }

  /**
   * Mean over the steps of the last `advanceTo`; before the first, over the step to come. Collisions carry it, so that it
   * is a mean over a time, with the noise of that time; with `noiseScale` the temperature is kT·noiseScale².
   */
  pressure(): number {
    const { lengths, kT, mu, noiseScale, dt } = this.#setup;
    if (this.#flights === 0) return this.#pressureAhead();
    const volume = lengths.reduce((product, length) => product * length, 1);
    const ideal = this.#store.count * noiseScale * noiseScale;
    return (kT * (ideal + this.#virial / (2 * lengths.length * mu * kT * dt * this.#flights))) / volume;
  }

  advanceTo(time: number): void {
    const virial = this.#virial;
    const flights = this.#flights;
    this.#virial = 0;
    this.#flights = 0;
    this.#clock.advanceTo(time, () => this.#step());
    if (this.#flights > 0) return;
    this.#virial = virial;
    this.#flights = flights;
  }

  release(): void {}

  save(): Saved {
    return {
      time: this.time,
      steps: this.steps,
      store: this.#store.save(),
      reference: this.#flight.reference.map((axis) => axis.slice()),
      virial: this.#virial,
      flights: this.#flights,
      collisions: this.#flight.collisions,
      gaussians: [...this.#gaussians.save().state],
    };
  }

  load(saved: Saved): void {
    const data = new SavedReader(saved);
    this.#clock.time = data.number('time');
    this.#clock.steps = data.number('steps');
    this.#store.load(data.record('store'));
    this.#flight.restore(data.list('reference').filter((axis) => axis instanceof Float64Array));
    this.#virial = data.number('virial');
    this.#flights = data.number('flights');
    this.#flight.collisions = data.number('collisions');
    this.#gaussians.load({ state: data.numbers('gaussians') });
  }

  #step(): void {
    const { kT, mu, noiseScale, dt } = this.#setup;
    for (const axis of this.#flight.velocities) this.#gaussians.fill(axis, noiseScale * Math.sqrt(2 * mu * kT * dt));
    this.#flight.fly();
    this.#virial += this.#flight.virial;
    this.#flights++;
  }

  #pressureAhead(): number {
    const here = this.save();
    this.#step();
    const pressure = this.pressure();
    this.load(here);
    return pressure;
  }
}
