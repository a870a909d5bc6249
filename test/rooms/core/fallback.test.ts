import { afterEach, describe, expect, test, vi } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';

/** What happens where the compiled kernels cannot serve a grid, or cannot run at all. */

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const load = () => import('../../../src/core/fft/backends.ts');

test('sizes 2^a 3^b 5^c go to the kernels, others to the reference, which says why', async () => {
  const { chooseBackend, createFft } = await load();
  for (const cells of [[2], [96, 60], [1000, 8, 54]]) {
    const grid = new Grid(
      cells.map((n) => n * 0.3),
      cells,
    );
    expect(chooseBackend(grid)).toEqual({ name: 'wasm', reason: null });
  }
  const grid = new Grid([1.3, 2.2], [16, 14]);
  expect(chooseBackend(grid)).toEqual({ name: 'reference', reason: '14 cells have a prime factor above 5' });
  expect(createFft(grid, 'auto').backend).toBe('reference');
  expect(chooseBackend(new Grid([1, 1, 1], [256, 256, 256])).name).toBe('wasm');
  expect(chooseBackend(new Grid([1, 1, 1], [256, 256, 270]))).toEqual({
    name: 'reference',
    reason: '17694720 cells are too many for the 4 GB of the kernels (at most 16777216)',
  });
  expect(() => createFft(grid, 'wasm')).toThrow(/14 cells have a prime factor above 5; use reference/);
  expect(() => createFft(grid, 'fftw')).toThrow(/unknown backend 'fftw'; there are auto, wasm, reference/);
});

describe('a machine without', () => {
  test.each([
    {
      what: 'SIMD',
      // such an engine refuses the module when it is compiled
      stub: () =>
        vi.stubGlobal('WebAssembly', {
          ...WebAssembly,
          Memory: WebAssembly.Memory,
          Module: class {
            constructor() {
              throw new Error('invalid opcode 0xfd');
            }
          },
        }),
      reason: /SIMD and threads does not run here \(invalid opcode 0xfd\)/,
    },
    { what: 'WebAssembly', stub: () => vi.stubGlobal('WebAssembly', undefined), reason: /no WebAssembly/ },
    { what: 'shared memory', stub: () => vi.stubGlobal('SharedArrayBuffer', undefined), reason: /no shared memory/ },
  ])('$what takes the reference backend', async ({ stub, reason }) => {
    stub();
    const { chooseBackend, createFft } = await load();
    const grid = new Grid([1.3, 2.2], [16, 12]);
    const { name, reason: found } = chooseBackend(grid);
    expect(name).toBe('reference');
    expect(found).toMatch(reason);
    expect(createFft(grid, 'auto').backend).toBe('reference');
    const { chosenBackend } = await import('../../../src/engines/particles/backend.ts');
    expect(chosenBackend()).toBe('reference');
    expect(() => chosenBackend('wasm')).toThrow(reason);
  });
});

test('a kernel that is released is used again, with zeroed memory', async () => {
  const { createFft } = await load();
  const grid = new Grid([1.3, 2.2], [16, 12]);
  const first = createFft(grid, 'wasm');
  const array = first.allocReal().fill(3);
  first.dispose();
  first.dispose();
  const second = createFft(grid, 'wasm');
  const third = createFft(grid, 'wasm');
  expect(second.allocReal().every((value) => value === 0)).toBe(true);
  expect(second.allocReal().buffer).toBe(array.buffer);
  // who has released it once has no say any more
  first.dispose();
  expect(createFft(grid, 'wasm').allocReal().buffer).not.toBe(array.buffer);
  expect(third.allocReal().buffer).not.toBe(array.buffer);
});
