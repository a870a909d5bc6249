import { describe, expect, test } from 'vitest';
import { schemeRatio } from '../../src/analysis/theory/scheme.ts';
import { createFft } from '../../src/core/fft/backends.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { FieldState } from '../../src/core/field.ts';
import { type Dealias, Grid } from '../../src/core/grid.ts';
import { Gaussians } from '../../src/core/random.ts';
import { Equation, type EquationOptions } from '../../src/engines/field/equation.ts';
import { integrators } from '../../src/engines/field/integrators/index.ts';
import { functionals } from '../../src/physics/functionals/index.ts';
import { mobilities } from '../../src/physics/mobilities/index.ts';
import { linearRate, linearStructureFactor, type Model } from '../../src/physics/model.ts';

const names = Object.keys(integrators);
const rates = [0.1, 0.5, 1, 3];

/** Zeros, with a one at the given draw. */
class Impulse extends Gaussians {
  draws = 0;
  readonly #at: number;
  constructor(at = -1) {
    super(1);
    this.#at = at;
  }
  override next(): number {
    return this.draws++ === this.#at ? 1 : 0;
  }
  override fill(out: Float64Array, scale = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = scale * this.next();
  }
}

const box = { lengths: [2.9, 1.7], cells: [8, 6] };
const density = 3.1;
const context = { dim: 2 as const, lengths: box.lengths, kT: 0.4, density };
const linear: EquationOptions = {
  dealias: 'none',
  dynamics: 'linear',
  noise: { positivity: 'conservative', scale: 1, at: 'full' },
};

function model(terms: Model['functionals'], over: Partial<Model> = {}): Model {
  return {
    dim: 2,
    lengths: box.lengths,
    kind: 'density',
    species: [{ name: 'a', density }],
    kT: context.kT,
    mu: 1.7,
    functionals: terms,
    mobility: mobilities.brownian.create({}, { mu: 1.7 }),
    ...over,
  };
}

const idealGas = functionals['ideal-gas'].create({}, context);
const gaussianCore = functionals.pair.create(
  { potential: { type: 'gaussian-core', epsilon: 0.5, sigma: 0.6 } },
  context,
);
const stable = [
  { what: 'ideal gas', physics: model([idealGas]) },
  { what: 'with a pair term', physics: model([idealGas, gaussianCore]) },
  {
    what: 'model B',
    physics: model(
      [
        functionals.polynomial.create({ coefficients: [0, 0, 0.3] }, context),
        functionals['square-gradient'].create({ kappa: 0.2 }, context),
      ],
      { kind: 'order-parameter', mobility: mobilities.constant.create({ value: 0.7 }, { mu: 1.7 }) },
    ),
  },
];
/** Double well at its maximum: modes below √(a/κ) grow. */
const spinodal = model(
  [
    functionals['double-well'].create({ a: 2.3 }, context),
    functionals['square-gradient'].create({ kappa: 0.03 }, context),
  ],
  {
    kind: 'order-parameter',
    species: [{ name: 'a', density: 0 }],
    mobility: mobilities.constant.create({ value: 0.7 }, { mu: 1.7 }),
  },
);

/** Factor by which every resolved mode is multiplied in each of three steps without noise, [step][2*resolved]. */
function factors(name: string, sde: Equation, dt: number): readonly Float64Array[] {
  const integrator = integrators[name].create(sde, dt);
  const s = new FieldState(sde.fft);
  return [1, 2, 3].map(() => {
    for (const m of sde.resolved) {
      s.hat[0][2 * m] = 0.8;
      s.hat[0][2 * m + 1] = m === 0 ? 0 : -0.3;
    }
    s.touch();
    const before = s.hat[0].slice();
    integrator.step(s, new Impulse());
    return Float64Array.from({ length: 2 * sde.resolved.length }, (_, i) => {
      const at = 2 * sde.resolved[i >> 1] + (i & 1);
      return s.hat[0][at] / before[at];
    });
  });
}

/** Variance ⟨|ρ̂|²⟩ that one step gives to every resolved mode at rest: the sum over the responses to unit draws. */
function noiseVariance(name: string, sde: Equation, dt: number): Float64Array {
  const out = new Float64Array(sde.resolved.length);
  const counter = new Impulse();
  integrators[name].create(sde, dt).step(new FieldState(sde.fft), counter);
  expect(counter.draws).toBeGreaterThan(0);
  for (let draw = 0; draw < counter.draws; draw++) {
    const s = new FieldState(sde.fft);
    integrators[name].create(sde, dt).step(s, new Impulse(draw));
    sde.resolved.forEach((m, i) => {
      out[i] += s.hat[0][2 * m] * s.hat[0][2 * m] + s.hat[0][2 * m + 1] * s.hat[0][2 * m + 1];
    });
  }
  return out;
}

describe.each(names)('%s does to one linear mode what it declares', (name) => {
  const { response } = integrators[name];

  test.each(stable)('$what', ({ physics }) => {
    const fft = createFft(new Grid(box.lengths, box.cells));
    const { grid } = fft;
    const sde = new Equation(physics, fft, linear);
    expect(sde.hasNonlinear).toBe(false);
    // every mode in turn has the wished x; all others are checked at their own
    const slow = Math.min(...sde.linear.filter((rate) => rate > 0));
    const fast = Math.max(...sde.linear);
    for (const dt of [...rates.map((x) => x / slow), ...rates.map((x) => x / fast)]) {
      const steps = factors(name, sde, dt);
      const variance = noiseVariance(name, sde, dt);
      sde.resolved.forEach((m, i) => {
        const k = Math.sqrt(grid.k2[m]);
        const rate = linearRate(physics, k);
        expect(Math.abs(sde.linear[i] - rate)).toBeLessThanOrEqual(1e-13 * rate);
        const x = rate * dt;
        for (const step of steps) {
          for (const factor of m === 0 ? [step[0]] : [step[2 * i], step[2 * i + 1]]) {
            // the explicit factor 1 − x loses digits where it cancels
            const error = Math.abs(factor - response.factor(x));
            expect(error, `factor at x = ${x}`).toBeLessThan(1e-12 * Math.abs(response.factor(x)) + 1e-15 * (1 + x));
          }
        }
        if (m === 0) {
          expect(variance[i]).toBe(0);
          return;
        }
        // ⟨|ρ_k|²⟩ = N S or V S; ρ_k = h^d ρ̂
        const norm = (physics.kind === 'density' ? density : 1) * grid.volume;
        const stationary = (norm * linearStructureFactor(physics, k)) / (grid.cellVolume * grid.cellVolume);
        const expected = 2 * x * response.noise(x) * stationary;
        expect(Math.abs(variance[i] / expected - 1), `noise at x = ${x}`).toBeLessThan(1e-12);
      });
    }
  });

  test('growing modes: the declared response holds at negative x', () => {
    const fft = createFft(new Grid(box.lengths, box.cells));
    const { grid } = fft;
    const sde = new Equation(spinodal, fft, linear);
    const grows = Array.from(sde.linear.keys()).filter((i) => sde.linear[i] < 0);
    expect(grows.length).toBeGreaterThan(2);
    expect(grows.length).toBeLessThan(sde.resolved.length - 2);
    const fastest = -Math.min(...sde.linear);
    // 1 + x = 0 is a pole of the implicit schemes
    for (const size of [0.1, 0.5, 0.9, 3]) {
      const dt = size / fastest;
      const [step] = factors(name, sde, dt);
      const variance = noiseVariance(name, sde, dt);
      for (const i of grows) {
        const rate = sde.linear[i];
        const x = rate * dt;
        expect(Math.abs(step[2 * i] / response.factor(x) - 1)).toBeLessThan(1e-11);
        // noise per unit time: 2 kT M k² cells/h^d
        const power = (2 * context.kT * 0.7 * grid.k2[sde.resolved[i]] * grid.size) / grid.cellVolume;
        expect(Math.abs(variance[i] / (power * dt * response.noise(x)) - 1)).toBeLessThan(1e-11);
        if (!name.startsWith('etd')) continue;
        // the exponential schemes are exact: e^{|x|} and (e^{2|x|} − 1)/(2|L|)
        expect(Math.abs(step[2 * i] / Math.exp(-x) - 1)).toBeLessThan(1e-12);
        expect(Math.abs(variance[i] / ((power * (Math.exp(-2 * x) - 1)) / (-2 * rate)) - 1)).toBeLessThan(1e-12);
      }
    }
  });

  test('stability: |R| < 1 below the declared L dt, not above', () => {
    const { stability } = integrators[name];
    for (const part of [0.01, 0.5, 0.99]) {
      const x = part * Math.min(stability, 1e3);
      expect(Math.abs(response.factor(x))).toBeLessThan(1);
    }
    if (stability < Number.POSITIVE_INFINITY) {
      expect(Math.abs(response.factor(1.01 * stability))).toBeGreaterThan(1);
      expect(schemeRatio(response, 1.01 * stability)).toBeNaN();
    }
  });

  test('the declared largest rate keeps S within 0.6 % and F(k,t) within 5 % per relaxation time', () => {
    const x = integrators[name].largestRate;
    if (x === Number.POSITIVE_INFINITY) {
      for (const any of rates) expect(schemeRatio(response, any)).toBeCloseTo(1, 12);
      return;
    }
    expect(Math.abs(schemeRatio(response, x) - 1)).toBeLessThan(0.006);
    expect(Math.abs(-Math.log(Math.abs(response.factor(x))) / x - 1)).toBeLessThan(0.05);
  });
});

/** NaN where the scheme is unstable. Every scheme must stand here. */
const table: Readonly<Record<string, readonly number[]>> = {
  'euler-maruyama': [1 / 0.95, 1 / 0.75, 2, Number.NaN],
  'semi-implicit': [1 / 1.05, 1 / 1.25, 1 / 1.5, 1 / 2.5],
  'crank-nicolson': [1, 1, 1, 1],
  etd1: [1, 1, 1, 1],
  etdrk2: [1, 1, 1, 1],
  'etd-ab2': [1, 1, 1, 1],
  'etd-am2': [1, 1, 1, 1],
};

test.each(names)('S/S_exact of %s at x = 0.1, 0.5, 1, 3', (name) => {
  rates.forEach((x, i) => {
    const ratio = schemeRatio(integrators[name].response, x);
    if (Number.isNaN(table[name][i])) expect(ratio).toBeNaN();
    else expect(Math.abs(ratio / table[name][i] - 1)).toBeLessThan(1e-13);
  });
  expect(schemeRatio(integrators[name].response, -0.3), 'no stationary state').toBeNaN();
});

test('the response is what S(k) of a long run becomes: the variance recursion has its fixed point there', () => {
  for (const name of names) {
    const { response } = integrators[name];
    for (const x of [0.1, 0.5, 1]) {
      let variance = 0;
      for (let n = 0; n < 2000; n++)
        variance = response.factor(x) * response.factor(x) * variance + 2 * x * response.noise(x);
      expect(Math.abs(variance / schemeRatio(response, x) - 1)).toBeLessThan(1e-12);
    }
  }
});

const full: EquationOptions = { ...linear, dealias: 'two-thirds', dynamics: 'full' };
const external = functionals.external.create(
  { potential: { type: 'cosine', amplitude: 0.3, waves: [1, -1] } },
  context,
);
const nonlinearPhysics = model([idealGas, gaussianCore, external]);

function bump(fft: Fft): FieldState {
  const s = new FieldState(fft);
  s.hat[0][0] = density * fft.grid.size;
  for (const m of fft.grid.resolved('two-thirds')) {
    if (m === 0) continue;
    s.hat[0][2 * m] = 0.1 * density * fft.grid.size * Math.exp(-0.1 * fft.grid.k2[m]);
  }
  s.touch();
  return s;
}

describe.each(names)('%s at work', (name) => {
  const grid = new Grid(box.lengths, [12, 8]);
  const fft = createFft(grid);

  test('converges without noise at the declared order', () => {
    const sde = new Equation(nonlinearPhysics, fft, { ...full, noise: { ...full.noise, scale: 0 } });
    expect(sde.hasNonlinear).toBe(true);
    const time = 0.05;
    const run = (steps: number): Float64Array => {
      const s = bump(fft);
      const integrator = integrators[name].create(sde, time / steps);
      for (let n = 0; n < steps; n++) integrator.step(s, new Impulse());
      return s.hat[0];
    };
    const distance = (a: Float64Array, b: Float64Array) =>
      Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]) * (v - b[i]), 0));
    const runs = [64, 128, 256, 512].map(run);
    const gaps = [0, 1, 2].map((i) => distance(runs[i], runs[i + 1]));
    const order = Math.log2(gaps[1] / gaps[2]);
    expect(Math.abs(order - integrators[name].order.deterministic), `gaps ${gaps}`).toBeLessThan(0.1);
  });

  test('all schemes solve one equation', () => {
    const sde = new Equation(nonlinearPhysics, fft, { ...full, noise: { ...full.noise, scale: 0 } });
    const run = (which: string, steps: number): Float64Array => {
      const s = bump(fft);
      const integrator = integrators[which].create(sde, 0.05 / steps);
      for (let n = 0; n < steps; n++) integrator.step(s, new Impulse());
      return s.hat[0];
    };
    const truth = run('etdrk2', 400);
    const own = run(name, 2000);
    const scale = Math.sqrt(truth.reduce((sum, v, i) => (i > 1 ? sum + v * v : sum), 0));
    const off = Math.sqrt(own.reduce((sum, v, i) => sum + (v - truth[i]) * (v - truth[i]), 0));
    // first-order schemes: ½ (L dt)² per step over 2000 steps
    expect(off / scale).toBeLessThan(integrators[name].order.deterministic === 1 ? 3e-3 : 1e-5);
  });

  test('keeps the mean mode to the last bit and everything unresolved at zero, with noise', () => {
    const sde = new Equation(nonlinearPhysics, fft, full);
    const s = bump(fft);
    const integrator = integrators[name].create(sde, 2e-4);
    const gaussians = new Gaussians(3);
    const before = s.hat[0][0];
    for (let n = 0; n < 40; n++) integrator.step(s, gaussians);
    expect(s.hat[0][0]).toBe(before);
    expect(s.hat[0][1]).toBe(0);
    const resolved = new Set(sde.resolved);
    for (let m = 0; m < grid.modes; m++) {
      if (!resolved.has(m)) expect([s.hat[0][2 * m], s.hat[0][2 * m + 1]]).toEqual([0, 0]);
    }
    expect(s.hat[0].every(Number.isFinite)).toBe(true);
  });

  test('save and load continue exactly', () => {
    const sde = new Equation(nonlinearPhysics, fft, full);
    const dt = 2e-4;
    const s = bump(fft);
    const gaussians = new Gaussians(4);
    const integrator = integrators[name].create(sde, dt);
    for (let n = 0; n < 5; n++) integrator.step(s, gaussians);
    const saved = structuredClone({ hat: s.hat[0], integrator: integrator.save(), gaussians: gaussians.save() });
    for (let n = 0; n < 5; n++) integrator.step(s, gaussians);

    const again = new FieldState(fft);
    again.hat[0].set(saved.hat);
    again.touch();
    const other = integrators[name].create(sde, dt);
    other.load(saved.integrator);
    const stream = new Gaussians(99);
    stream.load(saved.gaussians);
    for (let n = 0; n < 5; n++) other.step(again, stream);
    expect(again.hat[0]).toEqual(s.hat[0]);
  });

  test.each([
    { what: 'ideal gas', terms: [idealGas], nonlinear: false },
    { what: 'pair term', terms: [idealGas, gaussianCore], nonlinear: true },
  ])('costs the declared number of transforms ($what)', ({ terms, nonlinear }) => {
    const counted = countedFft(grid);
    const sde = new Equation(model(terms), counted.fft, full);
    const s = bump(counted.fft);
    const integrator = integrators[name].create(sde, 1e-4);
    const gaussians = new Gaussians(5);
    integrator.step(s, gaussians);
    counted.calls = 0;
    integrator.step(s, gaussians);
    expect(counted.calls).toBe(integrators[name].transforms(2, nonlinear));
  });
});

function countedFft(grid: Grid): { calls: number; readonly fft: Fft } {
  const inner = createFft(grid);
  const counted = (transforms: Pick<Fft, 'forward' | 'inverse'>): Pick<Fft, 'forward' | 'inverse'> => ({
    forward(input, to) {
      out.calls++;
      transforms.forward(input, to);
    },
    inverse(input, to) {
      out.calls++;
      transforms.inverse(input, to);
    },
  });
  const out = {
    calls: 0,
    fft: {
      backend: inner.backend,
      grid,
      cells: inner.cells,
      dispose: inner.dispose,
      allocReal: () => inner.allocReal(),
      allocSpectrum: () => inner.allocSpectrum(),
      ...counted(inner),
      band: (dealias: Dealias) => ({ ...inner.band(dealias), ...counted(inner) }),
    },
  };
  return out;
}
