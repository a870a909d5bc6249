import type { Grid } from '../../core/grid.ts';
import { Droplet, type DropletShape } from '../field/droplet.ts';
import type { Profile } from '../field/initial.ts';

/**
 * ∫₀^x of a profile along its only axis, up to a factor, in closed form. A droplet, values: in one dimension. Values are constant
 * within each cell, which is centred on its point of the grid; negative ones count as 0.
 */
export function profileIntegral(grid: Grid, mean: number, profile: Profile, axis: number): (x: number) => number {
  const length = grid.lengths[axis];
  switch (profile.type) {
    case 'uniform':
      return (x) => x;
    case 'cosine': {
      const k = (2 * Math.PI * profile.waves[axis]) / length;
      return (x) => x + (profile.amplitude * Math.sin(k * x)) / k;
    }
    case 'step': {
      const { amplitude } = profile;
      return (x) => x + amplitude * Math.min(x, length - x);
    }
    case 'droplet': {
      const { inside, outside } = new Droplet(grid, mean, profile);
      const [half, centre] = [shapeIntegral(profile), length / 2];
      const whole = half(centre);
      return (x) =>
        outside * x + (inside - outside) * (x < centre ? whole - half(centre - x) : whole + half(x - centre));
    }
    case 'values':
      return cellIntegral(grid, profile.values);
  }
}

/** ∫₀^u ½(1 − tanh((v − R)/w)) dv = ½(u − w ln cosh((u − R)/w) + w ln cosh(R/w)), and min(u, R) for w = 0. */
function shapeIntegral({ radius, width }: DropletShape): (u: number) => number {
  if (width === 0) return (u) => Math.min(u, radius);
  const logCosh = (y: number): number => Math.abs(y) + Math.log(0.5 * (1 + Math.exp(-2 * Math.abs(y))));
  return (u) => 0.5 * (u - width * (logCosh((u - radius) / width) - logCosh(radius / width)));
}

function cellIntegral({ cells: [n], spacing: [h] }: Grid, values: Float64Array): (x: number) => number {
  const positive = values.map((value) => Math.max(value, 0));
  // up to the lower border of every cell, from that of cell 0 at −h/2
  const before = new Float64Array(n + 1);
  for (let j = 0; j < n; j++) before[j + 1] = before[j] + positive[j] * h;
  return (x) => {
    const j = Math.floor(x / h + 0.5);
    // the half of cell 0 at the far end of the box
    const inside = (j < n ? positive[j] : positive[0]) * (x - (j - 0.5) * h);
    return before[Math.min(j, n)] + inside - 0.5 * h * positive[0];
  };
}
