import { describe, expect, test } from 'vitest';
import { createFft } from '../../src/core/fft/backends.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { FieldState } from '../../src/core/field.ts';
import { type Dimension, Grid } from '../../src/core/grid.ts';
import { radialTransform } from '../../src/core/radial.ts';
import type { BoundFunctional, Functional } from '../../src/physics/functionals/functional.ts';
import { functionals } from '../../src/physics/functionals/index.ts';

const kT = 0.6;
const sigma = 1.3;
const shape = { percus: 1, roth: Math.PI / 4, rosenfeld: Math.PI / 6 } as const;
const dimension = { percus: 1, roth: 2, rosenfeld: 3 } as const;
type Name = keyof typeof shape;

function create(name: Name, version = 'rosenfeld'): Functional {
  const dim: Dimension = dimension[name];
  const context = { dim, lengths: [7, 6, 5].slice(0, dim), kT, density: 0.1 };
  return functionals[name].create(name === 'rosenfeld' ? { sigma, version } : { sigma }, context);
}

/** Density of a packing fraction. */
function densityOf(name: Name, eta: number): number {
  let volume = shape[name];
  for (let a = 0; a < dimension[name]; a++) volume *= sigma;
  return eta / volume;
}

/** Z = P/ρkT of the bulk, with the ideal gas. */
function compressibility(name: Name, eta: number, version?: string): number {
  const { bulk } = create(name, version);
  const rho = densityOf(name, eta);
  return 1 + (bulk.slope(rho) - bulk.f(rho) / rho) / kT;
}

/** S at kσ = q, with the ideal gas. */
function structure(name: Name, eta: number, q: number, version?: string): number {
  const rho = densityOf(name, eta);
  return 1 / (1 + (rho * create(name, version).curvature(q / sigma, [rho], 0, 0)) / kT);
}

describe('percus: hard rods', () => {
  test('S(k) is exact: 1/S = 1 + 2a sin q/q + 2a²(1 − cos q)/q²; S(0) = (1 − η)²; Z = 1/(1 − η)', () => {
    for (const eta of [0.3, 0.5, 0.7]) {
      const a = eta / (1 - eta);
      for (const q of [1e-3, 0.1, 0.7, Math.PI, 4.7919, 6.1, 12.7, 40, 311]) {
        const half = Math.sin(q / 2) / (q / 2);
        const exact = 1 / (1 + (2 * a * Math.sin(q)) / q + a * a * half * half);
        expect(Math.abs(structure('percus', eta, q) - exact)).toBeLessThan(1e-13);
      }
      expect(structure('percus', eta, 0)).toBeCloseTo((1 - eta) * (1 - eta), 14);
      expect(compressibility('percus', eta)).toBeCloseTo(1 / (1 - eta), 13);
    }
  });

  test.each([
    [0.5, Math.PI, 0.71159956],
    [0.3, 4.6324, 1.198975],
    [0.5, 4.7919, 1.5057319],
    [0.7, 5.0811, 2.4210551],
  ])('η = %d, kσ = %d: S = %d', (eta, q, value) => {
    expect(structure('percus', eta, q)).toBeCloseTo(value, 7);
  });

  test('a cavity that holds one rod: F_ex = kT[(1 − N) ln(1 − N) + N] for any profile shorter than σ', () => {
    const fft = createFft(new Grid([7], [256]), 'auto');
    const s = stateOf(fft, ([x]) => Math.exp(-(((x - 3.1) / 0.11) ** 2)) + 0.6 * Math.exp(-(((x - 3.5) / 0.09) ** 2)));
    const count = s.hat[0][0] * fft.grid.cellVolume;
    expect(count).toBeLessThan(0.4);
    const exact = kT * ((1 - count) * Math.log(1 - count) + count);
    expect(Math.abs(create('percus').bind(fft).energy(s) / exact - 1)).toBeLessThan(1e-9);
  });
});

describe('rosenfeld: hard spheres', () => {
  test('bulk: Percus–Yevick by compressibility, Carnahan–Starling', () => {
    for (const [eta, cs] of [
      [0.1, 1.5213],
      [0.3, 3.9738],
      [0.4, 6.9259],
      [0.49, 12.1556],
    ]) {
      const cube = (1 - eta) * (1 - eta) * (1 - eta);
      const py = (1 + eta + eta * eta) / cube;
      expect(compressibility('rosenfeld', eta) / py).toBeCloseTo(1, 13);
      for (const version of ['white-bear', 'white-bear-2']) {
        const z = compressibility('rosenfeld', eta, version);
        expect(z / ((1 + eta + eta * eta - eta * eta * eta) / cube)).toBeCloseTo(1, 13);
        expect(z).toBeCloseTo(cs, 4);
      }
    }
  });

  test('F″ is −kT c(k) of Percus and Yevick (Wertheim 1963, Thiele 1963)', () => {
    for (const eta of [0.1, 0.3, 0.4, 0.49]) {
      const fourth = (1 - eta) * (1 - eta) * (1 - eta) * (1 - eta);
      const one = ((1 + 2 * eta) * (1 + 2 * eta)) / fourth;
      const two = (-(1 + eta / 2) * (1 + eta / 2)) / fourth;
      const c = (r: number): number => {
        const x = r / sigma;
        return -one - 6 * eta * two * x - 0.5 * eta * one * x * x * x;
      };
      const rho = densityOf('rosenfeld', eta);
      const functional = create('rosenfeld');
      const scale = -kT * radialTransform(c, sigma, 0, 3);
      for (const q of [0, 1e-9, 1e-4, 0.03, 0.9, 1.99, 2.01, 3.3, 6.97, 13.1, 40]) {
        const exact = -kT * radialTransform(c, sigma, q / sigma, 3);
        const error = Math.abs(functional.curvature(q / sigma, [rho], 0, 0) - exact);
        expect(error / scale, `η = ${eta}, kσ = ${q}`).toBeLessThan(1e-12);
      }
      const s0 = fourth / ((1 + 2 * eta) * (1 + 2 * eta));
      expect(structure('rosenfeld', eta, 0) / s0).toBeCloseTo(1, 12);
    }
  });

  test.each([
    [0.1, 0.45563, 5.909, 1.08996883],
    [0.3, 0.09379, 6.338, 1.5155059],
    [0.4, 0.04, 6.639, 2.04757918],
    [0.49, 0.01726, 6.9669, 3.0664547],
  ])('η = %d: S(0) = %d, the peak at kσ = %d is %d', (eta, zero, q, peak) => {
    expect(structure('rosenfeld', eta, 0)).toBeCloseTo(zero, 5);
    expect(structure('rosenfeld', eta, q)).toBeCloseTo(peak, 7);
    for (const near of [q - 0.02, q + 0.02]) expect(structure('rosenfeld', eta, near)).toBeLessThan(peak);
  });

  test('dilute: F″ is −kT times the transform of the Mayer function, in every version', () => {
    for (const version of ['rosenfeld', 'white-bear', 'white-bear-2']) {
      for (const q of [0, 0.5, 2, 5, 9]) {
        const mayer = kT * radialTransform(() => 1, sigma, q / sigma, 3);
        expect(create('rosenfeld', version).curvature(q / sigma, [1e-13], 0, 0)).toBeCloseTo(mayer, 11);
      }
    }
  });
});

describe('roth: hard disks', () => {
  test('bulk: scaled-particle theory, Z = 1/(1 − η)², S(0) = (1 − η)³/(1 + η)', () => {
    for (const [eta, zero] of [
      [0.2, 0.42667],
      [0.4, 0.15429],
      [0.6, 0.04],
    ]) {
      const exact = ((1 - eta) * (1 - eta) * (1 - eta)) / (1 + eta);
      expect(compressibility('roth', eta) * (1 - eta) * (1 - eta)).toBeCloseTo(1, 13);
      expect(structure('roth', eta, 0) / exact).toBeCloseTo(1, 12);
      expect(structure('roth', eta, 0)).toBeCloseTo(zero, 5);
      expect(structure('roth', eta, 1e-5) / exact).toBeCloseTo(1, 8);
    }
  });

  test('a cavity for one disk: F_ex → kT[(1 − N) ln(1 − N) + N], with an error of the order of its width', () => {
    const fft = createFft(new Grid([2.9, 2.7], [160, 160]), 'auto');
    const bound = create('roth').bind(fft);
    for (const count of [0.3, 0.6]) {
      const exact = kT * ((1 - count) * Math.log(1 - count) + count);
      const [wide, narrow] = [0.1, 0.05].map((w) => {
        const peak = ([x, y]: readonly number[]) => Math.exp(-((x - 1.43) ** 2 + (y - 1.31) ** 2) / (w * w));
        const s = stateOf(fft, (x) => (count * peak(x)) / (Math.PI * w * w));
        return bound.energy(s) / exact - 1;
      });
      expect(wide).toBeLessThan(0.03);
      expect(Math.abs(2 * narrow - wide)).toBeLessThan(0.05 * wide);
    }
  });
});

const all: readonly (readonly [Name, string])[] = [
  ['percus', ''],
  ['roth', ''],
  ['rosenfeld', 'rosenfeld'],
  ['rosenfeld', 'white-bear'],
  ['rosenfeld', 'white-bear-2'],
];
const grids = {
  percus: new Grid([7], [48]),
  roth: new Grid([7, 6], [24, 20]),
  rosenfeld: new Grid([7, 6, 5], [16, 12, 10]),
} as const;

describe.each(all)('%s %s', (name, version) => {
  const functional = create(name, version);
  const full = densityOf(name, 1);
  const wavy = (level: number, part: number) => (x: readonly number[]) => {
    return x.reduce(
      (rho, at, a) => rho * (1 + part * Math.cos((2 * Math.PI * at) / grids[name].lengths[a] + a)),
      level,
    );
  };

  test('is continued above a packing fraction of 0.98 with two continuous derivatives, and no more', () => {
    expect(functional.fullDensity).toBeCloseTo(full, 13);
    const edge = functional.continuedAbove ?? Number.NaN;
    expect(edge / full).toBeCloseTo(0.98, 14);
    const h = 1e-9 * full;
    for (const k of [0, 1.1, 4.7]) {
      const [left, right, farther] = [edge - h, edge + h, edge + 3 * h].map((rho) => {
        return functional.curvature(k, [rho], 0, 0);
      });
      expect(Math.abs(right / left - 1)).toBeLessThan(1e-6);
      expect(Math.abs(farther / right - 1)).toBeLessThan(1e-6);
    }
    for (const eta of [0.99, 1, 1.3, 4]) {
      const rho = densityOf(name, eta);
      // polynomials of degree five at most, which the difference of order eight takes exactly: rounding over h remains
      const derivative = (f: (rho: number) => number) => {
        const odd = (m: number) => f(rho * (1 + 0.001 * m)) - f(rho * (1 - 0.001 * m));
        return ((4 / 5) * odd(1) - (1 / 5) * odd(2) + (4 / 105) * odd(3) - (1 / 280) * odd(4)) / (0.001 * rho);
      };
      expect(Math.abs(derivative(functional.bulk.f) / functional.bulk.slope(rho) - 1)).toBeLessThan(1e-11);
      expect(Math.abs(derivative(functional.bulk.slope) / functional.curvature(0, [rho], 0, 0) - 1)).toBeLessThan(
        1e-11,
      );
      expect(functional.curvature(0, [rho], 0, 0)).toBeGreaterThan(0);
    }
  });

  test('δF/δρ is the derivative of F beyond full packing and at negative densities, and finite', () => {
    const fft = createFft(grids[name], 'auto');
    const bound = functional.bind(fft);
    for (const rho of [wavy(0.7 * full, 0.8), wavy(0.2 * full, 1.9), wavy(-0.05 * full, 0.3)]) {
      const direction = wavy(1, 0.6);
      const h = 1e-5 * full;
      const energy = (x: number) => bound.energy(stateOf(fft, (at) => rho(at) + x * direction(at)));
      const mu = potential(bound, stateOf(fft, rho));
      let [slope, size] = [0, 0];
      for (let j = 0; j < mu.length; j++) {
        const product = mu[j] * direction(grids[name].cells.map((_, a) => grids[name].position(j, a)));
        slope += product * grids[name].cellVolume;
        size += Math.abs(product) * grids[name].cellVolume;
      }
      const [e1, e2] = [energy(h) - energy(-h), energy(2 * h) - energy(-2 * h)];
      const difference = (8 * e1 - e2) / (12 * h);
      // 1e-15 of F in the differences, over h = 1e-5; the jumps of F‴ weigh h²
      expect(Math.abs(difference - slope) / (size + Math.abs(energy(0)) / full)).toBeLessThan(1e-9);
      expect(Number.isFinite(bound.pressure(stateOf(fft, rho)))).toBe(true);
    }
  });

  test('backends agree', () => {
    const [one, two] = ['wasm', 'reference'].map((backend) => {
      const fft = createFft(grids[name], backend);
      const bound = functional.bind(fft);
      const s = stateOf(fft, wavy(0.3 * full, 0.6));
      return { mu: potential(bound, s), energy: bound.energy(s), pressure: bound.pressure(s) };
    });
    const scale = Math.max(...two.mu.map(Math.abs));
    one.mu.forEach((value, j) => {
      expect(Math.abs(value - two.mu[j])).toBeLessThan(1e-12 * scale);
    });
    expect(one.energy / two.energy).toBeCloseTo(1, 12);
    expect(one.pressure / two.pressure).toBeCloseTo(1, 12);
  });

  test('other dimensions are refused, with the name of what to take', () => {
    for (const dim of [1, 2, 3] as const) {
      if (dim === dimension[name]) continue;
      const other = ['percus', 'roth', 'rosenfeld'][dim - 1];
      const refused = () => functionals[name].create({ sigma }, { dim, lengths: [7, 6, 5], kT, density: 0.1 });
      expect(refused).toThrow(RangeError);
      expect(refused).toThrow(new RegExp(`${name} .* ${dim}D: take .*${other}`));
    }
  });
});

/**
 * A wall: a barrier V = height e^{−(x − L/2)²/w²} in a periodic box, high enough that nothing passes; the fluid is at
 * equilibrium with a bulk of packing fraction η, ρ = ρ_b exp(−[V + δF_ex/δρ − f_ex′(ρ_b)]/kT). The fields vary along x alone.
 */
interface Wall {
  readonly name: Name;
  readonly version?: string;
  readonly eta: number;
  readonly length: number;
  readonly cells: readonly number[];
}

const height = 45 * kT;
const width = 0.75 * sigma;

function equilibrium({ name, version, eta, length, cells }: Wall) {
  const fft = createFft(new Grid([length, 0.9 * sigma, 0.7 * sigma].slice(0, cells.length), cells), 'auto');
  const { grid } = fft;
  const functional = create(name, version);
  const bound = functional.bind(fft);
  const rhoBulk = densityOf(name, eta);
  const x = Float64Array.from({ length: cells[0] }, (_, i) => i * grid.spacing[0]);
  const v = x.map((at) => height * Math.exp(-(((at - length / 2) / width) ** 2)));
  const stride = grid.size / cells[0];
  const s = new FieldState(fft);
  const real = fft.allocReal();
  const excess = (rho: Float64Array): Float64Array => {
    for (let j = 0; j < grid.size; j++) real[j] = rho[Math.floor(j / stride)];
    fft.forward(real, s.hat[0]);
    s.touch();
    const mu = potential(bound, s);
    return x.map((_, i) => mu[i * stride]);
  };
  const muBulk = functional.bulk.slope(rhoBulk);
  const next = (rho: Float64Array): Float64Array => {
    const mu = excess(rho);
    return rho.map((_, i) => rhoBulk * Math.exp((muBulk - v[i] - mu[i]) / kT));
  };
  const rho = fixedPoint(
    next,
    v.map((energy) => rhoBulk * Math.exp(-energy / kT)),
  );
  const mu = excess(rho);
  const chemical = rho.map((value, i) => kT * Math.log(value) + mu[i] + v[i]);
  // −∫ρV′ over the half of the box in front of the barrier
  let force = 0;
  for (let i = 0; 2 * i < cells[0]; i++) {
    force += ((2 * rho[i] * v[i] * (x[i] - length / 2)) / (width * width)) * grid.spacing[0];
  }
  const pressure = rhoBulk * kT + rhoBulk * muBulk - functional.bulk.f(rhoBulk);
  return { x, v, rho, rhoBulk, muBulk, chemical, force: -force, pressure };
}

/** x = G(x) by Anderson's mixing of the last six steps. */
function fixedPoint(next: (x: Float64Array) => Float64Array, start: Float64Array): Float64Array {
  const depth = 6;
  const mixing = 0.15;
  const [steps, changes]: [Float64Array[], Float64Array[]] = [[], []];
  let x = start;
  let image = next(x);
  let rest = image.map((value, i) => value - x[i]);
  for (let n = 0; n < 600; n++) {
    if (Math.max(...rest.map(Math.abs)) < 1e-13 * Math.max(...x)) return image;
    // min |rest − Σ c_i changes_i|
    const c = leastSquares(changes, rest);
    const moved = x.map((value, j) => {
      return value + mixing * rest[j] - c.reduce((sum, ci, i) => sum + ci * (steps[i][j] + mixing * changes[i][j]), 0);
    });
    image = next(moved);
    const restMoved = image.map((value, j) => value - moved[j]);
    steps.push(moved.map((value, j) => value - x[j]));
    changes.push(restMoved.map((value, j) => value - rest[j]));
    if (steps.length > depth) [steps, changes].forEach((list) => void list.shift());
    [x, rest] = [moved, restMoved];
  }
  throw new Error(`no convergence: ${Math.max(...rest.map(Math.abs))}`);
}

/** c that minimises |b − Σ c_i a_i|, by Gram and Schmidt. */
function leastSquares(a: readonly Float64Array[], b: Float64Array): readonly number[] {
  const dot = (p: Float64Array, q: Float64Array) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  const q: Float64Array[] = [];
  const r: number[][] = [];
  for (const column of a) {
    let v = column;
    const row = q.map((unit) => {
      const along = dot(unit, v);
      v = v.map((value, i) => value - along * unit[i]);
      return along;
    });
    const size = Math.sqrt(dot(v, v));
    q.push(v.map((value) => value / size));
    r.push([...row, size]);
  }
  const c = q.map((unit) => dot(unit, b));
  for (let i = c.length - 1; i >= 0; i--) {
    c[i] /= r[i][i];
    for (let l = 0; l < i; l++) c[l] -= r[i][l] * c[i];
  }
  return c;
}

describe('a fluid at a wall', () => {
  const walls: readonly Wall[] = [
    { name: 'percus', eta: 0.5, length: 16 * sigma, cells: [512] },
    { name: 'roth', eta: 0.35, length: 14 * sigma, cells: [320, 4] },
    ...['rosenfeld', 'white-bear', 'white-bear-2'].map((version) => {
      return { name: 'rosenfeld', version, eta: 0.3, length: 14 * sigma, cells: [320, 4, 4] } as const;
    }),
  ];
  test.each(walls)('$name $version: the force is the pressure of the bulk', (wall) => {
    const { x, rho, rhoBulk, muBulk, chemical, force, pressure } = equilibrium(wall);
    expect(Math.max(...rho)).toBeGreaterThan(1.3 * rhoBulk);
    const mu = kT * Math.log(rhoBulk) + muBulk;
    for (const value of chemical) expect(Math.abs(value - mu)).toBeLessThan(1e-11 * kT);
    // where the layers of both walls meet, the pressure is that of the bulk but for the square of what is left of them
    const left = rho.reduce((most, value, i) => {
      return x[i] < sigma || x[i] > wall.length - sigma ? Math.max(most, Math.abs(value / rhoBulk - 1)) : most;
    }, 0);
    expect(left).toBeLessThan(5e-4);
    const stiffness = 1 / structure(wall.name, wall.eta, 0, wall.version);
    expect(Math.abs(force - pressure)).toBeLessThan((1e-10 * pressure + stiffness * rhoBulk * kT * left * left) / 2);
  });

  test('percus: the profile is the exact one of rods between two walls', () => {
    const wall: Wall = { name: 'percus', eta: 0.5, length: 16 * sigma, cells: [512] };
    const { rho, rhoBulk, muBulk } = equilibrium(wall);
    const exact = exactRods(wall.length, 8 * 512, rhoBulk * Math.exp(muBulk / kT));
    const error = rho.reduce((worst, value, i) => Math.max(worst, Math.abs(value - exact[8 * i])), 0);
    expect(error).toBeLessThan(1e-12 * rhoBulk);
  });
});

/**
 * Rods of fugacity z from the middle of one barrier to the middle of the next: ρ(x) = z e^{−V/kT} A(x − σ) A(L − x − σ)/A(L),
 * where A(x), the sum of states of all rods with centres below x, has A′ = z e^{−V(x)/kT} A(x − σ) and A = 1 in the barrier.
 * Integrated by the formula of order six. In cells of the periodic box, whose barrier stands at L/2.
 */
function exactRods(length: number, cells: number, z: number): Float64Array {
  const h = length / cells;
  const shift = Math.round(sigma / h);
  expect(Math.abs(shift * h - sigma)).toBeLessThan(1e-12);
  // position of point i, from the middle of the barrier
  const weight = (i: number): number => {
    const d = Math.min(Math.abs(i), Math.abs(cells - i)) * h;
    return z * Math.exp((-height * Math.exp(-((d / width) ** 2))) / kT);
  };
  const states = new Float64Array(cells + 1).fill(1);
  const before = (i: number): number => (i < shift ? 1 : states[i - shift]);
  const rate = (i: number): number => (i < 0 || i > cells ? 0 : weight(i) * before(i));
  for (let i = 0; i < cells; i++) {
    const sum = 802 * (rate(i) + rate(i + 1)) - 93 * (rate(i - 1) + rate(i + 2)) + 11 * (rate(i - 2) + rate(i + 3));
    states[i + 1] = states[i] + (h * sum) / 1440;
  }
  return Float64Array.from({ length: cells }, (_, j) => {
    const i = (j + cells / 2) % cells;
    return (weight(i) * before(i) * before(cells - i)) / states[cells];
  });
}

/** δF/δρ in every cell. */
function potential(bound: BoundFunctional, s: FieldState): Float64Array {
  const { fft } = s;
  const sum = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
  bound.addPotential(s, sum);
  const out = fft.allocReal();
  fft.inverse(sum.spectral[0], out);
  return out.map((value, j) => value + sum.real[0][j]);
}

function stateOf(fft: Fft, density: (x: readonly number[]) => number): FieldState {
  const { grid } = fft;
  const s = new FieldState(fft);
  const real = fft.allocReal();
  for (let j = 0; j < real.length; j++) real[j] = density(grid.cells.map((_, a) => grid.position(j, a)));
  fft.forward(real, s.hat[0]);
  s.touch();
  return s;
}
