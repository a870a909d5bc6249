import { NeighbourList } from '../neighbours.ts';
import type { ParticleStore } from '../store.ts';
import { EventQueue } from './events.ts';
import { meanSpacing } from './packing.ts';
import { ReverseList } from './reverse-list.ts';

/**
 * A ballistic flight of hard spheres of equal mass, with elastic collisions, from time 0 to 1: event by event, exact but
 * for rounding. Velocities are displacements per flight.
 *
 * Two spheres at r = x_j − x_i with v = v_j − v_i touch at t = (r² − σ²)/(−b + √(b² − v²(r² − σ²))), b = r·v < 0, and
 * exchange the components of their velocities along r (Alder & Wainwright, J. Chem. Phys. 31, 459 (1959)). Partners are
 * looked for in a list of all pairs below σ + skin; a sphere that gets skin/2 away from where it was when the list was
 * made is an event too: all are brought to that time and the list is made anew.
 */
export class Flight {
  /** Displacement of every particle in the flight to come; after it, at its end, [dim][particles]. */
  readonly velocities: readonly Float64Array[];
  /** Σ r·Δp of the last flight, the mass as unit: Σ −b over its collisions. */
  virial = 0;
  /** Collisions of all flights. */
  collisions = 0;
  readonly #store: ParticleStore;
  readonly #square: number;
  readonly #skin: number;
  readonly #list: NeighbourList;
  readonly #reverse = new ReverseList();
  readonly #events = new EventQueue();
  /** Time up to which each particle has been moved, and how often it has changed its course, [particles]. */
  readonly #clock: Float64Array;
  readonly #changes: Int32Array;
  readonly #axes: readonly Axis[];

  /** The particles must not overlap, and the sides be at least 2.2 diameters. Moves the positions of `store`. */
  constructor(store: ParticleStore, diameter: number) {
    const { lengths, count } = store;
    this.#store = store;
    this.#square = diameter * diameter;
    // a pair on the list never gets beyond σ + 2 skin: up to there its nearest image must stay the same one
    const roomy = Math.max(0.45 * diameter, 0.5 * meanSpacing(lengths, count));
    this.#skin = Math.min(roomy, 0.5 * (0.5 * Math.min(...lengths) - diameter));
    this.velocities = lengths.map(() => new Float64Array(count));
    this.#clock = new Float64Array(count);
    this.#changes = new Int32Array(count);
    this.#list = new NeighbourList(lengths, diameter, this.#skin);
    this.#axes = lengths.map((length, a) => ({
      x: store.positions[a],
      v: this.velocities[a],
      length,
      half: 0.5 * length,
      r: 0,
    }));
    this.restore(store.positions);
  }

  /** Positions at which the list was made, and back: with them a flight goes on bit for bit. */
  get reference(): readonly Float64Array[] {
    return this.#list.reference;
  }
  restore(reference: readonly Float64Array[]): void {
    this.#list.restore(reference);
    this.#reverse.make(this.#list);
  }

  /** Moves all particles from 0 to 1; leaves the positions in the box. */
  fly(): void {
    const [events, changes] = [this.#events, this.#changes];
    this.virial = 0;
    this.#clock.fill(0);
    changes.fill(0);
    this.#foreseeAll(0);
    while (events.pop()) {
      const { i, j } = events;
      if (events.stamp !== changes[i] + (j < 0 ? 0 : changes[j])) continue;
      if (j < 0) this.#renewList(events.time);
      else this.#collide(i, j, events.time);
    }
    this.#synchronise(1);
  }

  #renewList(now: number): void {
    this.#synchronise(now);
    this.restore(this.#store.positions);
    this.#foreseeAll(now);
  }

  #synchronise(now: number): void {
    for (let i = 0; i < this.#clock.length; i++) this.#moveTo(i, now);
    this.#store.wrap();
  }

  #moveTo(i: number, now: number): void {
    const elapsed = now - this.#clock[i];
    for (const { x, v } of this.#axes) x[i] += elapsed * v[i];
    this.#clock[i] = now;
  }

  /** All events between now, to which all have been moved, and the end. */
  #foreseeAll(now: number): void {
    this.#events.clear();
    const { start, partners } = this.#list;
    for (let i = 0; i < this.#clock.length; i++) {
      this.#foreseeEscape(i, now);
      for (let p = start[i]; p < start[i + 1]; p++) this.#foresee(i, partners[p], now);
    }
  }

  #collide(i: number, j: number, now: number): void {
    this.#moveTo(i, now);
    this.#moveTo(j, now);
    let b = 0;
    let square = 0;
    for (const axis of this.#axes) {
      axis.r = nearest(axis.x[j] - axis.x[i], axis);
      b += axis.r * (axis.v[j] - axis.v[i]);
      square += axis.r * axis.r;
    }
    for (const { v, r } of this.#axes) {
      const exchanged = (b / square) * r;
      v[i] += exchanged;
      v[j] -= exchanged;
    }
    this.virial -= b;
    this.collisions++;
    this.#changes[i]++;
    this.#changes[j]++;
    this.#foreseeAround(i, now);
    this.#foreseeAround(j, now);
  }

  #foreseeAround(i: number, now: number): void {
    this.#foreseeEscape(i, now);
    const { start, partners } = this.#list;
    for (let p = start[i]; p < start[i + 1]; p++) this.#foresee(i, partners[p], now);
    const reverse = this.#reverse;
    for (let p = reverse.start[i]; p < reverse.start[i + 1]; p++) this.#foresee(i, reverse.partners[p], now);
  }

  /** The collision of i and j, if there is one before the end; i has been moved to now. */
  #foresee(i: number, j: number, now: number): void {
    const late = now - this.#clock[j];
    let b = 0;
    let apart = -this.#square;
    let speed = 0;
    for (const axis of this.#axes) {
      const { x, v } = axis;
      const r = nearest(x[j] + late * v[j] - x[i] - (now - this.#clock[i]) * v[i], axis);
      const relative = v[j] - v[i];
      b += r * relative;
      apart += r * r;
      speed += relative * relative;
    }
    const rest = 1 - now;
    if (b >= 0 || apart >= -2 * b * rest) return;
    const root = b * b - speed * apart;
    if (root <= 0) return;
    // an overlap by rounding (apart < 0) that grows is a collision now
    const wait = Math.max(apart / (Math.sqrt(root) - b), 0);
    if (wait < rest) this.#events.push(now + wait, i, j, this.#changes[i] + this.#changes[j]);
  }

  /** When i gets skin/2 away from where the list was made, if before the end; i has been moved to now. */
  #foreseeEscape(i: number, now: number): void {
    const rest = 1 - now;
    let inside = -0.25 * this.#skin * this.#skin;
    let b = 0;
    let speed = 0;
    for (let a = 0; a < this.#axes.length; a++) {
      const axis = this.#axes[a];
      const d = nearest(axis.x[i] - this.#list.reference[a][i], axis);
      inside += d * d;
      b += d * axis.v[i];
      speed += axis.v[i] * axis.v[i];
    }
    if (inside + rest * (2 * b + rest * speed) < 0) return;
    const wait = (Math.sqrt(Math.max(b * b - speed * inside, 0)) - b) / speed;
    this.#events.push(now + Math.min(Math.max(wait, 0), rest), i, -1, this.#changes[i]);
  }
}

interface Axis {
  readonly x: Float64Array;
  readonly v: Float64Array;
  readonly length: number;
  readonly half: number;
  /** Component of r in a collision. */
  r: number;
}

function nearest(d: number, { length, half }: Axis): number {
  if (d > half) return d - length;
  return d < -half ? d + length : d;
}
