// npm run bench:accuracy: CPU time that a scheme needs for S(k) within 1 % and 0.3 %. See bench/README.md.
import { parseArgs } from 'node:util';
import { machine } from '../lib/baseline.mjs';
import { backendNames, defaultBackend, dk } from '../lib/library.mjs';
import { automaticStep, costs, stepCost } from './cost.mjs';
import { interactionStepper } from './interaction.mjs';
import { measuredBias, worst } from './measured.mjs';
import { bias, largestStep, leadingStep, linearModes, schemes } from './schemes.mjs';

const help = `npm run bench:accuracy [-- options]
  --backend NAME   ours (${backendNames.join(', ')}; default: what a scenario gets)
  --cells N        cells of a side in two dimensions (default 32); the line has N^2
  --duration T     of the runs that measure our bias, in h^2/D (default 6000)
  --rounds N       rounds of the median of the times (default 7)
  --seconds S      length of a round (default 0.1)
  --verify         run the interaction-picture schemes on the whole equation and compare with the exact recursion
  --scan           our bias at longer and longer steps
  --json           print JSON`;

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string' },
    cells: { type: 'string', default: '32' },
    duration: { type: 'string', default: '6000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '0.1' },
    verify: { type: 'boolean', default: false },
    scan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

/** How many times less CPU our schemes should need, at their automatic steps, than others for 1 %. */
const TARGETS = {
  etdrk2: { 5: 8, 14: 25, second: 6 },
  etd1: { 5: 15, 14: 45, second: 11 },
};
const TOLERANCES = [0.01, 0.003];
const ours = ['etdrk2', 'etd1'];
const effort = { rounds: Number(options.rounds), seconds: Number(options.seconds) };

/** Steps, times and biases of one problem. */
function analyse(cells, coupling, backend) {
  const modes = linearModes(cells, coupling);
  const cost = costs(cells, coupling, backend, effort);
  const others = schemes.map((scheme) => ({
    name: scheme.name,
    order: scheme.order,
    milliseconds: 1e3 * cost.of(scheme),
    steps: TOLERANCES.map((tolerance) => largestStep(scheme, modes, tolerance)),
    leading: TOLERANCES.map((tolerance) => leadingStep(scheme, modes, tolerance)),
  }));
  const own = ours.map((name) => {
    const dt = automaticStep(cells, coupling, backend, name);
    const create = ({ sde }) => dk.integrators[name].create(sde, dt);
    const duration = Number(options.duration);
    const bands = measuredBias({ cells, coupling, backend, dt, duration, create });
    return { name, milliseconds: 1e3 * cost[name], dt, bias: worst(bands), bands };
  });
  return { cells, coupling, backend, others, own };
}

const perUnit = ({ milliseconds, dt }) => milliseconds / dt;
const percent = ({ mean, error }) => `${(100 * mean).toFixed(2)} ± ${(100 * error).toFixed(2)} %`;

function print({ cells, coupling, backend, others, own }) {
  console.log(`\n### ${cells.join(' × ')} cells, ρ0V(0)/kT = ${coupling}, backend ${backend}\n`);
  const [best, cheap] = own.map(perUnit);
  const ratios = (time) => `${(time / best).toFixed(1)} | ${(time / cheap).toFixed(1)}`;
  console.log('| scheme | S(k) within | dt D/h² | leading order | CPU ms/step | CPU ms per h²/D | × etdrk2 | × etd1 |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const row of others) {
    row.steps.forEach((dt, i) => {
      const time = row.milliseconds / dt;
      const leading = row.leading[i] === null ? '' : row.leading[i].toFixed(4);
      const words = [row.name, `${100 * TOLERANCES[i]} %`, dt.toFixed(4), leading, row.milliseconds.toFixed(4)];
      console.log(`| ${words.join(' | ')} | ${time.toPrecision(4)} | ${ratios(time)} |`);
    });
  }
  for (const row of own) {
    const time = perUnit(row);
    const words = [`**${row.name}**`, `measured: ${percent(row.bias)}`, `${row.dt} (automatic)`, ''];
    console.log(`| ${words.join(' | ')} | ${row.milliseconds.toFixed(4)} | ${time.toPrecision(4)} | ${ratios(time)} |`);
  }
  console.log('');
  for (const [name, kind, ratio, target] of judged({ others, own, coupling })) {
    const word = ratio >= target ? 'met' : 'NOT MET';
    console.log(`${name} against the best ${kind} scheme at 1 %: ${ratio.toFixed(1)} (target ${target}: ${word})`);
  }
}

/** What the targets compare: [ours, kind of scheme, ratio, target]. */
function judged({ others, own, coupling }) {
  const cheapest = (order) =>
    Math.min(...others.filter((row) => row.order === order).map((row) => row.milliseconds / row.steps[0]));
  return own.flatMap((row) => [
    [row.name, 'first-order', cheapest(1) / perUnit(row), TARGETS[row.name][coupling]],
    [row.name, 'second-order', cheapest(2) / perUnit(row), TARGETS[row.name].second],
  ]);
}

/** The interaction-picture schemes on the whole equation, at steps with a bias of some per cent. */
function verify(cells, coupling, backend) {
  const cost = costs(cells, coupling, backend, effort);
  for (const [scheme, kind] of [
    [schemes.at(-2), 'midpoint'],
    [schemes.at(-1), 'rungeKutta'],
  ]) {
    const dt = 1.5 * largestStep(scheme, linearModes(cells, coupling), 0.01);
    const create = (problem) => interactionStepper(problem, kind, dt);
    const bands = measuredBias({ cells, coupling, backend, dt, duration: Number(options.duration) / 8, create });
    const spent = stepCost(cells, coupling, backend, create, effort);
    const [run, billed] = [spent, cost.of(scheme)].map((seconds) => `${(1e3 * seconds).toFixed(4)} ms`);
    console.log(`\n${scheme.name}, ${cells.join(' × ')} cells, coupling ${coupling}, dt = ${dt.toFixed(4)}`);
    console.log(`  CPU of a step as run here, drift and noise transformed apart: ${run}; billed: ${billed}`);
    for (const band of bands) {
      const inside = linearModes(cells, coupling).filter(({ a }) => a >= band.low ** 2 && a < band.high ** 2);
      const values = inside.map((mode) => 100 * bias(scheme, mode, dt));
      const range = `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)} %`;
      console.log(`  k ${band.low.toFixed(2)}–${band.high.toFixed(2)}: run ${percent(band)}, recursion ${range}`);
    }
  }
}

/** Our schemes at steps beyond the automatic one. */
function scan(cells, coupling, backend) {
  console.log(`\n${cells.join(' × ')} cells, coupling ${coupling}: worst band at D dt/h² = `);
  for (const name of ours) {
    const words = [0.25, 0.5, 1, 2, 4].map((dt) => {
      const create = ({ sde }) => dk.integrators[name].create(sde, dt);
      const bands = measuredBias({ cells, coupling, backend, dt, duration: Number(options.duration), create });
      return `${dt}: ${percent(worst(bands))}`;
    });
    console.log(`  ${name.padEnd(7)} ${words.join('   ')}`);
  }
}

if (options.help) {
  console.log(help);
  process.exit(0);
}
const side = Number(options.cells);
const results = [];
if (!options.json) {
  console.log(
    `${machine().cpu}, Node ${machine().node}. Gaussian core of two cells, 20 particles a cell, k ≤ 0.8 K_c;`,
  );
  console.log(
    'bias of ours: an actual run of the whole equation, worst band; repulsion itself moves S by up to 0.4 %.',
  );
}
for (const cells of [[side, side], [side * side]]) {
  const backend = options.backend ?? defaultBackend(cells);
  for (const coupling of [5, 14]) {
    if (options.verify) verify(cells, coupling, backend);
    else if (options.scan) scan(cells, coupling, backend);
    else {
      results.push(analyse(cells, coupling, backend));
      if (!options.json) print(results.at(-1));
    }
  }
}
if (options.json) console.log(JSON.stringify({ machine: machine(), results }, null, 2));
