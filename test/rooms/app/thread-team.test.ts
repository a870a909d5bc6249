import { afterAll, describe, expect, test } from 'vitest';
import { threadTeam } from '../../../src/app/run/thread-team.ts';
import { buildField, type FieldSpec } from '../../support/build-model.ts';

/** Threads on one field: the same bits as one thread alone. */

const base = { kT: 0.6, mu: 1.9, density: 12, dt: 0.01, backend: 'wasm' } as const;
const terms = [{ type: 'ideal-gas' }, { type: 'pair', potential: { type: 'gaussian-core', epsilon: 0.4, sigma: 0.7 } }];
const systems: readonly (FieldSpec & { readonly what: string })[] = [
  { what: '1D', lengths: [90], cells: [900], terms, integrator: 'etdrk2', ...base },
  { what: '2D', lengths: [15, 11], cells: [60, 48], terms, integrator: 'etd1', ...base },
  // few particles: the conservative clip acts
  { what: '2D, diluted', lengths: [15, 11], cells: [60, 48], terms, integrator: 'etdrk2', ...base, density: 3 },
  { what: '3D', lengths: [3, 2.2, 4.1], cells: [12, 10, 18], terms, integrator: 'etd-am2', ...base },
];
const made: { close(): void }[] = [];
afterAll(() => {
  for (const team of made) team.close();
});

describe.each(systems)('$what', (spec) => {
  const run = (threads: number): Float64Array => {
    const maker = threadTeam(threads);
    const { engine } = buildField({
      ...spec,
      normals: (fft) => fft.cells.normals(77, 4),
      ...(maker === undefined
        ? {}
        : {
            team: (memory) => {
              const team = maker(memory);
              made.push(team);
              return team;
            },
          }),
    });
    engine.advanceTo(20 * spec.dt);
    return engine.state.hat[0].slice();
  };
  const alone = run(1);

  test.each([2, 3])('%i threads', (threads) => {
    expect(run(threads)).toEqual(alone);
  });
});

test('a member that fails is reported, and does not keep the others waiting', () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
  const team = threadTeam(2)?.(memory);
  if (team === undefined) throw new Error('no team');
  made.push(team);
  // one block of cells is the last part's, and its field lies far beyond the memory
  const args = 65536;
  const words = new Int32Array(memory.buffer, args, 6);
  words.set([1024, 0, 2 ** 30, 0, args + 64, 0]);
  expect(() => team.run('range', args)).toThrow(/a thread has failed in 'range'/);
});

test('a team that was closed says so', () => {
  const team = threadTeam(2)?.(new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true }));
  team?.close();
  expect(() => team?.run('range', 65536)).toThrow(/have ended/);
});
