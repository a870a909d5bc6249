import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Gaussians } from '../../../src/core/random.ts';
import { scratch } from '../../support/dk.ts';

const folder = scratch();
afterAll(() => folder.remove());

const MEGABYTE = 1e6;
const COUNT = 250_000;

/** A dump of so many frames of 250000 particles, which stand still. */
function dump(name: string, frames: number): string {
  const gaussians = new Gaussians(8);
  const rows = Array.from({ length: COUNT }, (_, i) => {
    return `${i + 1} 1 ${141.7 * gaussians.uniform()} ${133.1 * gaussians.uniform()} 0\n`;
  }).join('');
  const file = folder.in(name);
  const to = openSync(file, 'w');
  for (let frame = 0; frame < frames; frame++) {
    const head = `ITEM: TIMESTEP\n${100 * frame}\nITEM: NUMBER OF ATOMS\n${COUNT}\nITEM: BOX BOUNDS pp pp pp\n0 141.7\n0 133.1\n-0.5 0.5\n`;
    writeSync(to, `${head}ITEM: ATOMS id type x y z\n${rows}`);
  }
  closeSync(to);
  return file;
}

/** Peak of the resident memory, in bytes, of `dk analyze` with a heap of 64 MB. */
function peak(file: string): number {
  const report = "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS * 1024))";
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=64',
      '--import',
      `data:text/javascript,${encodeURIComponent(report)}`,
      resolve('bin/dk.js'),
      ...['analyze', file, '--kmax', '2', '--lags', '1', '--out', `${file}-out`, '--quiet'],
    ],
    { encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  return Number(/peak (\d+)/.exec(stderr)?.[1]);
}

/** Text that is held lies on the heap, where it does not fit; bytes that are held do not, but raise the peak by their number. */
describe('dk analyze reads frame by frame', () => {
  test('a dump of 100 MB needs no more memory than one of 20 MB', () => {
    const [short, long] = [dump('short.lammpstrj', 2), dump('long.lammpstrj', 9)];
    const more = statSync(long).size - statSync(short).size;
    expect(statSync(long).size).toBeGreaterThan(100 * MEGABYTE);
    expect(more).toBeGreaterThan(80 * MEGABYTE);
    // measured: 9 MB more, what the collector of the heap leaves for a while
    expect(peak(long) - peak(short)).toBeLessThan(0.5 * more);
  });
});
