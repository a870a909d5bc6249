/**
 * Events in order of time: a binary heap. An event of particles i and j (j < 0: of i alone) carries how often both had
 * changed their course when it was foreseen; by then it is void if one of them has done so since.
 */
export class EventQueue {
  /** The event that `pop` took last. */
  time = 0;
  i = -1;
  j = -1;
  /** Sum of the changes of course of i and j when the event was foreseen; each only grows, so any change shows. */
  stamp = 0;
  #size = 0;
  #times = new Float64Array(64);
  /** i, j, stamp of every event, [3*capacity]. */
  #data = new Int32Array(192);

  clear(): void {
    this.#size = 0;
  }

  push(time: number, i: number, j: number, stamp: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent] <= time) break;
      this.#move(parent, at);
      at = parent;
    }
    times[at] = time;
    this.#data[3 * at] = i;
    this.#data[3 * at + 1] = j;
    this.#data[3 * at + 2] = stamp;
  }

  /** Takes the earliest event; false when there is none. */
  pop(): boolean {
    if (this.#size === 0) return false;
    const [times, data] = [this.#times, this.#data];
    this.time = times[0];
    this.i = data[0];
    this.j = data[1];
    this.stamp = data[2];
    const last = --this.#size;
    const time = times[last];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      this.#move(child, at);
      at = child;
    }
    this.#move(last, at);
    return true;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from];
    this.#data[3 * to] = this.#data[3 * from];
    this.#data[3 * to + 1] = this.#data[3 * from + 1];
    this.#data[3 * to + 2] = this.#data[3 * from + 2];
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    this.#times = times;
    const data = new Int32Array(2 * this.#data.length);
    data.set(this.#data);
    this.#data = data;
  }
}
