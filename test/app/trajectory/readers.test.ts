import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { TrajectoryFile } from '../../../src/app/trajectory/trajectory-file.ts';
import { brownian } from '../../support/brownian.ts';

const script = fileURLToPath(new URL('./readers.py', import.meta.url));
/** Debian's own Python before another one in the path: its packages are python3-mdanalysis and python3-ase. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

interface Seen {
  readonly box: readonly number[];
  readonly pbc?: readonly boolean[];
  readonly positions: readonly (readonly number[])[];
  readonly info?: Readonly<Record<string, number>>;
}

function open(reader: string, file = ''): readonly Seen[] | null {
  const { status, stdout, stderr } = spawnSync(python, [script, reader, file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return JSON.parse(stdout);
  if (reader === 'probe') return null;
  throw new Error(stderr);
}

const installed = open('probe') !== null;
if (!installed && process.env.CI !== undefined) {
  throw new Error('python3-mdanalysis and python3-ase are missing: .ci/run installs them');
}

/** What we write opens elsewhere. Skipped, visibly, where Debian's python3-mdanalysis and python3-ase are not installed. */
describe.skipIf(!installed)('independent readers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dk-readers-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each([2, 3])('in %i dimensions', (dim) => {
    const lengths = [7.25, 5.5, 6.125].slice(0, dim);
    const write = (format: 'lammps' | 'extxyz', ending: string) => {
      const path = join(folder, `t${dim}${ending}`);
      const file = new TrajectoryFile(path, format);
      const engine = brownian({
        ...{ lengths, count: 64, kT: 0.4, mu: 2.5, dt: 0.0025, seed: 3 },
        pair: { type: 'gaussian-core', epsilon: 0.5, sigma: 0.6 },
      });
      const frames = [0.5, 1, 1.5].map((time) => {
        engine.advanceTo(time);
        file.add(engine, engine.steps);
        return { time, step: engine.steps, positions: engine.positions.map((axis) => axis.slice()) };
      });
      file.close();
      return { path, frames };
    };

    test.each([
      ['mdanalysis', 'lammps', '.lammpstrj'],
      ['ase-lammps', 'lammps', '.lammpstrj'],
      ['ase-extxyz', 'extxyz', '.extxyz'],
    ] as const)('%s reads positions and box of %s to 1e-6', (reader, format, ending) => {
      const { path, frames } = write(format, ending);
      const seen = open(reader, path) ?? [];
      expect(seen.length).toBe(frames.length);
      frames.forEach(({ positions, time, step }, f) => {
        lengths.forEach((length, a) => {
          expect(Math.abs(seen[f].box[a] - length)).toBeLessThan(1e-6);
          for (let i = 0; i < 64; i++) expect(Math.abs(seen[f].positions[i][a] - positions[a][i])).toBeLessThan(1e-6);
        });
        if (format !== 'extxyz') return;
        expect(seen[f].pbc).toEqual([true, true, dim === 3]);
        expect(seen[f].info).toEqual({ Time: time, Step: step });
      });
    });
  });

  test('a dump in one dimension opens too', () => {
    const path = join(folder, 'line.lammpstrj');
    const file = new TrajectoryFile(path, 'lammps');
    const engine = brownian({ lengths: [9.5], count: 5, kT: 0.7, mu: 1.5, dt: 0.1 });
    file.add(engine, 0);
    file.close();
    const [frame] = open('ase-lammps', path) ?? [];
    expect(frame.box).toEqual([9.5, 1, 1]);
    expect(frame.positions.map(([x]) => x)).toEqual(Array.from(engine.positions[0]));
    expect(readFileSync(path, 'utf8')).toMatch(/^ITEM: TIMESTEP\n0\n/);
  });
});
