import { describe, expect, test } from 'vitest';
import { framesOf, refusal } from './frames.ts';

const list = (values: ArrayLike<number>) => Array.from(values);
const LATTICE = 'Lattice="10 0 0 0 8.5 0 0 0 6"';
const xyz = (comment: string, rows: readonly string[], count = rows.length): string =>
  `${count}\n${comment}\n${rows.map((row) => `${row}\n`).join('')}`;

describe('extended XYZ', () => {
  test('lattice, properties in any order, time and step; more properties are passed over', async () => {
    const comment = `${LATTICE} Properties=id:I:1:force:R:3:pos:R:3:species:S:1:ok:L:1 Time=0.25 Step=50 energy=-1.5e3 note="a b: c"`;
    const { frames } = await framesOf(xyz(comment, ['2 0 0 0 1 2 3 Ar T', '1 0 0 0 -1 9 5 Methane F']));
    const [frame] = frames;
    expect([frame.time, frame.step, frame.lengths]).toEqual([0.25, 50, [10, 8.5, 6]]);
    expect(frame.positions.map(list)).toEqual([
      [9, 1],
      [0.5, 2],
      [5, 3],
    ]);
    expect(frame.names).toEqual(['Ar', 'Methane']);
    expect(list(frame.speciesOf)).toEqual([1, 0]);
    expect(list(frame.ids ?? [])).toEqual([1, 2]);
  });

  test('an origin, images, quotes and cases as other tools write them', async () => {
    const comment = `lattice='10 0 0 0 8 0 0 0 6' origin="1 -2 0" properties=species:S:1:pos:R:3:image:I:3 PBC=[T, T, T] timestep=7`;
    const [frame] = (await framesOf(xyz(comment, ['A 0 0 1 -1 2 0', 'A 2 0 2 0 0 0']))).frames;
    expect(frame.origin).toEqual([1, -2, 0]);
    expect(frame.positions.map(list)).toEqual([
      [9, 1],
      [2, 2],
      [1, 2],
    ]);
    expect(frame.unwrapped.map(list)).toEqual([
      [-11, 1],
      [18, 2],
      [1, 2],
    ]);
    expect(frame.time).toBe(7);
  });

  test('two dimensions: pos:R:2, or one z for all and pbc "T T F"', async () => {
    const two = xyz(`${LATTICE} pbc="T T F" Properties=species:S:1:pos:R:2`, ['A 1 2', 'A 3 4']);
    const flat = xyz(`${LATTICE} pbc="T T F" Properties=species:S:1:pos:R:3`, ['A 1 2 0', 'A 3 4 0']);
    for (const text of [two, flat]) {
      const [frame] = (await framesOf(text)).frames;
      expect([frame.lengths, frame.positions.map(list)]).toEqual([
        [10, 8.5],
        [
          [1, 3],
          [2, 4],
        ],
      ]);
    }
  });

  test('what is refused, and why', async () => {
    const rows = ['A 1 2 3', 'A 4 5 6'];
    const p = 'Properties=species:S:1:pos:R:3';
    expect(await refusal(xyz(`Lattice="10 0 0 2 8 0 0 0 6" ${p}`, rows))).toMatch(
      /^f:2: Lattice="10 0 0 2 8 0 0 0 6" is not rectangular .*: triclinic boxes are not read, since /,
    );
    expect(await refusal(xyz(`${LATTICE} pbc="T F T" ${p}`, rows))).toMatch(
      'f:2: the box is not periodic along y (pbc F along y)',
    );
    expect(await refusal(xyz(`${LATTICE} pbc="T T" ${p}`, rows))).toMatch('f:2: pbc="T T" is not three of T and F');
    expect(await refusal(xyz(`Lattice="10 0 0 8" ${p}`, rows))).toMatch('f:2: Lattice has 4 numbers');
    expect(await refusal(xyz(`Lattice="10 0 0 0 a 0 0 0 6" ${p}`, rows))).toMatch(
      "f:2: Lattice: 'a' is not a finite number",
    );
    expect(await refusal(xyz(`${LATTICE} Properties=species:S:1:pos:R`, rows))).toMatch(
      'f:2: Properties=species:S:1:pos:R is not a list',
    );
    expect(await refusal(xyz(`${LATTICE} Properties=species:S:1:velo:R:3`, rows))).toMatch(
      'f:2: Properties has no positions',
    );
    expect(await refusal(xyz(`${LATTICE} Time=soon ${p}`, rows))).toMatch("f:2: time: 'soon' is not a finite number");
    expect(await refusal(xyz(`${LATTICE} ${p}`, ['A 1 2 3', 'A 4 NaN 6']))).toBe(
      "f:4: pos[1] is 'NaN', not a finite number",
    );
    expect(await refusal(xyz(`${LATTICE} ${p}`, ['A 1 2 3', 'A 4 5']))).toMatch('f:4: this row has 3 of the 4 columns');
    expect(await refusal(xyz(`${LATTICE} ${p}`, ['A 1 2 3', 'A 4 5 6 7']))).toMatch(
      'f:4: this row has more than the 4 columns',
    );
    expect(await refusal(xyz(`${LATTICE} ${p}`, rows, 3) + xyz(`${LATTICE} ${p}`, rows))).toMatch(
      'f:5: this row has 1 of the 4 columns',
    );
    expect(await refusal(xyz(`${LATTICE} ${p}`, rows, 1))).toMatch("f:4: 'A 4 5 6' where the number of particles");
    expect(await refusal('0\n\n')).toMatch('f:1: the number of particles is 0');
  });
});

describe('plain XYZ', () => {
  const text =
    xyz('Atoms. Timestep: 100', ['1 1 2 3', '2 -1 5 6']) + xyz('Atoms. Timestep: 200', ['1 1 2 3', '2 -1 5 6 0.5']);

  test('needs its box from elsewhere, takes the step that LAMMPS writes, and passes over more columns', async () => {
    expect(await refusal(text)).toBe('f:1: the file tells of no box: give its sides with --box Lx,Ly,Lz (or Lx,Ly)');
    const { frames } = await framesOf(text, { box: [10, 8, 7], timestep: 0.5 });
    expect(frames.map((f) => [f.step, f.time, list(f.positions[0])])).toEqual([
      [100, 50, [1, 9]],
      [200, 100, [1, 9]],
    ]);
    expect(frames[0].names).toEqual(['1', '2']);
  });

  test('two sides: x and y alone; frames without any time are counted', async () => {
    const untimed = xyz('', ['A 1 2', 'A 3 4']);
    const { frames, warnings } = await framesOf(untimed + untimed, { box: [10, 8] });
    expect(frames.map((f) => [f.time, f.positions.map(list)])).toEqual([
      [
        0,
        [
          [1, 3],
          [2, 4],
        ],
      ],
      [
        1,
        [
          [1, 3],
          [2, 4],
        ],
      ],
    ]);
    expect(warnings).toEqual([]);
    expect((await framesOf(text, { box: [10, 8] })).warnings).toEqual([
      'f: z varies, but is left out: this is the projection',
    ]);
  });

  test('cut off', async () => {
    const { frames, warnings } = await framesOf(text.slice(0, -12), { box: [10, 8, 7] });
    expect(frames.length).toBe(1);
    expect(warnings).toEqual(['f:8: the last frame is cut off after 1 of 2 particles; it is left out']);
    const whole = await framesOf(text.trimEnd(), { box: [10, 8, 7] });
    expect(whole.frames.length).toBe(2);
    expect(whole.warnings).toEqual(['f:8: the last line has no line end: its last number may be cut off']);
  });
});
