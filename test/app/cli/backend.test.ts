import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { dk, dkHere, scratch } from '../../support/dk.ts';

/** --backend and --threads, as a user meets them. */

const folder = scratch();
afterAll(() => folder.remove());

function scenario(name: string, cells: readonly number[]): string {
  const file = folder.in(`${name}.yaml`);
  const text = `name: ${name}
box: { length: [6, 4.5], cells: [${cells.join(', ')}] }
dynamics: { kT: 0.7, mu: 1.4 }
density: 25
free-energy: [{ term: ideal-gas }, { term: pair, potential: { type: gaussian-core, epsilon: 0.1, sigma: 1.2 } }]
time: { duration: 1, sample: 0.25 }
`;
  writeFileSync(file, text);
  return file;
}

function manifest(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(folder.in(name, 'manifest.json'), 'utf8'));
}

function field(name: string): Buffer {
  return readFileSync(folder.in(name, 'fields', 'density-final.npy'));
}

test('the kernels are the default, the run folder names what computed', async () => {
  const file = scenario('plain', [24, 20]);
  const { code, stdout } = await dkHere(folder.path, 'run', file, '--out', 'plain');
  expect(code).toBe(0);
  expect(stdout).toMatch(/backend {4}wasm, one replica, one thread per field/);
  expect(manifest('plain')).toMatchObject({ backend: 'wasm', threads: 1 });
  await dkHere(folder.path, 'run', file, '--out', 'reference', '--backend', 'reference', '--quiet');
  expect(manifest('reference')).toMatchObject({ backend: 'reference' });
  expect(field('reference')).not.toEqual(field('plain'));
});

test('another size falls back and says so', async () => {
  const { code, stdout } = await dkHere(folder.path, 'run', scenario('seven', [24, 14]), '--out', 'seven');
  expect(code).toBe(0);
  expect(stdout).toMatch(/backend {4}reference \(not wasm: 14 cells have a prime factor above 5\)/);
  expect(manifest('seven')).toMatchObject({ backend: 'reference' });
});

describe('refused, exit 2', () => {
  test('the kernels for a size that they do not serve', async () => {
    const { code, stderr } = await dkHere(folder.path, 'run', scenario('asked', [24, 14]), '--backend', 'wasm');
    expect(code).toBe(2);
    expect(stderr).toMatch(/field\.backend: 14 cells have a prime factor above 5; write reference, or auto/);
  });

  test('an odd count', async () => {
    const { code, stderr } = await dkHere(folder.path, 'run', scenario('odd', [24, 15]));
    expect(code).toBe(2);
    expect(stderr).toMatch(/even/);
  });

  test('an unknown backend', async () => {
    const { code, stderr } = await dkHere(folder.path, 'run', scenario('other', [24, 20]), '--backend', 'fftw');
    expect(code).toBe(2);
    expect(stderr).toMatch(/auto, wasm, reference/);
  });
});

test('two threads give the bytes of one', async () => {
  const file = scenario('threads', [24, 20]);
  for (const threads of ['1', '2']) {
    const { code, stdout } = await dk(folder.path, 'run', file, '--threads', threads, '--out', `threads-${threads}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(threads === '1' ? /one thread per field/ : /2 threads \(few for 480 cells.*\) per field/);
    expect(manifest(`threads-${threads}`)).toMatchObject({ threads: Number(threads) });
  }
  expect(field('threads-2')).toEqual(field('threads-1'));
});

test('particles take the backend too, and no threads', async () => {
  const file = scenario('parts', [24, 20]);
  const first = await dkHere(folder.path, 'particles', file, '--out', 'parts', '--threads', '2', '--workers', '1');
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(/dynamics {3}leimkuhler-matthews \(wasm\)/);
  expect(first.stderr).toMatch(/--threads is for dk run/);
  const { stdout } = await dkHere(folder.path, 'particles', file, '--dry-run', '--backend', 'reference');
  expect(stdout).toMatch(/leimkuhler-matthews \(reference\)/);
});
