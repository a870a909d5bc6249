// Whole runs as a user starts them, wall time with one worker: start-up, files and figures are part of it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calibrate, median } from '../lib/measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const runs = [
  ['scenario/until the first step, ideal-gas-1d', 'run ideal-gas-1d --dry-run'],
  ['scenario/smallest run, ideal-gas-1d, 200 steps', 'run ideal-gas-1d --set time.duration=100'],
  ['scenario/dk run gaussian-core-2d, a tenth', 'run gaussian-core-2d --set time.duration=80'],
  ['scenario/dk run spinodal-double-well, one replica', 'run spinodal-double-well'],
  [
    'scenario/dk particles wca-2d-dense, a tenth',
    'particles wca-2d-dense --set time.duration=12 --set time.warmup=1.6',
  ],
];

export function* scenarioRows({ rounds }) {
  for (const [name, words] of runs) {
    const [command, scenario, ...rest] = words.split(' ');
    yield { name, unit: 'ms', time: () => wall([command, `scenarios/${scenario}.yaml`, ...rest], Math.min(rounds, 5)) };
  }
}

function wall(words, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'dk-bench-'));
  const options = ['--replicas', '1', '--workers', '1', '--force'];
  const quiet = ['--quiet', '--out', join(folder, 'run'), '--overwrite'];
  const args = ['bin/dk.js', ...words, ...options, ...(words.includes('--dry-run') ? [] : quiet)];
  const times = [];
  const ratios = [];
  for (let i = 0; i < rounds; i++) {
    const before = calibrate();
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    const seconds = (performance.now() - start) / 1000;
    // 3 and 4: an expectation was not met, or is undecided after so short a run
    if (status !== 0 && status !== 3 && status !== 4) throw new Error(`dk ${words.join(' ')}: ${stderr}`);
    times.push(seconds);
    ratios.push(seconds / (0.5 * (before + calibrate())));
  }
  rmSync(folder, { recursive: true });
  return { seconds: median(times), ratio: median(ratios) };
}
