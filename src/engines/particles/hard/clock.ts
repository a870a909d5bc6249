/** Time and number of steps of an engine of constant step. */
export class StepClock {
  readonly dt: number;
  time = 0;
  steps = 0;

  constructor(dt: number) {
    if (!(dt > 0 && Number.isFinite(dt))) throw new RangeError(`the step must be positive, got ${dt}`);
    this.dt = dt;
  }

  /** Steps until `time`. @throws RangeError unless it lies a whole number of steps ahead. */
  advanceTo(time: number, step: () => void): void {
    const count = Math.round((time - this.time) / this.dt);
    if (count < 0 || Math.abs(this.time + count * this.dt - time) > 1e-6 * this.dt) {
      throw new RangeError(`time ${time} is no whole number of steps ${this.dt} after ${this.time}`);
    }
    const start = this.time;
    for (let n = 1; n <= count; n++) {
      step();
      this.steps++;
      this.time = start + n * this.dt;
    }
    this.time = time;
  }
}
