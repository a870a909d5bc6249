// node test/validate/node-versions.mjs [versions…]: the same bytes on every version of Node. Each version comes from the
// package `node` of the registry, in a folder of its own; default 22 and 24, held to the one that runs this.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dk-node-'));
const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['22', '24'];
/** Short runs that pass through everything that feeds a state: both engines, both backends, threads, clipping, starts. */
const runs = [
  ['run', 'gaussian-core-2d', '--set', 'time.duration=2', '--set', 'time.warmup=1'],
  ['run', 'gaussian-core-2d', '--set', 'time.duration=2', '--set', 'time.warmup=0', '--backend', 'reference'],
  ['run', 'gaussian-core-2d', '--set', 'density=3', '--set', 'time.duration=2', '--force', '--threads', '2'],
  ['particles', 'wca-2d-dense', '--set', 'time.duration=0.2', '--set', 'time.warmup=0.05'],
  ['particles', 'wca-2d-dense', '--set', 'time.duration=0.1', '--set', 'time.warmup=0.05', '--backend', 'reference'],
];
let different = 0;
try {
  const expected = resultsWith(process.execPath, 'here');
  console.log(`${process.version}: ${runs.length} runs, ${expected.size} files`);
  for (const version of versions) {
    const home = join(folder, `node-${version}`);
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], {
      cwd: home,
      encoding: 'utf8',
    });
    if (install.status !== 0) throw new Error(`node@${version} does not install: ${install.stderr}`);
    const node = join(home, 'node_modules/.bin/node');
    const found = resultsWith(node, version);
    const wrong = [...expected].filter(([file, hash]) => found.get(file) !== hash).map(([file]) => file);
    different += wrong.length;
    const name = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    console.log(`${name}: ${wrong.length === 0 ? 'the same bytes' : `different: ${wrong.join(', ')}`}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = different === 0 ? 0 : 1;

/** Hashes of the curves, fields and trajectories of all runs, made by one version. */
function resultsWith(node, name) {
  const out = new Map();
  runs.forEach(([command, scenario, ...rest], i) => {
    const run = join(folder, `${name}-${i}`);
    const args = ['bin/dk.js', command, `scenarios/${scenario}.yaml`, '--quiet', '--out', run, ...rest];
    const { status, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8' });
    // 3 and 4: so short a run cannot meet what the scenario expects
    if (![0, 3, 4].includes(status)) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    for (const file of readdirSync(run, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(csv|npy|lammpstrj)$/.test(file)) continue;
      out.set(
        `${i}/${file}`,
        createHash('sha256')
          .update(readFileSync(join(run, file)))
          .digest('hex'),
      );
    }
  });
  return out;
}
