/** Particles as small white dots with a dark rim, in two paths however many there are: seen on every colour of a map. */
import type { ChartMark } from '../chart.ts';

const RADIUS = [1.9, 1.2];

/** `positions` [2][particles] in a box of `lengths`, on a plane of `size` pixels. */
export function dotMarks(
  positions: readonly Float64Array[],
  lengths: readonly [number, number],
  size: readonly [number, number],
): ChartMark[] {
  const [xs, ys] = positions;
  const inside = (v: number, axis: 0 | 1): number => {
    const turns = v / lengths[axis];
    return size[axis] * (turns - Math.floor(turns));
  };
  return RADIUS.map((r, i): ChartMark => {
    const circle = (x: string, y: string): string =>
      `M${x},${y}a${r},${r},0,1,0,${2 * r},0a${r},${r},0,1,0,${-2 * r},0Z`;
    const dots = Array.from(xs, (x, j) => {
      return circle((inside(x, 0) - r).toFixed(1), (size[1] - inside(ys[j], 1)).toFixed(1));
    });
    const fill = i === 0 ? '#222' : 'white';
    return { type: 'path', encode: { enter: { path: { value: dots.join('') }, fill: { value: fill } } } };
  });
}
