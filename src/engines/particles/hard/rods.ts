import type { ModeSet } from '../../../core/modes.ts';
import type { Gaussians } from '../../../core/random.ts';
import { type Saved, SavedReader } from '../../../core/saved.ts';
import type { ParticleEngine } from '../particle-engine.ts';
import { ParticleStore } from '../store.ts';
import { StepClock } from './clock.ts';
import { checkOverlaps } from './overlap.ts';
import { checkPacking } from './packing.ts';
import type { HardSetup } from './setup.ts';

/**
 * Brownian hard rods of length σ on a periodic line of length L: exact, whatever the step.
 *
 * z_i = x_i − iσ, i in order along the line, are points on a ring of length L′ = L − Nσ that reflect each other. Reflected
 * points are points that pass through each other and exchange their names, so N independent walkers, sorted, are the rods
 * (Jepsen, J. Math. Phys. 6, 405 (1965); Lizana & Ambjörnsson, Phys. Rev. E 80, 051103 (2009)). Sorting on a ring leaves
 * open who is first: each cyclic shift of the names changes Σz by L′. The exchange of two names does not change Σz, hence
 * of all shifts the one holds that keeps the sum of the unwrapped walkers; another one has the same S(k), but not the
 * same F(k,t). With the walkers as w + mL′, 0 ≤ w < L′, and s = Σm, rod r is
 *   z_r = w_(p) + qL′,  r + s = qN + p, 0 ≤ p < N,  w_(0) ≤ w_(1) ≤ …
 *
 * The order is kept, no rods overlap but by rounding, the centre of mass diffuses with D/N. There is no estimator of the
 * pressure: forces at contact leave no trace between the steps; it is Tonks' P = N kT/(L − Nσ).
 */
export class HardRods implements ParticleEngine {
  readonly #setup: HardSetup;
  readonly #store: ParticleStore;
  readonly #gaussians: Gaussians;
  readonly #clock: StepClock;
  /** L − Nσ. */
  readonly #room: number;
  /** w, sorted, [particles]. */
  readonly #walkers: Float64Array;
  readonly #noise: Float64Array;
  /** s. */
  #shift = 0;
  /** Particle that is rod r, and the image in which it began, [particles]. */
  readonly #order: Int32Array;
  readonly #home: Int32Array;

  /** `positions` [1][particles], in any order. @throws RangeError when rods overlap or do not fit. */
  constructor(setup: HardSetup, positions: readonly Float64Array[], gaussians: Gaussians) {
    if (setup.lengths.length !== 1) throw new RangeError('hard rods live in one dimension; in more use hard spheres');
    const { lengths, diameter, speciesOf } = setup;
    this.#setup = setup;
    this.#gaussians = gaussians;
    this.#clock = new StepClock(setup.dt);
    this.#store = new ParticleStore(lengths, positions, speciesOf);
    const { count } = this.#store;
    checkPacking(lengths, count, diameter);
    const [x] = this.#store.positions;
    if (count > 1) checkOverlaps([x], lengths, diameter);
    this.#room = lengths[0] - count * diameter;
    this.#order = Int32Array.from(x.keys()).sort((i, j) => x[i] - x[j] || i - j);
    this.#home = this.#order.map((i) => this.#store.images[0][i]);
    this.#walkers = Float64Array.from(this.#order, (i, r) => x[i] - r * diameter);
    this.#noise = new Float64Array(count);
    this.#fold();
    this.#place();
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

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    this.#store.densityModes(modes, species, out);
  }

  /** Hard particles that do not overlap have no potential energy. */
  energy(): number {
    return 0;
  }

  advanceTo(time: number): void {
    const { kT, mu, noiseScale } = this.#setup;
    const amplitude = noiseScale * Math.sqrt(2 * mu * kT * this.dt);
    this.#clock.advanceTo(time, () => {
      this.#gaussians.fill(this.#noise, amplitude);
      for (let i = 0; i < this.#noise.length; i++) this.#walkers[i] += this.#noise[i];
      this.#fold();
    });
    this.#place();
  }

  release(): void {}

  save(): Saved {
    return {
      time: this.time,
      steps: this.steps,
      walkers: this.#walkers.slice(),
      shift: this.#shift,
      order: this.#order.slice(),
      home: this.#home.slice(),
      gaussians: [...this.#gaussians.save().state],
    };
  }

  load(saved: Saved): void {
    const data = new SavedReader(saved);
    this.#clock.time = data.number('time');
    this.#clock.steps = data.number('steps');
    this.#walkers.set(data.floats('walkers'));
    this.#shift = data.number('shift');
    if (saved.order instanceof Int32Array) this.#order.set(saved.order);
    if (saved.home instanceof Int32Array) this.#home.set(saved.home);
    this.#gaussians.load({ state: data.numbers('gaussians') });
    this.#place();
  }

  /** Brings the walkers back to the ring, counts how often they went around it, and sorts them. */
  #fold(): void {
    const room = this.#room;
    for (let i = 0; i < this.#walkers.length; i++) {
      const w = this.#walkers[i];
      if (w >= 0 && w < room) continue;
      const turns = Math.floor(w / room);
      const rest = w - turns * room;
      // rounding may leave the rest at L′ or just below 0
      this.#walkers[i] = rest < room ? Math.max(rest, 0) : 0;
      this.#shift += rest < room ? turns : turns + 1;
    }
    this.#walkers.sort();
  }

  /** Rods from walkers. */
  #place(): void {
    const [[x], [image]] = [this.#store.positions, this.#store.images];
    const count = this.#walkers.length;
    const { diameter } = this.#setup;
    for (let r = 0; r < count; r++) {
      const q = Math.floor((r + this.#shift) / count);
      const i = this.#order[r];
      x[i] = this.#walkers[r + this.#shift - q * count] + q * this.#room + r * diameter;
      image[i] = this.#home[r];
    }
    this.#store.wrap();
  }
}
