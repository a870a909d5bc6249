import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from '../../../src/app/output/npy.ts';

const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

/** A file by hand: magic, version, header length, header, data. */
function file(version: number, header: string, data: Uint8Array): Uint8Array {
  const length =
    version === 1 ? [header.length & 255, header.length >> 8] : [header.length & 255, header.length >> 8, 0, 0];
  const magic = [0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length];
  return Uint8Array.from([...magic, ...new TextEncoder().encode(header), ...data]);
}
const bytes = (array: Float64Array | Float32Array | Int32Array | BigInt64Array) => new Uint8Array(array.buffer);
const dict = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;

describe('npy', () => {
  it('reads back what it wrote', () => {
    const shape = fc.array(fc.nat({ max: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.double()), (shape, numbers) => {
        const values = Float64Array.from({ length: shape.reduce((p, n) => p * n, 1) }, () => numbers.next().value ?? 0);
        const back = decodeNpy(encodeNpy(values, shape));
        expect(back.shape).toEqual(shape);
        expect(back.values).toEqual(values);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('golden: the header byte for byte as NumPy 1.0 writes it', () => {
    const out = encodeNpy(Float64Array.of(1, -2), [2]);
    const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }".padEnd(117);
    expect(Buffer.from(out.subarray(0, 10)).toString('hex')).toBe('934e554d505901007600');
    expect(Buffer.from(out.subarray(10, 128)).toString()).toBe(`${text}\n`);
    expect(Buffer.from(out.subarray(128)).toString('hex')).toBe('000000000000f03f00000000000000c0');
  });

  it('reads version 2.0, a view at an odd offset, every number type', () => {
    const whole = file(2, dict('<f4', '(2, 2)'), bytes(Float32Array.of(1, 2.5, -3, 0)));
    const shifted = new Uint8Array(whole.length + 3);
    shifted.set(whole, 3);
    expect(decodeNpy(shifted.subarray(3))).toEqual({ values: Float64Array.of(1, 2.5, -3, 0), shape: [2, 2] });
    expect(decodeNpy(file(1, dict('<i4', '(1, 2)'), bytes(Int32Array.of(-7, 9)))).values).toEqual(
      Float64Array.of(-7, 9),
    );
    const long = decodeNpy(file(1, dict('<i8', '()'), bytes(BigInt64Array.of(-(2n ** 53n) + 1n))));
    expect(long).toEqual({ values: Float64Array.of(-(2 ** 53) + 1), shape: [] });
  });

  const two = bytes(Float64Array.of(1, 2));
  it.each([
    ['empty', new Uint8Array(0), /does not begin/],
    ['bad magic', new TextEncoder().encode('PK not a npy file'), /does not begin/],
    ['version 3.0', file(3, dict('<f8', '(2,)'), two), /version 3\.0/],
    ['truncated header', file(1, dict('<f8', '(2,)'), two).subarray(0, 40), /truncated.*header/],
    ['truncated 2.0 prefix', file(2, dict('<f8', '(2,)'), two).subarray(0, 10), /truncated/],
    ['truncated data', file(1, dict('<f8', '(2,)'), two).subarray(0, -1), /truncated: shape \(2\) needs 16/],
    ['bytes left over', file(1, dict('<f8', '(1,)'), two), /left over/],
    ['Fortran order', file(1, dict('<f8', '(2,)', 'True'), two), /np\.ascontiguousarray/],
    ['big-endian', file(1, dict('>f8', '(2,)'), two), /'>f8'.*astype/],
    ['complex', file(1, dict('<c16', '(1,)'), two), /'<c16'/],
    ['a record type', file(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}", two), /plain number/],
    ['no dict', file(1, '[1, 2]\n', two), /not a dict/],
    ['no shape', file(1, "{'descr': '<f8', 'fortran_order': False}", two), /no shape/],
    ['no order', file(1, "{'descr': '<f8', 'shape': (2,)}", two), /no fortran_order/],
    ['a bad shape', file(1, dict('<f8', '(2,,1)'), two), /bad \.npy shape/],
    ['a huge shape', file(1, dict('<f8', '(99999999, 99999999, 99999999)'), two), /not a shape/],
    ['an inexact integer', file(1, dict('<i8', '(1,)'), bytes(BigInt64Array.of(2n ** 60n + 1n))), /2\^53/],
  ])('refuses %s', (_, data, reason) => {
    expect(() => decodeNpy(data)).toThrow(RangeError);
    expect(() => decodeNpy(data)).toThrow(reason);
  });

  it('refuses a shape that does not hold the values', () => {
    expect(() => encodeNpy(new Float64Array(3), [2])).toThrow(RangeError);
    expect(() => encodeNpy(new Float64Array(1), [0.5, 2])).toThrow(RangeError);
  });

  it.runIf(numpy)('opens in NumPy, and NumPy opens here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dk-npy-'));
    try {
      writeFileSync(join(folder, 'a.npy'), encodeNpy(Float64Array.of(0, 1, 2, 3, 4, 5.5), [2, 3]));
      const script =
        'import numpy as np; a = np.load("a.npy"); assert a.shape == (2, 3) and a[1, 2] == 5.5 and a.dtype == "<f8"; ' +
        'np.save("b.npy", a[:, :2].astype("<f4")); np.save("c.npy", np.arange(3)); np.save("d.npy", np.asfortranarray(a))';
      expect(spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' }).stderr).toBe('');
      expect(decodeNpy(readFileSync(join(folder, 'b.npy')))).toEqual({
        values: Float64Array.of(0, 1, 3, 4),
        shape: [2, 2],
      });
      expect(decodeNpy(readFileSync(join(folder, 'c.npy')))).toEqual({ values: Float64Array.of(0, 1, 2), shape: [3] });
      expect(() => decodeNpy(readFileSync(join(folder, 'd.npy')))).toThrow(/ascontiguousarray/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
