import { describe, expect, test } from 'vitest';
import { binodals } from '../../src/analysis/theory/binodal.ts';
import { GridFreeEnergy } from '../../src/analysis/theory/grid-free-energy.ts';
import { planarInterface } from '../../src/analysis/theory/interface.ts';
import { type Equilibrium, minimise } from '../../src/analysis/theory/minimise.ts';
import { ReducedPotential } from '../../src/analysis/theory/reduced-potential.ts';
import { recogniseSlab } from '../../src/analysis/theory/slab.ts';
import { bulkPressure, chemicalPotential, curvatureAt } from '../../src/analysis/theory/thermodynamics.ts';
import { createEntry, type EntrySpec } from '../../src/core/define.ts';
import { createFft } from '../../src/core/fft/backends.ts';
import { FieldState } from '../../src/core/field.ts';
import { Grid } from '../../src/core/grid.ts';
import { Gaussians } from '../../src/core/random.ts';
import { type Profile, profileValues } from '../../src/engines/field/initial.ts';
import type { Functional } from '../../src/physics/functionals/functional.ts';
import { functionals } from '../../src/physics/functionals/index.ts';
import { mobilities } from '../../src/physics/mobilities/index.ts';
import type { FieldKind, Model } from '../../src/physics/model.ts';

/** Equilibrium profiles against closed forms. */

interface Case {
  readonly kind: FieldKind;
  readonly density: number;
  readonly kT: number;
  readonly lengths: readonly number[];
  readonly terms: readonly EntrySpec[];
}

function modelOf({ kind, density, kT, lengths, terms }: Case): Model {
  const dim = new Grid(
    lengths,
    lengths.map(() => 2),
  ).dim;
  const context = { dim, lengths, kT, density };
  return {
    dim,
    lengths,
    kind,
    species: [{ name: 'a', density }],
    kT,
    mu: 0.3,
    functionals: terms.map((term) => createEntry(functionals, term, context)),
    mobility: createEntry(mobilities, kind === 'density' ? { type: 'brownian' } : { type: 'constant', value: 2.2 }, {
      mu: 0.3,
    }),
  };
}

function solve(model: Model, cells: readonly number[], start: Profile, mu: number | null = null): Equilibrium {
  const fft = createFft(new Grid(model.lengths, cells), 'auto');
  const found = minimise(model, fft, profileValues(fft.grid, model.species[0].density, start), { mu });
  expect(found.converged).toBe(true);
  return found;
}

/** max|δF/δρ − μ| by the functionals themselves. */
function residual(model: Model, cells: readonly number[], { profile, mu }: Equilibrium): number {
  const fft = createFft(new Grid(model.lengths, cells));
  const state = new FieldState(fft);
  fft.forward(profile, state.hat[0]);
  const sum = { real: [fft.allocReal()], spectral: [fft.allocSpectrum()] };
  for (const term of model.functionals) term.bind(fft).addPotential(state, sum);
  const back = fft.allocReal();
  fft.inverse(sum.spectral[0], back);
  return back.reduce((most, x, j) => Math.max(most, Math.abs(x + sum.real[0][j] - mu)), 0);
}

const [height, kappa] = [1.7, 0.6];
const well: readonly EntrySpec[] = [
  { type: 'double-well', a: height },
  { type: 'square-gradient', kappa },
];
const xi = Math.sqrt((2 * kappa) / height);
const gamma = ((2 * Math.SQRT2) / 3) * Math.sqrt(kappa * height);

describe('a slab in a double well', () => {
  const c: Case = { kind: 'order-parameter', density: 0.15, kT: 0.02, lengths: [36], terms: well };
  // half the thinner phase is 7.6: the other interface is felt as 8e^{−2·7.6/ξ} ≈ 1e-7
  const felt = 8 * Math.exp((-2 * 36 * 0.425) / 2 / xi);

  test('tension, width and profile', () => {
    expect(felt).toBeLessThan(1e-6);
    const model = modelOf(c);
    const found = solve(model, [256], { type: 'step', amplitude: 5, axis: 0 });
    const slab = recogniseSlab(model, new Grid([36], [256]), found);
    if (slab === null) throw new Error('no slab');
    expect(Math.abs(slab.tension / gamma - 1)).toBeLessThan(felt);
    expect(Math.abs(slab.width / xi - 1)).toBeLessThan(felt);
    expect(Math.abs(slab.tenNinety / (2 * Math.atanh(0.8) * xi) - 1)).toBeLessThan(felt);
    expect(Math.abs(found.mu)).toBeLessThan(felt);
    // two interfaces, half a slab of 36·1.15/2 to either side of its middle, L/4
    const half = (36 * 1.15) / 4;
    found.profile.forEach((phi, j) => {
      const x = Math.abs((((j * 36) / 256 - 9 + 54) % 36) - 18);
      expect(Math.abs(phi - Math.tanh((half - x) / xi))).toBeLessThan(2 * felt);
    });
    expect(found.particles / 36).toBeCloseTo(0.15, 12);
    expect(residual(model, [256], found)).toBeLessThan(1e-9);
  });

  test('the same slab across a plane has the same tension', () => {
    const model = modelOf({ ...c, lengths: [5, 36] });
    const found = solve(model, [16, 128], { type: 'step', amplitude: 5, axis: 1 });
    const slab = recogniseSlab(model, new Grid([5, 36], [16, 128]), found);
    expect(slab?.axis).toBe(1);
    expect(Math.abs((slab?.tension ?? 0) / gamma - 1)).toBeLessThan(1e-6);
  });
});

test('a slab of a van der Waals fluid is the quadrature, with a far thinner vapour too', () => {
  const [a, b] = [2.3, 0.7];
  const polynomial = (kT: number): EntrySpec => {
    // kTρ[bρ + (bρ)²/2 + …] − aρ²: −kTρ ln(1 − bρ) to eighth order
    const c = Array.from({ length: 8 }, (_, n) => (kT * b ** (n + 1)) / (n + 1));
    return { type: 'polynomial', coefficients: [0, 0, c[0] - a, ...c.slice(1)] };
  };
  for (const [t, cells] of [
    [0.8, 256],
    [0.45, 512],
  ]) {
    const kT = (t * 8 * a) / (27 * b);
    const terms = [{ type: 'ideal-gas' }, polynomial(kT), { type: 'square-gradient', kappa: 1.9 }];
    const model = modelOf({ kind: 'density', density: 0.45, kT, lengths: [70], terms });
    const found = solve(model, [cells], { type: 'step', amplitude: 0.7, axis: 0 });
    const slab = recogniseSlab(model, new Grid([70], [cells]), found);
    const [phases] = binodals(model);
    const face = planarInterface(model, phases);
    if (slab === null || face === null) throw new Error('no interface');
    expect(Math.abs(slab.tension / face.tension - 1)).toBeLessThan(1e-8);
    expect(Math.abs(slab.width / face.width - 1)).toBeLessThan(1e-7);
    expect(Math.abs(slab.low / phases.low - 1)).toBeLessThan(1e-8);
    expect(Math.abs(slab.high / phases.high - 1)).toBeLessThan(1e-8);
  }
});

describe('Gibbs and Thomson: a droplet in a plane', () => {
  /** Relative error of ΔP = γ/R with the equimolar R, and of the shift of the outer phase, γ/(RΔφ f″). */
  const droplet = (radius: number): readonly [laplace: number, shift: number] => {
    const side = 3.6 * radius;
    const mean = -1 + (2 * Math.PI * radius * radius) / (side * side);
    const model = modelOf({ kind: 'order-parameter', density: mean, kT: 0.02, lengths: [side, side], terms: well });
    const n = 2 * Math.ceil(side / 0.9);
    const start: Profile = { type: 'droplet', inside: 1, radius, width: xi };
    const { mu, profile } = solve(model, [n, n], start);
    const phase = (from: number): number => {
      let phi = from;
      for (let i = 0; i < 20; i++) phi += (mu - chemicalPotential(model, phi)) / curvatureAt(model, 0, phi);
      return phi;
    };
    const [inside, outside] = [phase(1), phase(-1)];
    const share = (profile.reduce((sum, x) => sum + x, 0) / profile.length - outside) / (inside - outside);
    const r = Math.sqrt((share * side * side) / Math.PI);
    const laplace = (bulkPressure(model, inside) - bulkPressure(model, outside)) / (gamma / r) - 1;
    const shift = (outside + 1) / (gamma / (2 * r * curvatureAt(model, 0, -1))) - 1;
    return [laplace * (r / xi) * (r / xi), shift * (r / xi)];
  };

  test('the error of Laplace is second order in ξ/R (the Tolman length of a symmetric well is 0), of the shift first', () => {
    const [small, large] = [droplet(5), droplet(10)];
    // the coefficients of the orders are constants of order 1
    expect(Math.abs(small[0])).toBeLessThan(1);
    expect(Math.abs(small[1])).toBeLessThan(1);
    // the next order is smaller by ξ/R = 1/6
    expect(Math.abs(large[0] / small[0] - 1)).toBeLessThan(1 / 6);
    expect(Math.abs(large[1] / small[1] - 1)).toBeLessThan(1 / 6);
  });
});

describe('an ideal gas in a potential', () => {
  const c: Case = {
    kind: 'density',
    density: 0.7,
    kT: 0.4,
    lengths: [9, 5],
    terms: [{ type: 'ideal-gas' }, { type: 'external', potential: { type: 'cosine', amplitude: 30, waves: [1, 2] } }],
  };

  test('is Boltzmann’s, over 130 decades', () => {
    const found = solve(modelOf(c), [32, 24], { type: 'uniform' });
    const grid = new Grid([9, 5], [32, 24]);
    const v = Float64Array.from({ length: grid.size }, (_, j) => {
      return 30 * Math.cos(2 * Math.PI * (grid.position(j, 0) / 9 + (2 * grid.position(j, 1)) / 5));
    });
    const norm = v.reduce((sum, x) => sum + Math.exp(-x / 0.4), 0) / grid.size;
    found.profile.forEach((rho, j) => {
      const exact = (0.7 * Math.exp(-v[j] / 0.4)) / norm;
      // 2e-16 of the 75 kT of the exponent, twice
      expect(Math.abs(rho / exact - 1)).toBeLessThan(1e-12);
    });
    expect(Math.abs(found.mu / (0.4 * Math.log(0.7 / norm)) - 1)).toBeLessThan(1e-12);
    // Ω = −kT N
    expect(Math.abs(found.grandPotential / (-0.4 * 0.7 * 45) - 1)).toBeLessThan(1e-12);
  });

  test('a reservoir of that chemical potential holds as many particles', () => {
    const model = modelOf(c);
    const { mu, particles } = solve(model, [32, 24], { type: 'uniform' });
    const open = solve(model, [32, 24], { type: 'uniform' }, mu + 0.4 * Math.log(1.5));
    expect(open.mu).toBe(mu + 0.4 * Math.log(1.5));
    expect(Math.abs(open.particles / (1.5 * particles) - 1)).toBeLessThan(1e-12);
  });
});

describe('interacting particles in a potential', () => {
  const c: Case = {
    kind: 'density',
    density: 1.4,
    kT: 0.6,
    lengths: [9, 7],
    terms: [
      { type: 'ideal-gas' },
      { type: 'pair', potential: { type: 'gaussian-core', epsilon: 1.5, sigma: 1.2 } },
      { type: 'external', potential: { type: 'cosine', amplitude: 1e-4, waves: [2, 0] } },
    ],
  };

  test('respond as linear theory says: δρ = −ρS(k)V/kT', () => {
    const model = modelOf(c);
    const found = solve(model, [32, 24], { type: 'uniform' });
    const response = -1 / curvatureAt(model, (4 * Math.PI) / 9, 1.4);
    const grid = new Grid([9, 7], [32, 24]);
    found.profile.forEach((rho, j) => {
      const wave = 1e-4 * Math.cos((4 * Math.PI * grid.position(j, 0)) / 9);
      // the next order is (V/kT)² ≈ 3e-8 of the density
      expect(Math.abs(rho - 1.4 - response * wave)).toBeLessThan(1e-7);
    });
  });

  test('one functional in two forms: quadratic, and as if its chemical potential were nonlinear', () => {
    const terms = c.terms.map((term, i) =>
      i === 2 ? { ...term, potential: { type: 'cosine', amplitude: 2, waves: [2, 1] } } : term,
    );
    const model = modelOf({ ...c, terms });
    const disguised: Model = {
      ...model,
      functionals: model.functionals.map((term): Functional => {
        if (term.name !== 'pair') return term;
        return {
          ...term,
          bind(fft) {
            const { kernel, ...bound } = term.bind(fft);
            return { ...bound, nonlinear: true };
          },
        };
      }),
    };
    const [plain, other] = [model, disguised].map((m) => solve(m, [32, 24], { type: 'uniform' }));
    // residuals of 1e-10 kT and F″ > kT/ρ: δρ < 1e-10 ρ each
    plain.profile.forEach((rho, j) => {
      expect(Math.abs(other.profile[j] / rho - 1)).toBeLessThan(4e-10);
    });
    expect(Math.abs(other.energy / plain.energy - 1)).toBeLessThan(1e-12);
    expect(residual(model, [32, 24], plain)).toBeLessThan(1e-9);
  });
});

test('a Nyquist mode is no k = 0: attraction does not order neighbouring cells', () => {
  // û(0) = −πεσ² is far beyond the spinodal, û(2π) = e^{−π²} û(0)
  const terms = [
    { type: 'lattice-gas', 'rho-max': 1.3 },
    { type: 'pair', potential: { type: 'gaussian-core', epsilon: -1, sigma: 1 } },
  ];
  const lengths = [30, 1];
  const model = modelOf({ kind: 'density', density: 0.6, kT: 0.6, lengths, terms });
  const grid = new Grid(lengths, [128, 2]);
  const start = profileValues(grid, 0.6, { type: 'step', amplitude: 0.7, axis: 0 });
  const disturbed = start.map((rho, j) => rho + (j % 2 === 0 ? 0.01 : -0.01));
  const found = solve(model, [128, 2], { type: 'values', values: disturbed });
  const slab = recogniseSlab(model, grid, found);
  expect(slab?.axis).toBe(0);
  const [phases] = binodals(model);
  expect(Math.abs((slab?.high ?? 0) / phases.high - 1)).toBeLessThan(1e-6);
  for (let j = 0; j < grid.size; j += 2) {
    // F″ > kT/ρ for the mode that is left of the disturbance, and a residual of 1e-10 kT
    expect(Math.abs(found.profile[j + 1] / found.profile[j] - 1)).toBeLessThan(4e-10);
  }
});

test('what does not converge says so', () => {
  const model = modelOf({ kind: 'order-parameter', density: 0.15, kT: 0.02, lengths: [36], terms: well });
  const fft = createFft(new Grid([36], [64]));
  const start = profileValues(fft.grid, 0.15, { type: 'step', amplitude: 5, axis: 0 });
  const found = minimise(model, fft, start, { mu: null, maxIterations: 1 });
  expect(found).toMatchObject({ converged: false, iterations: 1 });
  expect(found.residual).toBeGreaterThan(1e-10);
});

test('a mixture is refused', () => {
  const model = modelOf({ kind: 'density', density: 0.15, kT: 0.5, lengths: [6], terms: [{ type: 'ideal-gas' }] });
  const two = { ...model, species: [...model.species, { name: 'b', density: 1 }] };
  const fft = createFft(new Grid([6], [8]));
  expect(() => minimise(two, fft, fft.allocReal(), { mu: null })).toThrow(/not a mixture/);
});

test('a step that loses every particle is no step: rods beyond where Percus’ functional ends', () => {
  // continued there it has no lower bound: steps are as long as e^{1000}
  const terms = [{ type: 'ideal-gas' }, { type: 'percus', sigma: 1.2 }];
  const model = modelOf({ kind: 'density', density: 0.83, kT: 0.6, lengths: [60], terms });
  const fft = createFft(new Grid([60], [200]));
  const gaussians = new Gaussians(1);
  const start = Float64Array.from({ length: 200 }, () => 0.83 * (1 + 0.01 * gaussians.next()));
  const particles = start.reduce((sum, rho) => sum + rho, 0) * 0.3;
  const found = minimise(model, fft, start, { mu: null, maxIterations: 40 });
  expect(found.converged).toBe(false);
  expect([found.energy, found.mu, ...found.profile].every(Number.isFinite)).toBe(true);
  expect(Math.abs(found.particles / particles - 1)).toBeLessThan(1e-12);
});

test('a state whose residual cannot be computed has none, and is not converged', () => {
  const model = modelOf({ kind: 'density', density: 0.7, kT: 0.6, lengths: [5], terms: [{ type: 'ideal-gas' }] });
  const fft = createFft(new Grid([5], [8]));
  const problem = new GridFreeEnergy(model, fft);
  const state = new ReducedPotential(problem, model, fft.grid, new Float64Array(8).fill(0.7), null);
  // e^u overflows, and its sum is still shared out
  const far = Float64Array.from({ length: 8 }, (_, j) => 900 + j);
  state.place(far);
  expect(Math.abs(state.particles() / 3.5 - 1)).toBeLessThan(1e-12);
  expect(far[7]).toBeCloseTo(Math.log((0.7 * 8) / Array.from(far).reduce((sum, _, j) => sum + Math.exp(-j), 0)), 12);
  const nowhere = state.place(new Float64Array(8).fill(Number.NaN));
  expect(nowhere).toMatchObject({ value: Number.POSITIVE_INFINITY, residual: Number.NaN });
  // at fixed μ: empty is no state
  const open = new ReducedPotential(problem, model, fft.grid, new Float64Array(8).fill(0.7), 0.3);
  expect(open.place(new Float64Array(8).fill(-2000)).residual).toBeNaN();
  const lost = minimise(model, fft, new Float64Array(8).fill(Number.NaN), { mu: null });
  expect(lost.converged).toBe(false);
});

describe('the residual is met at the start', () => {
  test.each([
    [0.15, false],
    [0.9, true],
  ])('a uniform double well at φ = %f: a minimum is %s', (density, minimum) => {
    const model = modelOf({ kind: 'order-parameter', density, kT: 0.02, lengths: [36], terms: well });
    const fft = createFft(new Grid([36], [64]));
    const found = minimise(model, fft, new Float64Array(64).fill(density), { mu: null });
    expect(found).toMatchObject({ converged: true, iterations: 0, minimum });
  });
});

test('Ω without a lower bound stops, and says so', () => {
  const terms = [
    { type: 'ideal-gas' },
    { type: 'pair', potential: { type: 'gaussian-core', epsilon: -1.3, sigma: 0.9 } },
  ];
  const model = modelOf({ kind: 'density', density: 2.2, kT: 0.6, lengths: [9], terms });
  const fft = createFft(new Grid([9], [32]));
  const found = minimise(model, fft, new Float64Array(32).fill(2.2), { mu: 4 });
  expect(found).toMatchObject({ converged: false, unbounded: true });
  expect(found.particles).toBeGreaterThan(1e6 * 2.2 * 9);
});
