// npm run bench: what the parts of a run cost. See bench/README.md.
import { parseArgs } from 'node:util';
import { change, differences, LOST, machine, readBaseline, writeBaseline } from './lib/baseline.mjs';
import { backendNames } from './lib/library.mjs';
import { measure } from './lib/measure.mjs';
import { fftRows } from './rows/fft.mjs';
import { fieldRows } from './rows/field.mjs';
import { functionalRows } from './rows/functionals.mjs';
import { noiseRows } from './rows/noise.mjs';
import { particleRows } from './rows/particles.mjs';
import { scenarioRows } from './rows/scenarios.mjs';

const help = `npm run bench [-- filter…] [options]
  filter          rows whose name contains one of the words
  --backend NAME  rows of this backend only (${backendNames.join(', ')})
  --large         also 128^3
  --rounds N      rounds of the median (default 7)
  --seconds S     length of a round (default 0.06)
  --compare       against bench/baseline.json; exit 1 when a row has lost 10 % or more
  --store         write the figures to bench/baseline.json
  --json          print JSON
  --list          print the names of the rows`;

const { values: options, positionals: filter } = parseArgs({
  allowPositionals: true,
  options: {
    backend: { type: 'string' },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '0.06' },
    compare: { type: 'boolean', default: false },
    store: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const UNITS = { ms: 1e3, µs: 1e6, 'ns per particle and step': 1e9 };
const effort = { rounds: Number(options.rounds), seconds: Number(options.seconds) };

function* allRows() {
  const given = { large: options.large, rounds: effort.rounds };
  for (const rows of [fftRows, noiseRows, fieldRows, functionalRows, particleRows, scenarioRows]) yield* rows(given);
}

function wanted({ name, backend }) {
  if (options.backend !== undefined && backend !== undefined && backend !== options.backend) return false;
  return filter.length === 0 || filter.some((word) => name.includes(word));
}

/** The row's figures, or null where this build or machine cannot run it. */
function take(row) {
  const again = row.time ?? preparedTime(row);
  if (again === null) return null;
  const figures = () => {
    const { seconds, ratio } = again();
    const scale = row.scale ?? 1;
    return { name: row.name, unit: row.unit, value: seconds * scale * UNITS[row.unit], ratio: ratio * scale };
  };
  let best = figures();
  // what looks lost is measured twice more: a busy neighbour makes a row slower, never faster
  for (let i = 0; options.compare && i < 2 && change(baseline, best) >= LOST; i++) {
    const next = figures();
    if (next.ratio < best.ratio) best = next;
  }
  return best;
}

function preparedTime(row) {
  const call = row.prepare();
  return call === null ? null : () => measure(call, effort);
}

function print(row) {
  const changed = change(baseline, row);
  const lost = changed !== null && changed >= LOST;
  const beside = changed === null ? '' : `${changed.toFixed(2)} × baseline${lost ? '   <-- LOST' : ''}`;
  console.log(`${row.name.padEnd(52)} ${row.value.toFixed(1).padStart(11)} ${row.unit.padEnd(3)} ${beside}`.trimEnd());
}

if (options.help) {
  console.log(help);
  process.exit(0);
}
const baseline = readBaseline();
if (options.compare && baseline === null) {
  console.error('there is no bench/baseline.json to compare with: npm run bench -- --store makes one');
  process.exit(2);
}
if (!options.list && !options.json) {
  const { cpu, node, system } = machine();
  console.log(`${cpu}, ${system}, Node ${node}; CPU time, medians of ${effort.rounds} rounds\n`);
  if (baseline !== null && differences(baseline).length > 0) {
    console.log(`the baseline is of another machine, so expect differences: ${differences(baseline).join('; ')}\n`);
  }
}
const results = [];
for (const row of allRows()) {
  if (!wanted(row)) continue;
  if (options.list) {
    console.log(row.name);
    continue;
  }
  let result;
  try {
    result = take(row);
  } catch (error) {
    console.error(`${row.name.padEnd(52)} FAILED: ${error.message}`);
    process.exitCode = 1;
  }
  if (result === undefined || result === null) continue;
  results.push(result);
  if (!options.json) print(result);
}
const lost = results.filter((row) => change(baseline, row) >= LOST);
if (options.json) console.log(JSON.stringify({ machine: machine(), rows: results }, null, 2));
if (options.store) writeBaseline(results, filter.length > 0 || options.backend !== undefined);
if (options.compare) {
  console.error(
    `\n${lost.length} of ${results.length} rows lost 10 % or more against the baseline of ${baseline.date}`,
  );
  if (lost.length > 0) process.exitCode = 1;
}
