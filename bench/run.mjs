// What the parts of a step cost: medians over several rounds, in one process, one thread. See bench/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  createEntry,
  createFft,
  Equation,
  FieldEngine,
  functionals,
  Gaussians,
  Grid,
  initialSpectrum,
  integrators,
  mobilities,
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
  console.log(`${name.padEnd(36)} ${value.toFixed(1).padStart(12)} µs   ${ratio}`);
}
if (store) writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, ...results }, null, 2)}\n`);
