import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldCursor } from '../../../src/app/trajectory/field-cursor.ts';

function read(text: string, after = ' 7'): number {
  const bytes = new TextEncoder().encode(text + after);
  const cursor = new FieldCursor();
  const value = cursor.number(bytes, bytes.length);
  expect(cursor.at, text).toBe(text.length);
  return value;
}

function same(text: string): void {
  expect(Object.is(read(text), Number(text)) && Object.is(read(text, ''), Number(text)), text).toBe(true);
}

describe('numbers are read as Number reads them, to the bit', () => {
  test('whatever double is written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), fc.integer({ min: 1, max: 21 }), (x, digits) => {
        for (const text of [String(x), x.toPrecision(digits), x.toExponential(digits - 1)]) same(text);
        if (Math.abs(x) < 1e15) same(x.toFixed(digits - 1));
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  test('whatever decimal: signs, points, exponents, zeros in front and behind', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 24 });
    const sign = fc.constantFrom('', '-', '+');
    const exponent = fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('e', 'E'), sign, fc.integer({ min: 0, max: 40 })),
    );
    fc.assert(
      fc.property(sign, digits, digits, exponent, (s, whole, part, e) => {
        const tail = typeof e === 'string' ? e : e.join('');
        for (const body of [whole, `${whole}.`, `.${part}`, `${whole}.${part}`]) same(s + body + tail);
      }),
      { numRuns: 5000, seed: 2 },
    );
  });

  test('halfway between two doubles, where one digit more decides', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), fc.integer({ min: 1, max: 9 }), (m, shift) => {
        const half = (2n * m + 1n) << BigInt(shift);
        for (const near of [half - 1n, half, half + 1n]) {
          const text = String(near);
          for (const point of [1, 5, text.length]) same(`${text.slice(0, point)}.${text.slice(point)}`);
        }
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  test('what is no finite number is NaN', () => {
    for (const text of [
      'nan',
      '-nan',
      'inf',
      '-inf',
      '1e999',
      '-',
      '+',
      '.',
      '-.',
      'e5',
      '1e',
      '1e+',
      '0x10',
      '1_0',
      '1.2.3',
      '1,5',
      '--1',
      '1-',
      'H',
    ]) {
      expect(read(text), text).toBeNaN();
    }
  });
});
