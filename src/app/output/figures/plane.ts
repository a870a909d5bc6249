/** A plane out of the rows of a table: the whole of a two-dimensional box, the slice z ≈ L_z/2 of a three-dimensional one. */
import { type Curve, column } from '../../../core/curve.ts';

export interface Plane {
  readonly values: Float64Array;
  readonly cells: readonly [number, number];
  readonly lengths: readonly [number, number];
  readonly z?: number;
}

/** Cells without a row are NaN. The box ends one spacing behind the last position. */
export function planeOf(curve: Curve, indices: readonly number[], values: Float64Array): Plane {
  const [x, y] = [positions(curve, 'x', indices), positions(curve, 'y', indices)];
  const z = curve.keys.some((c) => c.name === 'z') ? positions(curve, 'z', indices) : undefined;
  const middle = z?.places[Math.floor(z.places.length / 2)];
  const out = new Float64Array(x.places.length * y.places.length).fill(Number.NaN);
  for (const i of indices) {
    if (z !== undefined && z.values[i] !== middle) continue;
    out[(x.index.get(x.values[i]) ?? 0) * y.places.length + (y.index.get(y.values[i]) ?? 0)] = values[i];
  }
  const plane = { values: out, cells: [x.places.length, y.places.length], lengths: [x.length, y.length] } as const;
  return middle === undefined ? plane : { ...plane, z: middle };
}

function positions(curve: Curve, name: string, indices: readonly number[]) {
  const { values } = column(curve, name);
  const places = [...new Set(indices.map((i) => values[i]))].sort((a, b) => a - b);
  const span = places[places.length - 1] - places[0];
  const length = places.length > 1 ? (span * places.length) / (places.length - 1) : 1;
  return { values, places, length, index: new Map(places.map((place, i) => [place, i])) };
}
