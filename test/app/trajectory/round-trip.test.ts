import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrajectoryFrame } from '../../../src/app/trajectory/frame.ts';
import { writeExtXyz } from '../../../src/app/trajectory/write-ext-xyz.ts';
import { writeLammpsDump } from '../../../src/app/trajectory/write-lammps-dump.ts';
import { ParticleStore } from '../../../src/engines/particles/store.ts';
import { framesOf } from './frames.ts';

/** A store as an engine has it, at a time, and the ids of its particles. */
const states = fc.record({
  lengths: fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 3 }),
  places: fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 12,
  }),
  species: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
  step: fc.integer({ min: 0, max: 1e12 }),
  time: fc.double({ min: 0, max: 1e6, noNaN: true }),
  chunk: fc.integer({ min: 1, max: 200 }),
});

const FORMATS = { 'LAMMPS dump': writeLammpsDump, 'extended XYZ': writeExtXyz } as const;

test.each(Object.entries(FORMATS))('%s: what is written reads back to the same bits', async (format, write) => {
  await fc.assert(
    fc.asyncProperty(states, async ({ lengths, places, species, step, time, chunk }) => {
      // + 0: a written −0 reads back as 0
      const positions = lengths.map((length, a) => Float64Array.from(places, (p) => p[a] * length + 0));
      const store = new ParticleStore(lengths, positions, Int32Array.from(species.slice(0, places.length)));
      const source = {
        ...{ time, lengths, positions: store.positions, speciesOf: store.speciesOf, counts: store.counts() },
        ...{ unwrapped: store.unwrapped(), densityModes: () => {} },
      };
      const { frames, warnings } = await framesOf([...write(source, { step })].join(''), {
        chunk,
        dim: lengths.length,
      });
      expect(warnings).toEqual([]);
      const [frame] = frames;
      expect([frame.step, frame.lengths, frame.origin]).toEqual([step, lengths, lengths.map(() => 0)]);
      if (format === 'extended XYZ') expect(frame.time).toBe(time);
      expect(frame.positions).toEqual(store.positions);
      expect(frame.unwrapped).toEqual(store.unwrapped());
      const name = (s: number): string => (format === 'LAMMPS dump' ? String(s + 1) : ['H', 'He', 'Li'][s]);
      expect(speciesNames(frame)).toEqual(Array.from(store.speciesOf, name));
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('ids, types and names as given, and no images where they are not known', async () => {
  const frame = (
    await framesOf('2\nLattice="9 0 0 0 8 0 0 0 7" Properties=id:I:1:species:S:1:pos:R:3\n7 Xe 1 2 3\n4 Ar 4 5 6\n')
  ).frames[0];
  const dump = [...writeLammpsDump(frame, { step: 3, ids: frame.ids, types: [2, 5], followed: frame.followed })].join(
    '',
  );
  expect(dump).toBe(
    'ITEM: TIMESTEP\n3\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 8\n0 7\nITEM: ATOMS id type x y z\n4 5 4 5 6\n7 2 1 2 3\n',
  );
  const text = [...writeExtXyz(frame, { step: 3, ids: frame.ids, names: frame.names, followed: false })].join('');
  expect(text).toBe(
    '2\nLattice="9 0 0 0 8 0 0 0 7" Properties=species:S:1:pos:R:3:id:I:1 pbc="T T T" Time=0 Step=3\nAr 4 5 6 4\nXe 1 2 3 7\n',
  );
});

test('two dimensions are written as a thin slab that 3D readers open', async () => {
  const store = new ParticleStore([9, 8], [Float64Array.of(1, 10), Float64Array.of(2, -1)]);
  const source = {
    ...{ time: 0.5, lengths: store.lengths, positions: store.positions, speciesOf: store.speciesOf, counts: [2] },
    ...{ unwrapped: store.unwrapped(), densityModes: () => {} },
  };
  expect([...writeLammpsDump(source, { step: 0 })].join('')).toBe(
    'ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 8\n0 1\nITEM: ATOMS id type x y z ix iy iz\n1 1 1 2 0 0 0 0\n2 1 1 7 0 1 -1 0\n',
  );
  expect([...writeExtXyz(source, { step: 0 })].join('')).toBe(
    '2\nLattice="9 0 0 0 8 0 0 0 1" Properties=species:S:1:pos:R:3:id:I:1:image:I:3 pbc="T T F" Time=0.5 Step=0\nH 1 2 0 1 0 0 0\nH 1 7 0 2 1 -1 0\n',
  );
});

function speciesNames(frame: TrajectoryFrame): string[] {
  return Array.from(frame.speciesOf, (s) => frame.names[s]);
}
