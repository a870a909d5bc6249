import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dump, framesOf, refusal } from './frames.ts';

const box = { bounds: ['-3 5', '1 11', '-2 2'] };
const rows3 = (columns: string, rows: readonly string[]) => dump(columns, rows, box);
const list = (values: ArrayLike<number>) => Array.from(values);

describe('columns', () => {
  test.each([
    ['x y z', '-1 3.5 1', [2, 2.5, 3], null],
    ['xs ys zs', '0.25 0.25 0.75', [2, 2.5, 3], null],
    ['xu yu zu', '-9 13.5 1', [2, 2.5, 3], [-6, 12.5, 3]],
    ['xsu ysu zsu', '-0.75 1.25 0.75', [2, 2.5, 3], [-6, 12.5, 3]],
    ['x y z ix iy iz', '-1 3.5 1 -1 1 0', [2, 2.5, 3], [-6, 12.5, 3]],
    ['xs ys zs ix iy iz', '0.25 0.25 0.75 -1 1 0', [2, 2.5, 3], [-6, 12.5, 3]],
    ['iz iy ix z y x', '0 1 -1 1 3.5 -1', [2, 2.5, 3], [-6, 12.5, 3]],
    ['xs yu z', '0.25 13.5 1', [2, 2.5, 3], null],
    ['x y z xu yu zu', '-1 3.5 1 -9 13.5 1', [2, 2.5, 3], [-6, 12.5, 3]],
    ['vx x q y mol z', '9 -1 a/b 3.5 9 1', [2, 2.5, 3], null],
  ])('%s', async (columns, row, positions, unwrapped) => {
    const { frames } = await framesOf(rows3(columns, [row]));
    const [frame] = frames;
    expect(frame.lengths).toEqual([8, 10, 4]);
    expect(frame.origin).toEqual([-3, 1, -2]);
    expect(frame.positions.map((axis) => axis[0])).toEqual(positions);
    expect(frame.followed ? frame.unwrapped.map((axis) => axis[0]) : null).toEqual(unwrapped);
  });

  test('coordinates at and beyond the borders are wrapped: 0 ≤ x < L', async () => {
    const { frames } = await framesOf(dump('x y', ['0 10', '-1e-18 9.999999999999998', '10 -30', '25 -0.5']));
    expect(list(frames[0].positions[0])).toEqual([0, 0, 0, 5]);
    expect(list(frames[0].positions[1])).toEqual([0, 9.999999999999998, 0, 9.5]);
  });

  test('ids in any order are sorted, with their types and images; without ids the order of the file stays', async () => {
    const rows = ['3 9 2 7 0', '1 4 1 8 1', '2 2 2 9 -1'];
    const { frames } = await framesOf(dump('id x type y iy', rows));
    expect(list(frames[0].ids ?? [])).toEqual([1, 2, 3]);
    expect(list(frames[0].positions[0])).toEqual([4, 2, 9]);
    expect(frames[0].names).toEqual(['2', '1']);
    expect(list(frames[0].speciesOf)).toEqual([1, 0, 0]);
    expect(frames[0].counts).toEqual([2, 1]);
    const plain = await framesOf(dump('x y', ['9 7', '4 8', '2 9']));
    expect(list(plain.frames[0].positions[0])).toEqual([9, 4, 2]);
    expect(plain.frames[0].ids).toBeNull();
  });

  test('ids with wide gaps too', async () => {
    const { frames } = await framesOf(dump('id x y', ['90000000 1 1', '5 2 2', '4000000000 3 3']));
    expect(list(frames[0].positions[0])).toEqual([2, 1, 3]);
    expect(await refusal(dump('id x y', ['90000000 1 1', '5 2 2', '90000000 3 3']))).toMatch(
      'id 90000000 stands twice',
    );
    expect(await refusal(dump('id x y', ['1 1 1', '1 2 2']))).toMatch('f:1: the id 1 stands twice');
  });
});

describe('dimensions', () => {
  const flat = dump('id type x y z', ['1 1 3 4 0', '2 1 5 6 0'], { bounds: ['0 10', '0 10', '-0.5 0.5'] });

  test('a dump without z is two-dimensional, whatever the box says of z', async () => {
    for (const flags of ['pp pp pp', 'pp pp ff', 'pp pp']) {
      const bounds = flags === 'pp pp' ? ['0 10', '0 12'] : ['0 10', '0 12', '0 0'];
      const { frames } = await framesOf(dump('x y', ['3 4', '5 6'], { flags, bounds }));
      expect(frames[0].lengths).toEqual([10, 12]);
      expect(frames[0].positions.length).toBe(2);
    }
  });

  test('one z for all particles is two-dimensional too, unless --dim 3 says otherwise', async () => {
    expect((await framesOf(flat)).frames[0].lengths).toEqual([10, 10]);
    expect((await framesOf(flat, { dim: 3 })).frames[0].lengths).toEqual([10, 10, 1]);
    expect((await framesOf(flat, { dim: 2 })).warnings).toEqual([]);
    const later = flat + flat.replace('6 0', '6 0.1');
    expect(await refusal(later)).toMatch('f:12: z varies in this frame, but not in the first');
    expect((await framesOf(later, { dim: 3 })).frames.length).toBe(2);
  });

  test('--dim 2 of three-dimensional data is the projection, and says so', async () => {
    const { frames, warnings } = await framesOf(dump('x y z', ['1 2 3', '4 5 6']), { dim: 2 });
    expect(frames[0].positions.length).toBe(2);
    expect(warnings).toEqual(['f: z varies, but is left out: this is the projection']);
    expect(await refusal(dump('x y', ['1 2']), { dim: 3 })).toMatch(
      '3 axes are asked for, but the file has coordinates along xy',
    );
  });
});

describe('sections and times', () => {
  test('UNITS and TIME are taken; a given step comes before TIME', async () => {
    const head = 'ITEM: UNITS\nlj\nITEM: TIME\n0.75\n';
    const text = dump('x y', ['1 2'], { head, step: 150 });
    const [frame] = (await framesOf(text)).frames;
    expect([frame.step, frame.time]).toEqual([150, 0.75]);
    expect((await framesOf(text, { timestep: 0.01 })).frames[0].time).toBe(1.5);
    expect((await framesOf(dump('x y', ['1 2'], { step: 150 }))).frames[0].time).toBe(150);
  });

  test('several frames, any size of the pieces they arrive in, either line end', async () => {
    const one = dump('id x y', ['2 1.25 2', '1 3 4'], { step: 10 });
    const text = one + one.replace('\n10\n', '\n20\n');
    for (const chunk of [1, 2, 3, 7, 64, 1000]) {
      for (const variant of [text, text.replaceAll('\n', '\r\n'), `\n${text}\n\n`]) {
        const { frames, warnings } = await framesOf(variant, { chunk });
        expect(frames.map((f) => [f.step, ...f.positions.flatMap(list)])).toEqual([
          [10, 3, 1.25, 4, 2],
          [20, 3, 1.25, 4, 2],
        ]);
        expect(warnings).toEqual([]);
      }
    }
  });
});

describe('what is refused, and why', () => {
  test('boxes', async () => {
    const tilt = { flags: 'xy xz yz pp pp pp', bounds: ['0 7.5 1.5', '0 6 0', '0 6 0'] };
    expect(await refusal(dump('x y z', ['1 2 3'], tilt))).toMatch(
      /^f:6: the box is tilted, xy = 1.5: triclinic boxes are not read, since wavevectors .* rectangular box; simulate /,
    );
    expect(
      (await framesOf(dump('x y z', ['1 2 3'], { ...tilt, bounds: ['0 7 0', '0 6 0', '0 6 0'] }))).frames.length,
    ).toBe(1);
    expect(await refusal(dump('x y z', ['1 2 3'], { flags: 'abc origin pp pp pp' }))).toMatch(
      'f:5: the box is given by its edge vectors',
    );
    expect(await refusal(dump('x y z', ['1 2 3'], { flags: 'pp ff pp' }))).toBe(
      'f:5: the box is not periodic along y (ff): S(k) is measured on the wavevectors k = 2 pi n/L of a periodic box',
    );
    expect(await refusal(dump('x y z', ['1 2 3', '4 5 6'], { flags: 'pp pp ff' }))).toMatch(/; --dim 2 leaves z out$/);
    expect(await refusal(dump('x y', ['1 2'], { bounds: ['0 0', '0 1'] }))).toMatch(
      'f:5: the box has the length 0 along x',
    );
    expect(await refusal(dump('x y', ['1 2'], { bounds: ['0 ten', '0 1'] }))).toMatch(
      "f:6: a bound of the box along x is 'ten'",
    );
    expect(await refusal(dump('x y', ['1 2'], { bounds: ['0', '0 1'] }))).toMatch(
      'f:6: the x bounds of the box need two numbers',
    );
    expect(await refusal(dump('x y', ['1 2']), { box: [9, 10] })).toMatch('--box says 9 along x, but f:5 says 10');
  });

  test('rows', async () => {
    expect(await refusal(dump('id x y', ['1 2 3', '2 nan 3']))).toBe("f:11: x is 'nan', not a finite number");
    expect(await refusal(dump('id x y', ['1 2 3', '2 3 1e999']))).toBe("f:11: y is '1e999', not a finite number");
    expect(await refusal(dump('id x y', ['1 2 3', '2 3']))).toBe('f:11: this row has 2 of the 3 columns id x y');
    expect(await refusal(dump('id x y', ['1 2 3', '2 3 4 5']))).toBe(
      'f:11: this row has more than the 3 columns id x y',
    );
    expect(await refusal(dump('id x y', ['1.5 2 3', '2 3 4']))).toMatch(
      'the id 1.5 in this frame is not a whole number',
    );
  });

  test('numbers of rows', async () => {
    const few = dump('x y', ['1 2', '3 4'], { count: 3 });
    expect(await refusal(few + few)).toBe('f:12: a new frame after 2 particles, but line 4 announces 3');
    expect(await refusal(dump('x y', ['1 2', '3 4'], { count: 1 }))).toBe(
      "f:11: '3 4' where a section (ITEM: …) is expected",
    );
    expect(await refusal(dump('x y', [], { count: 0 }))).toMatch('f:4: the number of atoms is 0');
    expect(await refusal(dump('x y', ['1 2'], { count: 1.5 }))).toMatch(
      "f:4: the number of atoms is '1.5', not a whole number",
    );
    expect(await refusal(dump('x y', ['1 2'], { count: 1e15 }))).toMatch(
      'f:4: 1000000000000000 particles are announced',
    );
  });

  test('columns', async () => {
    expect(await refusal(dump('id type vx', ['1 1 1']))).toBe(
      'f:9: columns id type vx: one of x, xs, xu, xsu is needed',
    );
    expect(await refusal(dump('x z', ['1 1']))).toBe('f:9: columns x z: one of y, ys, yu, ysu is needed');
    expect(await refusal(dump('x y x', ['1 1 1']))).toBe('f:9: the column x stands twice');
    expect(await refusal(dump('x y', ['1 1']).replace('NUMBER OF ATOMS', 'NUMBER OF ENTRIES'))).toMatch(
      "f:3: a dump of atoms has no section 'ITEM: NUMBER OF ENTRIES'",
    );
    expect(await refusal(dump('x y', ['1 1']).replace('ITEM: NUMBER OF ATOMS\n1\n', ''))).toMatch(
      'f:7: the frame has no ITEM: NUMBER OF ATOMS',
    );
  });

  test('what is no trajectory', async () => {
    expect(await refusal('')).toBe('f: the file is empty');
    expect(await refusal('hello\n')).toMatch("f:1: 'hello' begins neither a LAMMPS dump");
    expect(await refusal('\x89HDF\r\n')).toMatch('f:1: this is an HDF5 file');
    expect(await refusal('x'.repeat(1 << 21))).toMatch('f:1: a line is longer than 1048576 bytes');
  });
});

describe('a file that is cut off', () => {
  const rows = ['3 1.23456 2.5 1', '1 9.5 -4e-3 2', '2 0.1 7.75 3'];
  const whole = [100, 200, 300].map((step) => dump('id xs ysu zu', rows, { step }));
  const text = whole.join('');

  test('at any byte: the frames before are whole, the last one is reported', async () => {
    const full = (await framesOf(text)).frames;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: whole[0].length + 1, max: text.length - 2 }), async (length) => {
        const { frames, warnings } = await framesOf(text.slice(0, length), { chunk: 50 });
        const complete = Math.floor(length / whole[0].length);
        // a last line without its end may look whole
        const kept = frames.slice(0, complete);
        expect(kept.map((f) => f.positions)).toEqual(full.slice(0, complete).map((f) => f.positions));
        if (frames.length > complete) expect(warnings).toEqual([expect.stringContaining('no line end')]);
        else if (length % whole[0].length > 0) expect(warnings).toEqual([expect.stringContaining('cut off')]);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('says where and how far', async () => {
    const { warnings } = await framesOf(text.slice(0, -20));
    expect(warnings).toEqual(['f:35: the last frame is cut off after 1 of 3 particles; it is left out']);
  });

  test('and nothing is left: refused', async () => {
    expect(await refusal(whole[0].slice(0, -20))).toBe(
      'f: the file holds no whole frame (f:11: the last frame is cut off after 1 of 3 particles; it is left out)',
    );
  });
});
