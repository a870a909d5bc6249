import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearDomain, logDomain } from '../../../src/app/output/figures/domain.ts';
import { numberText } from '../../../src/app/output/figures/number-text.ts';
import { linearTicks, logTicks } from '../../../src/app/output/figures/ticks.ts';
import { unitOf } from '../../../src/app/output/labels.ts';
import { italicise, math, plain } from '../../../src/app/output/markup.ts';
import { textWidth } from '../../../src/app/output/text-width.ts';

describe('numbers on axes', () => {
  it('are short and true', () => {
    expect([0.1 + 0.2, -1.5, 0, 1e-7, -2.5e12, 1e6, 99999, Math.PI].map((v) => numberText(v))).toEqual([
      '0.3',
      '−1.5',
      '0',
      '10⁻⁷',
      '−2.5×10¹²',
      '10⁶',
      '10⁵',
      '3.142',
    ]);
  });

  it('ticks lie inside the axis, evenly, and their labels are short and different', () => {
    const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(bound, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (low, span) => {
        const { values, labels } = linearTicks([low, low + span], 6);
        expect(values.length).toBeGreaterThanOrEqual(3);
        expect(values.length).toBeLessThanOrEqual(11);
        expect(new Set(labels).size).toBe(labels.length);
        for (const v of values) expect(v).toBeGreaterThanOrEqual(low - 1e-6 * span);
        for (const text of labels) expect(text.length).toBeLessThan(22);
      }),
      { seed: 5 },
    );
    expect(linearTicks([0, 0.7], 7).labels).toEqual(['0.0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7']);
    expect(linearTicks([-3e5, 3e5], 3).labels).toEqual(['−2×10⁵', '0', '2×10⁵']);
  });

  it('logarithmic ticks are powers of ten, with 2 and 5 on short axes', () => {
    expect(logTicks([0.05, 20]).labels).toEqual(['0.1', '1', '10']);
    expect(logTicks([0.15, 12]).labels).toEqual(['0.2', '0.5', '1', '2', '5', '10']);
    expect(logTicks([1e-5, 1]).labels).toEqual(['10⁻⁵', '10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '10⁰']);
    expect(logTicks([1, 2]).labels.length).toBeGreaterThan(2);
    expect(logTicks([1e-30, 1]).values.length).toBeLessThan(10);
  });
});

describe('what axes span', () => {
  it('is all data, and theory and error bars where they help', () => {
    expect(linearDomain([1, 2, 10])[0]).toBe(0);
    expect(linearDomain([99, 100])[0]).toBeGreaterThan(98);
    const [low, high] = linearDomain([0.99, 1.01], [2, 1e9], [-50, 60]);
    expect([low <= 0.99, high >= 2, high < 3]).toEqual([true, true, true]);
    expect(linearDomain([3])).toEqual([2.7, 3.3]);
    expect(linearDomain([])[1]).toBeGreaterThan(0);
    expect(logDomain([-1, 0.1, 10])[0]).toBeGreaterThan(0.05);
  });
});

describe('labels', () => {
  it('carry a unit only when its base units are named', () => {
    expect(unitOf('structure-factor', 'k', { length: 'σ' })).toBe('1/σ');
    expect(unitOf('structure-factor', 'k', {})).toBeUndefined();
    expect(unitOf('density-profile', 'rho', { length: 'σ' }, 2)).toBe('σ⁻²');
    expect(unitOf('density-profile', 'rho', { length: 'σ' }, 1)).toBe('1/σ');
    expect(unitOf('energy', 'pressure', { length: 'σ', energy: 'kT' })).toBe('kT σ⁻ᵈ');
    expect(unitOf('energy', 'pressure', { length: 'σ' })).toBeUndefined();
  });

  it('set single letters in italics, and measure as if they did not', () => {
    const marked = math('free energy F(k, t), 1 s.e.');
    expect(plain(marked)).toBe('free energy F(k, t), 1 s.e.');
    const tspan = (s: string) => `<tspan font-style="italic">${s}</tspan>`;
    expect(italicise(marked)).toBe(`free energy ${tspan('F')}(${tspan('k')}, ${tspan('t')}), 1 s.e.`);
    expect(textWidth(math('S(k)'), 12)).toBe(textWidth('S(k)', 12));
    // Advance widths of DejaVu Sans, 2048 units per em: S 1300, ( 799, k 1186.
    expect(textWidth('S(k)', 2048)).toBe(1300 + 799 + 1186 + 799);
  });
});
