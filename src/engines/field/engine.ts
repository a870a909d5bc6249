import { FieldState } from '../../core/field.ts';
import type { ModeSet } from '../../core/modes.ts';
import type { Normals } from '../../core/normals.ts';
import { type Saved, SavedReader } from '../../core/saved.ts';
import { totalEnergy, totalPressure } from '../../physics/functionals/totals.ts';
import { meanDensities } from '../../physics/model.ts';
import { BlowUp, type Engine } from '../engine.ts';
import type { Equation } from './equation.ts';
import type { Integrator } from './integrators/integrator.ts';
import { RealPlane } from './real-plane.ts';
import { type StepProblem, stepLimits, tightest } from './step-size.ts';

/** What a field engine is made of. */
export interface FieldSetup {
  readonly problem: StepProblem & { readonly sde: Equation };
  readonly dt: number;
  /** The step may be halved when the state demands it (automatic steps only). */
  readonly adaptive: boolean;
}

/** A change of step, as it is logged. */
export interface StepChange {
  readonly time: number;
  readonly dt: number;
  readonly reason: string;
}

/** Relative rise of F that is put down to rounding and to the modes that the grid cuts off. */
const ROUNDING = 1e-10;

/** Steps between two looks at the state's own step limit. */
const LOOK = 8;

/** Integrates one field: a density source that advances. */
export class FieldEngine implements Engine {
  readonly state: FieldState;
  readonly stepChanges: StepChange[] = [];
  /** Without noise F must decrease: steps in which it rose by more than rounding, and the largest relative rise. */
  readonly energyRises = { steps: 0, largest: 0 };
  readonly #setup: FieldSetup;
  readonly #normals: Normals;
  readonly #limit: number;
  readonly #plane: RealPlane;
  #integrator: Integrator;
  #time = 0;
  #dt: number;
  #steps = 0;
  #looked = 0;
  #energy = Number.NaN;
  readonly #indices = new WeakMap<ModeSet, Int32Array>();

  /** `spectrum` is the initial state, [2*modes], under the mask. */
  constructor(setup: FieldSetup, spectrum: Float64Array, normals: Normals) {
    const { sde, fft, model } = setup.problem;
    this.#setup = setup;
    this.#normals = normals;
    this.#dt = setup.dt;
    this.#integrator = setup.problem.integrator.create(sde, setup.dt);
    this.state = new FieldState(fft, 1);
    this.state.hat[0].set(spectrum);
    this.state.touch();
    this.#plane = new RealPlane(fft.grid, sde.resolved, sde.linear);
    if (sde.noiseKind === 'none') this.#energy = this.energy();
    const mean = meanDensities(model)[0];
    const crowding = 1 / Math.sqrt(Math.min(1, mean * fft.grid.cellVolume));
    this.#limit = model.kind === 'density' ? 1e3 * mean * crowding : Number.POSITIVE_INFINITY;
  }

  get time(): number {
    return this.#time;
  }
  get dt(): number {
    return this.#dt;
  }
  get steps(): number {
    return this.#steps;
  }
  get lengths(): readonly number[] {
    return this.#setup.problem.fft.grid.lengths;
  }
  get counts(): readonly number[] {
    return [this.state.hat[0][0] * this.#setup.problem.fft.grid.cellVolume];
  }

  energy(): number {
    return totalEnergy(this.#setup.problem.sde.terms, this.state);
  }

  pressure(): number {
    return totalPressure(this.#setup.problem.sde.terms, this.state);
  }

  densityModes(modes: ModeSet, species: number, out: Float64Array): void {
    const { grid } = this.#setup.problem.fft;
    const hat = this.state.hat[species];
    let indices = this.#indices.get(modes);
    if (indices === undefined) {
      indices = halfSpectrumIndices(modes, grid.cells);
      this.#indices.set(modes, indices);
    }
    for (let i = 0; i < indices.length; i++) {
      const conjugated = indices[i] < 0;
      const m = conjugated ? -indices[i] - 1 : indices[i];
      out[2 * i] = grid.cellVolume * hat[2 * m];
      out[2 * i + 1] = (conjugated ? -1 : 1) * grid.cellVolume * hat[2 * m + 1];
    }
  }

  advanceTo(time: number): void {
    if (this.#setup.adaptive && this.#steps - this.#looked >= LOOK) this.#look();
    const count = Math.round((time - this.#time) / this.#dt);
    if (Math.abs(this.#time + count * this.#dt - time) > 1e-6 * this.#dt) {
      throw new RangeError(`time ${time} is no whole number of steps ${this.#dt} after ${this.#time}`);
    }
    const start = this.#time;
    for (let n = 1; n <= count; n++) {
      this.#integrator.step(this.state, this.#normals);
      this.#plane.restore(this.state.hat[0]);
      this.#steps++;
      this.#time = start + n * this.#dt;
      this.#check();
    }
    this.#time = time;
  }

  save(): Saved {
    return {
      time: this.#time,
      dt: this.#dt,
      steps: this.#steps,
      looked: this.#looked,
      energy: this.#energy,
      spectrum: this.state.hat[0].slice(),
      backend: this.state.fft.backend,
      normals: [...this.#normals.save().state],
      integrator: this.#integrator.save(),
      changes: this.stepChanges.map((change) => ({ ...change })),
      rises: { ...this.energyRises },
    };
  }

  load(saved: Saved): void {
    const data = new SavedReader(saved);
    const { backend } = this.state.fft;
    if (saved.backend !== backend) {
      throw new RangeError(`saved by the backend ${saved.backend}: the backend ${backend} has other random numbers`);
    }
    this.#time = data.number('time');
    this.#dt = data.number('dt');
    this.#steps = data.number('steps');
    this.#looked = data.number('looked');
    this.#energy = data.number('energy');
    this.state.hat[0].set(data.floats('spectrum'));
    this.state.touch();
    this.#normals.load({ state: data.numbers('normals') });
    this.#integrator = this.#setup.problem.integrator.create(this.#setup.problem.sde, this.#dt);
    this.#integrator.load(data.record('integrator'));
    const changes = data.records('changes').map((change) => ({
      time: Number(change.time),
      dt: Number(change.dt),
      reason: String(change.reason),
    }));
    this.stepChanges.splice(0, this.stepChanges.length, ...changes);
    const rises = new SavedReader(data.record('rises'));
    this.energyRises.steps = rises.number('steps');
    this.energyRises.largest = rises.number('largest');
  }

  /** Halves the step while it exceeds twice the limit that the present state sets. */
  #look(): void {
    this.#looked = this.#steps;
    const { dt, reason } = tightest(stepLimits(this.#setup.problem, this.state.real()));
    if (this.#dt <= 2 * dt) return;
    while (this.#dt > dt) this.#dt /= 2;
    this.#integrator = this.#setup.problem.integrator.create(this.#setup.problem.sde, this.#dt);
    this.stepChanges.push({ time: this.#time, dt: this.#dt, reason });
  }

  #check(): void {
    const { sde, fft } = this.#setup.problem;
    const rms = Math.sqrt(2 * sde.band.power(this.state.hat[0])) / fft.grid.size;
    if (!(rms <= this.#limit) || rms === Number.POSITIVE_INFINITY) {
      const limit = tightest(stepLimits(this.#setup.problem, null)).dt;
      const advice =
        limit < this.#dt
          ? `the step is ${this.#dt}; at most ${Number(limit.toPrecision(2))} is advised`
          : `try a step below ${this.#dt}`;
      throw new BlowUp(`the field blew up at step ${this.#steps}, t = ${Number(this.#time.toPrecision(6))}: ${advice}`);
    }
    if (sde.noiseKind === 'none') this.#checkEnergy();
  }

  #checkEnergy(): void {
    const before = this.#energy;
    this.#energy = this.energy();
    const rise = (this.#energy - before) / Math.max(Math.abs(before), Math.abs(this.#energy));
    if (rise > ROUNDING) {
      this.energyRises.steps++;
      this.energyRises.largest = Math.max(this.energyRises.largest, rise);
    }
  }
}

/** Index of every mode in the half spectrum; −index − 1 where its conjugate stands there. */
function halfSpectrumIndices(modes: ModeSet, cells: readonly number[]): Int32Array {
  const dim = cells.length;
  return Int32Array.from({ length: modes.count }, (_, i) => {
    const sign = modes.n[i * dim + dim - 1] < 0 ? -1 : 1;
    let index = 0;
    for (let a = 0; a < dim; a++) {
      const n = sign * modes.n[i * dim + a];
      if (2 * Math.abs(n) >= cells[a])
        throw new RangeError(`mode ${n} is not below the Nyquist mode of ${cells[a]} cells`);
      const width = a === dim - 1 ? cells[a] / 2 + 1 : cells[a];
      index = index * width + (n < 0 ? n + cells[a] : n);
    }
    return sign < 0 ? -index - 1 : index;
  });
}
