// npm run bench:peers: the same work by other programs, where they are installed. See bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from '../lib/baseline.mjs';
import { backendNames, defaultBackend } from '../lib/library.mjs';
import { median } from '../lib/measure.mjs';
import { checkPeers } from './check.mjs';
import { allPeers } from './peers.mjs';
import { Program } from './programs.mjs';
import { works } from './works.mjs';

const help = `npm run bench:peers [-- peer…] [options]
  peer            fftw, fftw-plain, xmds2, xmds2-once, numpy, lammps; default: all that are installed
  --only WORD     work whose name contains the word, e.g. 'field 256' or fft
  --backend NAME  our backend (${backendNames.join(', ')}; default: what a scenario gets)
  --large         also 128^3
  --rounds N      rounds of the median (default 7)
  --seconds S     about the length of a round (default 0.3)
  --planner P     measure or patient: how long FFTW may look for its best plan (default measure)
  --check         compare the physics of the peers instead of their times
  --json          print JSON`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    backend: { type: 'string' },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '0.3' },
    planner: { type: 'string', default: 'measure' },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

/** Our side as a program of its own, so that neither side has the other's memory or garbage. */
export function ours({ kind, dim, cells, count, density, dt, steps }, backend) {
  const script = fileURLToPath(new URL('ours.mjs', import.meta.url));
  const words =
    kind === 'particles'
      ? [kind, dim, count, density, steps]
      : [kind, dim, cells, dt, steps, backend ?? defaultBackend(new Array(dim).fill(cells))];
  return new Program(process.execPath, [script, ...words.map(String)]);
}

/** Ours, peer, peer, ours, …: medians of both and of the ratios of neighbours. */
async function compare(work, peer, rounds) {
  const own = ours(work, options.backend);
  const other = peer.open(work);
  const times = { own: [], other: [], ratio: [] };
  // ours: seconds of one unit of work; LAMMPS fills its lattice with slightly more particles than asked for
  const unit = (seconds, count) => seconds / work.steps / (work.kind === 'particles' ? count : 1);
  const takeOwn = async () => unit(await own.run(), work.count);
  const takeOther = async () => unit(await other.run(), other.count);
  // warm up: compilers, plans, caches, the melting of the lattice
  for (let i = 0; i < 3; i++) {
    await own.run();
    await other.run();
  }
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0;
    const a = first ? await takeOwn() : await takeOther();
    const b = first ? await takeOther() : await takeOwn();
    const [mine, theirs] = first ? [a, b] : [b, a];
    times.own.push(mine);
    times.other.push(theirs);
    times.ratio.push(mine / theirs);
  }
  own.close();
  other.close();
  return { ours: median(times.own), peer: median(times.other), ratio: median(times.ratio) };
}

if (options.help) {
  console.log(help);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'dk-peers-'));
try {
  const peers = allPeers({ folder, planner: options.planner }).filter((peer) => {
    if (positionals.length > 0 && !positionals.includes(peer.name)) return false;
    const missing = peer.missing();
    if (missing !== null) console.error(`${peer.name}: skipped, ${missing}`);
    return missing === null;
  });
  if (options.check) await checkPeers(peers, (work) => ours(work, options.backend));
  else await table(peers);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function table(peers) {
  const rows = [];
  if (!options.json) {
    console.log(`${machine().cpu}, Node ${machine().node}; one core, CPU time, medians of ${options.rounds} rounds`);
    console.log('ratio: our time over the peer’s; below 1 we are faster\n');
    console.log('| work | peer | unit | ours | peer | ratio |\n|---|---|---|---|---|---|');
  }
  for (const work of works({ large: options.large, seconds: Number(options.seconds) })) {
    if (options.only !== undefined && !work.name.includes(options.only)) continue;
    for (const peer of peers.filter(({ kinds }) => kinds.includes(work.kind))) {
      let result;
      try {
        result = await compare(work, peer, Number(options.rounds));
      } catch (error) {
        console.error(`${work.name}, ${peer.name}: failed, ${error.message}`);
        process.exitCode = 1;
        continue;
      }
      const scale = work.kind === 'particles' ? 1e9 : 1e3;
      const row = {
        work: work.name,
        peer: peer.name,
        unit: work.kind === 'particles' ? 'ns per particle and step' : 'ms',
        ours: result.ours * scale,
        theirs: result.peer * scale,
        ratio: result.ratio,
      };
      rows.push(row);
      const [own, other] = [row.ours.toPrecision(4), row.theirs.toPrecision(4)];
      if (!options.json)
        console.log(`| ${row.work} | ${row.peer} | ${row.unit} | ${own} | ${other} | ${row.ratio.toFixed(2)} |`);
    }
  }
  if (options.json) console.log(JSON.stringify({ machine: machine(), options, rows }, null, 2));
}
