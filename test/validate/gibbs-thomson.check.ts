import { expect, test } from 'vitest';
import { estimate } from '../truths/statistics.ts';
import { drivenField } from './driven-field.ts';
import { planar, slab } from './interfaces.ts';
import { plusMinus, record } from './record.ts';

/**
 * The Gibbs–Thomson shift of a droplet in two dimensions. Over it Δp = γ/R, so that μ = γ/(R Δφ) above coexistence: the φ outside
 * is raised by δ = γ/(R Δφ f″(φ_b)) to first order in 1/R, and f′(φ_out) = γ/(R Δφ) holds to the next as well, since the
 * symmetric well has no Tolman length. R is that of a sharp droplet of the same content between the same two phases.
 */
const [a, kappa, mobility] = [1.3, 1.7, 0.8];
const SEED = 91;
/** Distance from the interface, 5.6 ξ, from which on a phase is its bulk. */
const FAR = 9;
const [side, cells] = [64 * 1.1, 64];
const slope = (phi: number): number => a * phi * (phi * phi - 1);

function source(kT: number, scale: number, step: number): object {
  return {
    name: 'droplet',
    box: { length: [side, side], cells: [cells, cells] },
    dynamics: { kT, mobility: { type: 'constant', value: mobility } },
    density: 0,
    'free-energy': [
      { term: 'double-well', a },
      { term: 'square-gradient', kappa },
    ],
    field: { kind: 'order-parameter', step, noise: { scale } },
    time: { duration: 1000, sample: 1 },
    ensemble: { seed: SEED },
  };
}

/** Mean φ far outside of a droplet, in its middle, and of all; its centre is that of the positive part. */
function look(phi: Float64Array) {
  const angle = (2 * Math.PI) / cells;
  const h = side / cells;
  const moments = [0, 0, 0, 0, 0];
  phi.forEach((value, j) => {
    const w = Math.max(0, value);
    const [x, y] = [angle * Math.floor(j / cells), angle * (j % cells)];
    [1, Math.cos(x), Math.sin(x), Math.cos(y), Math.sin(y)].forEach((f, i) => {
      moments[i] += w * f;
    });
  });
  const centre = [Math.atan2(moments[2], moments[1]) / angle, Math.atan2(moments[4], moments[3]) / angle];
  const radius = h * Math.sqrt(moments[0] / Math.PI);
  const nearest = (d: number): number => d - cells * Math.round(d / cells);
  const mean = (passes: (r: number) => boolean): number => {
    let [sum, count] = [0, 0];
    phi.forEach((value, j) => {
      if (!passes(h * Math.hypot(nearest(Math.floor(j / cells) - centre[0]), nearest((j % cells) - centre[1])))) return;
      sum += value;
      count++;
    });
    return sum / count;
  };
  return {
    outside: mean((r) => r > radius + FAR),
    inside: mean((r) => r < Math.max(1.5, radius - FAR)),
    mean: mean(() => true),
  };
}

function droplet(radius: number): Float64Array {
  const width = Math.sqrt((2 * kappa) / a);
  const h = side / cells;
  return Float64Array.from({ length: cells * cells }, (_, j) => {
    const r = h * Math.hypot(Math.floor(j / cells) - cells / 2, (j % cells) - cells / 2);
    return Math.tanh((radius - r) / width);
  });
}

test.each([
  [0, 11],
  [2, 16],
])('a droplet at rest, order %i', (order, start) => {
  const { plan, engine } = drivenField(source(0.01, 0, 0.25), 0, droplet(start));
  const { tension } = planar(plan.model);
  engine.advanceTo(6000);
  const before = look(engine.state.real()).outside;
  engine.advanceTo(8000);
  const { outside, inside, mean } = look(engine.state.real());
  expect(Math.abs((outside - before) / (outside + 1))).toBeLessThan(1e-3);
  const radius = Math.sqrt((((mean - outside) / (inside - outside)) * side * side) / Math.PI);
  const first = tension / (radius * 2 * 2 * a);
  const exact = slope(outside) / (tension / (radius * (inside - outside)));
  const what = `droplet of R = ${radius.toFixed(2)} = ${(radius / Math.sqrt((2 * kappa) / a)).toFixed(1)} ξ, no noise`;
  record({
    table: 'Gibbs–Thomson',
    order,
    what: `${what}: (φ_out + 1) R Δφ f″/γ`,
    expected: '1 + O(ξ/R)',
    measured: ((outside + 1) / first).toFixed(4),
    demanded: 'within 6 %',
    seed: SEED,
  });
  record({
    table: 'Gibbs–Thomson',
    order: order + 1,
    what: `${what}: f′(φ_out) R Δφ/γ`,
    expected: '1 + O(ξ²/R²)',
    measured: exact.toFixed(4),
    demanded: 'within 2 %',
    seed: SEED,
  });
  expect(Math.abs((outside + 1) / first - 1)).toBeLessThan(0.06);
  expect(Math.abs(exact - 1)).toBeLessThan(0.02);
});

test('a droplet with noise', () => {
  const shifts: number[] = [];
  const radii: number[] = [];
  const kT = 0.004;
  const profile = planar(drivenField(source(kT, 1, 0.25)).plan.model);
  for (let replica = 0; replica < 6; replica++) {
    const { plan, engine } = drivenField(source(kT, 1, 0.25), 2 * replica, droplet(11));
    const flat = drivenField(source(kT, 1, 0.25), 2 * replica + 1, slab(plan.fft.grid, profile)).engine;
    const sums = { outside: 0, inside: 0, mean: 0, slab: 0 };
    const samples = 200;
    for (let n = 1; n <= samples; n++) {
      engine.advanceTo(1500 + 10 * n);
      flat.advanceTo(300 + 10 * n);
      const seen = look(engine.state.real());
      sums.outside += seen.outside / samples;
      sums.inside += seen.inside / samples;
      sums.mean += seen.mean / samples;
      // the quarter of the box furthest from a slab in its middle
      const rho = flat.state.real();
      const part = rho.subarray(0, rho.length / 8);
      const other = rho.subarray((7 * rho.length) / 8);
      sums.slab += (part.reduce((s, v) => s + v, 0) + other.reduce((s, v) => s + v, 0)) / (rho.length / 4) / samples;
    }
    const { outside, inside, mean } = sums;
    const radius = Math.sqrt((((mean - outside) / (inside - outside)) * side * side) / Math.PI);
    radii.push(radius);
    shifts.push(((outside - sums.slab) * radius * 4 * a) / profile.tension);
  }
  const { mean, error } = estimate(shifts);
  record({
    table: 'Gibbs–Thomson',
    order: 6,
    what: `droplet of R = ${estimate(radii).mean.toFixed(2)}, kT = ${kT}: (φ_out − φ_slab) R Δφ f″/γ, the slab at the same noise`,
    expected: '1 + O(ξ/R)',
    measured: plusMinus(mean, error),
    demanded: 'within 10 %, error ≤ 3 %',
    seed: SEED,
  });
  expect(error).toBeLessThan(0.03);
  expect(Math.abs(mean - 1)).toBeLessThan(0.1);
});
