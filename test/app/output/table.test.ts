import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable, writeTable } from '../../../src/app/output/table.ts';
import { columns } from '../../../src/core/curve.ts';
import { curveOf, profileSample, structureFactorSample } from './samples.ts';

/** Curve, columns, number of keys: the headers that the project promises. */
const HEADERS: readonly (readonly [string, string, number])[] = [
  ['structure-factor', 'k,S,stderr,modes,theory,predicted', 1],
  ['structure-factor', 'k,theory', 1],
  ['structure-factor-modes', 'n1,k,S,stderr', 2],
  ['structure-factor-modes', 'n1,n2,n3,k,S,stderr', 4],
  ['structure-factor-transient', 't,k,S,stderr,theory', 2],
  ['structure-factor-errors', 'k,blocked,replicas,tau,independent', 1],
  ['density-profile', 't,x,rho,stderr', 2],
  ['density-profile', 't,x,y,z,rho,stderr', 4],
  ['intermediate-scattering', 'k,t,F,stderr,theory', 2],
  ['pair-correlation', 'r,g,stderr', 1],
  ['mean-square-displacement', 't,msd,stderr', 1],
  ['energy', 't,F,stderr,pressure,pressure-stderr', 1],
  ['energy', 't,u,Z', 1],
  ['density-histogram', 'rho,P,stderr', 1],
  ['dispersion', 'k,omega', 1],
];
const cell = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, -0, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 0.1 + 0.2, 1e21, 5e-7),
);

describe('tables', () => {
  it.each(HEADERS)('%s with %s reads back bit for bit', (name, header, keys) => {
    const names = header.split(',');
    const row = fc.array(cell, { minLength: names.length, maxLength: names.length });
    const notes = fc.array(fc.string().map((s) => s.replace(/[\r\n]/g, '')));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), notes, (rows, notes) => {
        const curve = { ...curveOf(name, names, keys, rows), notes };
        const back = readTable(writeTable(curve), name);
        expect(back.notes).toEqual(notes);
        expect(back.keys.length).toBe(keys);
        expect(back.error?.name).toBe(curve.error?.name);
        expect(columns(back).map((c) => c.name)).toEqual(names);
        for (const [i, c] of columns(back).entries()) expect(bits(c.values)).toEqual(bits(columns(curve)[i].values));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('writes conventions, header, shortest digits, empty cells', () => {
    const curve = curveOf('structure-factor', ['k', 'S', 'stderr', 'modes'], 1, [
      [0.1 + 0.2, Number.NaN, -Infinity, 4],
    ]);
    expect(writeTable(curve)).toBe('# k = 2πn/L\nk,S,stderr,modes\n0.30000000000000004,,-inf,4\n');
  });

  it('gives labels by name, and the same table again', () => {
    for (const curve of [structureFactorSample(20), profileSample(2)]) {
      const text = writeTable(curve);
      expect(writeTable(readTable(text, curve.name))).toBe(text);
    }
    expect(readTable('t,F\n0,1\n', 'energy').value.label).toBe('free energy F');
    expect(readTable('k,t,F\n1,0,1\n', 'intermediate-scattering').value.label).toBe('F(k, t)');
  });

  it('reads what spreadsheets and pandas make of it', () => {
    const back = readTable('\uFEFF#no space\r\nk, S\r\n+1.50E+00, nan\r\n.5,Infinity\r\n', 'structure-factor');
    expect(back.notes).toEqual(['no space']);
    expect([...back.keys[0].values]).toEqual([1.5, 0.5]);
    expect([...back.value.values]).toEqual([Number.NaN, Infinity]);
  });

  it.each([
    ['# only a note', /no header/],
    ['k,S\n1,2\n1', /x\.csv:3: 1 cells.*2 columns/],
    ['k,S\n1,0x10', /x\.csv:2: '0x10' in column 'S' is not a number/],
    ['k,t\n1,2', /hold no value/],
  ])('refuses %j', (text, reason) => {
    expect(() => readTable(text, 'x')).toThrow(RangeError);
    expect(() => readTable(text, 'x')).toThrow(reason);
  });

  it('refuses curves that would not read back', () => {
    const curve = curveOf('x', ['k', 'S'], 1, [[1, 2]]);
    const renamed = { ...curve, value: { ...curve.value, name: 't' } };
    const short = { ...curve, value: { ...curve.value, values: new Float64Array(3) } };
    const comma = { ...curve, value: { ...curve.value, name: 'S,T' } };
    const twice = { ...curve, beside: [curve.value] };
    const error = { ...curve, error: { ...curve.value, name: 'sigma' } };
    for (const bad of [renamed, short, comma, twice, error]) expect(() => writeTable(bad)).toThrow(RangeError);
  });
});

/** NaNs are one value here; −0 and 0 are two. */
function bits(values: Float64Array): string[] {
  return Array.from(values, (v) => (Object.is(v, -0) ? '-0' : String(v)));
}
