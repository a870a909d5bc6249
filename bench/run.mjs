// What the parts of a step cost: medians over several rounds, in one process, one thread. See bench/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  BrownianEngine,
  CoarseGrain,
  createEntry,
  createFft,
  Equation,
  FieldEngine,
  functionals,
  Gaussians,
  Grid,
  initialSpectrum,
  integrators,
  latticeStart,
  mobilities,
  modesWithin,
  pairForces,
  particleIntegrators,
  particleModes,
  potentials,
  stepLimits,
  tightest,
} from '../dist/index.js';

const ROUNDS = 7;
const baselineFile = new URL('./baseline.json', import.meta.url);
const only = process.argv.slice(2).find((word) => !word.startsWith('--'));
const store = process.argv.includes('--store');
const results = {};

/** Median time of one call in microseconds; each round lasts about 60 ms. */
function measure(name, call) {
  if (only !== undefined && !name.includes(only)) return;
  let calls = 1;
  for (let spent = 0; spent < 30; calls *= 2) spent = time(call, calls);
  const rounds = Array.from({ length: ROUNDS }, () => time(call, calls) / calls).sort((a, b) => a - b);
  results[name] = 1000 * rounds[Math.floor(ROUNDS / 2)];
}

function time(call, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) call();
  return performance.now() - start;
}

for (const cells of [[4096], [65536], [64, 64], [256, 256], [96, 96], [64, 64, 64]]) {
  const grid = new Grid(
    cells.map((n) => n / 4),
    cells,
  );
  const fft = createFft(grid);
  const [real, spectrum] = [fft.allocReal(), fft.allocSpectrum()];
  new Gaussians(1).fill(real);
  measure(`fft/forward ${cells.join('x')}`, () => fft.forward(real, spectrum));
  measure(`fft/inverse ${cells.join('x')}`, () => fft.inverse(spectrum, real));
}

const gaussians = new Gaussians(1);
const million = new Float64Array(1e6);
measure('noise/10^6 normals', () => gaussians.fill(million));

for (const cells of [[4096], [128, 128], [32, 32, 32]]) {
  for (const name of Object.keys(integrators)) {
    const engine = fieldEngine(cells, name);
    measure(`step/${name} ${cells.join('x')}`, () => engine.advanceTo(engine.time + engine.dt));
  }
}

// particles: per particle and step, so that linear in N shows as one figure
for (const [dim, density, counts] of [
  [2, 0.5, [1e3, 1e4, 1e5]],
  [3, 0.7, [1e3, 1e4, 1e5]],
]) {
  for (const count of counts) {
    const name = `particles/wca ${dim}D rho=${density} N=${count} (ns per particle and step)`;
    if (only !== undefined && !name.includes(only)) continue;
    const engine = wcaEngine(dim, density, count);
    // melt the lattice before the clock runs
    engine.advanceTo(300 * engine.dt);
    measure(name, () => engine.advanceTo((engine.steps + 1) * engine.dt));
    results[name] *= 1000 / count;
  }
}

const box = [100, 100];
const scattered = box.map(() => new Float64Array(1e4));
{
  const gaussian = new Gaussians(3);
  for (const axis of scattered) for (let i = 0; i < axis.length; i++) axis[i] = 100 * gaussian.uniform();
}
for (const limit of [22, 45, 128]) {
  const modes = modesWithin(box, [limit, limit]);
  const out = new Float64Array(2 * modes.count);
  measure(`modes/S(k) of 10^4 particles, ${modes.count} modes`, () => particleModes(scattered, modes, out));
}
for (const cells of [49, 256]) {
  const grain = new CoarseGrain(box, [cells, cells], 150 / cells);
  const out = new Float64Array(grain.size);
  measure(`coarse-grain/10^4 particles ${cells}x${cells}`, () => grain.density(scattered, out));
}

/** Repulsive disks or spheres at kT = epsilon and the step of their stiffness. */
function wcaEngine(dim, density, count) {
  const side = (count / density) ** (1 / dim);
  const lengths = new Array(dim).fill(side);
  const potential = createEntry(potentials, { type: 'wca', epsilon: 1, sigma: 1 }, undefined);
  const setup = {
    ...{ lengths, kT: 1, mu: 1, mass: 1, noiseScale: 1, dt: 2e-4, sigma: 1 },
    integrator: particleIntegrators['leimkuhler-matthews'],
    interactions: [pairForces(potential, lengths, count)],
  };
  return new BrownianEngine(setup, latticeStart(lengths, count), new Gaussians(1));
}

/** Ideal gas with a Gaussian core of two cells, rho0 V(0)/kT = 5, 20 particles in a cell. */
function fieldEngine(cells, integrator) {
  const grid = new Grid(cells, cells);
  const fft = createFft(grid);
  const context = { dim: grid.dim, lengths: grid.lengths, kT: 1 };
  const density = 20;
  const epsilon = 5 / (density * (4 * Math.PI) ** (grid.dim / 2));
  const terms = [{ type: 'ideal-gas' }, { type: 'pair', potential: { type: 'gaussian-core', epsilon, sigma: 2 } }];
  const model = {
    ...context,
    kind: 'density',
    species: [{ name: 'a', density }],
    mu: 1,
    functionals: terms.map((term) => createEntry(functionals, term, context)),
    mobility: createEntry(mobilities, { type: 'brownian' }, { mu: 1 }),
  };
  const options = {
    dealias: 'two-thirds',
    dynamics: 'full',
    noise: { positivity: 'conservative', scale: 1, at: 'full' },
  };
  const sde = new Equation(model, fft, options);
  const problem = { model, fft, dealias: 'two-thirds', sde, integrator: integrators[integrator], diffusive: 3 };
  const spectrum = initialSpectrum(fft, sde.resolved, fft.allocReal().fill(density), density);
  const dt = tightest(stepLimits(problem, null)).dt;
  return new FieldEngine({ problem, dt, adaptive: false }, spectrum, new Gaussians(1));
}

let baseline = {};
try {
  baseline = JSON.parse(readFileSync(baselineFile, 'utf8'));
} catch {
  // no baseline yet
}
for (const [name, value] of Object.entries(results)) {
  const before = baseline[name];
  const ratio = before === undefined ? '' : `${(value / before).toFixed(2)} × baseline`;
  const unit = name.includes('(ns') ? 'ns' : 'µs';
  console.log(`${name.padEnd(64)} ${value.toFixed(1).padStart(12)} ${unit}   ${ratio}`);
}
if (store) writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, ...results }, null, 2)}\n`);
