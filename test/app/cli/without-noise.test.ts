import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeNpy, encodeNpy } from '../../../src/app/output/npy.ts';
import { readTable } from '../../../src/app/output/table.ts';
import { dk, dkHere, scratch } from '../../support/dk.ts';

/** noise.scale 0, deterministic DDFT: F decreases in every step, and one knows when it does not. */

const here = scratch();
const [length, cells, density, amplitude] = [4, 24, 40, 0.7];
const scenario = (profile: string): string => `name: ddft
box: { length: [${length}, 3], cells: [${cells}, 12] }
density: ${density}
free-energy: [{ term: ideal-gas }, { term: pair, potential: { type: gaussian-core, epsilon: 0.05 } }]
field: { noise: { scale: 0 }, initial: { profile: ${profile} } }
time: { duration: 0.2, sample: 0.02 }
observe: [{ quantity: energy }, { quantity: density-profile, average: replicas, times: [0, 0.1, 0.2] }]
`;

beforeAll(() => {
  const values = Float64Array.from({ length: cells * 12 }, (_, j) => {
    const [x, y] = [Math.floor(j / 12) / cells, (j % 12) / 12];
    return density * (1 + amplitude * Math.cos(2 * Math.PI * (x + 2 * y)));
  });
  writeFileSync(here.in('start.npy'), encodeNpy(values, [cells, 12]));
  writeFileSync(here.in('file.yaml'), scenario('start.npy'));
  writeFileSync(here.in('cosine.yaml'), scenario(`{ type: cosine, amplitude: ${amplitude}, waves: [1, 2] }`));
});
afterAll(here.remove);

const final = (out: string): Float64Array =>
  decodeNpy(readFileSync(here.in(out, 'fields', 'density-final.npy'))).values;

describe('the free energy', () => {
  test('decreases, and the run says so', async () => {
    const { code, stdout, stderr } = await dk(here.path, 'run', 'cosine.yaml', '--out', 'cosine');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('  expected   no validity gate: the noise is off\n');
    expect(stdout).toContain('  energy     F decreased in every step\n');
    const { value } = readTable(readFileSync(here.in('cosine', 'curves', 'energy.csv'), 'utf8'), 'energy');
    expect(value.values).toHaveLength(10);
    for (let i = 1; i < 10; i++) expect(value.values[i]).toBeLessThan(value.values[i - 1]);
  });

  test('rises with a step that is too long, and the run says so', async () => {
    // x = L dt = 3.2 for this wave: every step turns it round and doubles it
    const wave = ['field.initial.profile.waves=[7, 3]', 'field.initial.profile.amplitude=0.1'];
    const times = ['field.step=0.02', 'time.duration=0.06', 'observe.1.times=[0.04]'];
    const sets = ['field.integrator=euler-maruyama', ...wave, ...times];
    const args = sets.flatMap((set) => ['--set', set]);
    const { stdout, stderr } = await dkHere(here.path, 'run', 'cosine.yaml', ...args, '--out', 'long');
    expect(stderr).toContain('euler-maruyama is unstable at L dt');
    expect(stdout).toMatch(/^ {2}energy {5}F ROSE in [23] steps \(largest relative rise .+\): shorten the step$/m);
  });
});

test('a profile from a file is that profile', async () => {
  for (const name of ['cosine', 'file']) {
    expect(await dkHere(here.path, 'run', `${name}.yaml`, '--out', `same ${name}`)).toMatchObject({ code: 0 });
  }
  const [a, b] = [final('same cosine'), final('same file')];
  // far from flat still
  expect(Math.max(...a)).toBeGreaterThan(1.001 * density);
  a.forEach((value, j) => {
    expect(Math.abs(value - b[j])).toBeLessThan(1e-12 * density);
  });
});
