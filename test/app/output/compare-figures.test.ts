import { describe, expect, it } from 'vitest';
import { compareBands } from '../../../src/app/output/figures/compare/bands.ts';
import { compareHistograms } from '../../../src/app/output/figures/compare/histograms.ts';
import { matchingRows } from '../../../src/app/output/figures/compare/matching-rows.ts';
import { comparePairCorrelations } from '../../../src/app/output/figures/compare/pair-correlations.ts';
import { compareProfiles } from '../../../src/app/output/figures/compare/profiles.ts';
import { residuals } from '../../../src/app/output/figures/compare/residuals.ts';
import { compareScattering } from '../../../src/app/output/figures/compare/scattering.ts';
import type { Sides } from '../../../src/app/output/figures/compare/sides.ts';
import { compareSnapshot } from '../../../src/app/output/figures/compare/snapshot.ts';
import { compareStructureFactors } from '../../../src/app/output/figures/compare/structure-factors.ts';
import { compareTransients } from '../../../src/app/output/figures/compare/transients.ts';
import type { Figure, FigureOptions } from '../../../src/app/output/figures/figure.ts';
import { palette } from '../../../src/app/output/figures/palette.ts';
import { decodePng } from '../../../src/app/output/image.ts';
import type { Curve } from '../../../src/core/curve.ts';
import * as samples from './compare-samples.ts';
import { curveOf } from './samples.ts';
import { wellFormed } from './well-formed.ts';

const options = { title: 'A title', subtitle: 'a subtitle', units: { length: 'σ', time: 'τ', energy: 'kT' } };

type Draw = (given: FigureOptions) => Promise<Figure | null>;
const KINDS: readonly (readonly [string, Draw, string, readonly string[]])[] = [
  [
    'S(k)',
    (o) => compareStructureFactors({ ...samples.structureFactors(), kmax: 2 }, o),
    'compare-structure-factor',
    ['k (1/σ)', 'S(k)', 'ΔS / s.e.', 'field', 'particles', 'linear theory', 'predicted (scheme)', 'not compared'],
  ],
  [
    'S(k) of many shells',
    (o) => compareStructureFactors(samples.structureFactors(400, 420, 0.2), o),
    'compare-structure-factor',
    ['field', 'particles', 'points pooled in narrow bins of k for display; the table has every shell'],
  ],
  [
    'F(k, t)',
    (o) => compareScattering(samples.scatterings(), o),
    'compare-intermediate-scattering',
    ['t (τ)', 'F(k, t)', 'k (1/σ)', '0.7854', '0.1', '1', 'field', 'particles', 'linear theory'],
  ],
  [
    'g(r)',
    (o) => comparePairCorrelations({ ...samples.pairCorrelations(), rmin: 0.4 }, o),
    'compare-pair-correlation',
    ['r (σ)', 'g(r)', 'field', 'particles', 'particles, counted', 'not compared'],
  ],
  [
    'P(ρ)',
    (o) => compareHistograms(samples.histograms(), o),
    'compare-density-histogram',
    ['ρ (σ⁻ᵈ)', 'P(ρ) (σᵈ)', '10⁻⁴', 'field', 'particles'],
  ],
  [
    'profiles, 1D',
    (o) => compareProfiles(samples.profiles(1), o),
    'compare-density-profile',
    ['x (σ)', 'ρ (1/σ)', 't (τ)', '0.4', 'field', 'particles', '8'],
  ],
  [
    'profiles, 2D',
    (o) => compareProfiles(samples.profiles(2), o),
    'compare-density-profile',
    ['x (σ)', 'y (σ)', 'ρ (σ⁻²)', 't = 0.8 τ', 'field', 'particles'],
  ],
  [
    'profiles, 3D',
    (o) => compareProfiles(samples.profiles(3), o),
    'compare-density-profile',
    ['ρ (σ⁻³)', 't = 0.8 τ, slice at z = 4 σ', 'field', 'particles'],
  ],
  [
    'S(k, t)',
    (o) => compareTransients(samples.transients(), o),
    'compare-structure-factor-transient',
    ['k (1/σ)', 'S(k, t)', 't (τ)', '0.5', '8', 'linear theory'],
  ],
  [
    'bands',
    (o) => compareBands(samples.structureVerdict(), o),
    'bands-structure-factor',
    [
      'field / particles − 1 (%)',
      '0.79 ≤ k ≤ 1.6',
      'S(k) in bands of k',
      'agree',
      'differ',
      'inconclusive',
      'tolerance',
    ],
  ],
  [
    'many bands, absolute',
    (o) => compareBands(samples.densityVerdict(), o),
    'bands-density',
    ['field − particles', 't = 0.2, x = 1.17', 'inconclusive', 'tolerance'],
  ],
  [
    'a moment, 1D',
    (o) => compareSnapshot(samples.moments(1), o),
    'compare-snapshot',
    ['x (σ)', 'ρ (1/σ)', 't = 200 τ'],
  ],
  [
    'a moment, 2D',
    (o) => compareSnapshot(samples.moments(2), o),
    'compare-snapshot',
    ['x (σ)', 'y (σ)', 'ρ (σ⁻²)', 'particles, t = 200 τ', 'field, t = 200 τ'],
  ],
  ['a moment, 3D', (o) => compareSnapshot(samples.moments(3), o), 'compare-snapshot', ['slices at z = 2 σ']],
];

/** The texts of an SVG without their markup. */
function texts(svg: string): string[] {
  const blocks = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].flatMap((m) => m[1].split(/<tspan x=/));
  return blocks.map((block) => block.replace(/^[^<]*?>|<[^>]*>/g, ''));
}

/** Whether the outermost pixels are white: nothing is clipped. */
function margins(png: Uint8Array): boolean {
  const { width, height, rgba } = decodePng(png);
  const white = (x: number, y: number) => rgba[4 * (y * width + x)] + rgba[4 * (y * width + x) + 1] === 510;
  for (let x = 0; x < width; x++) if (!white(x, 0) || !white(x, height - 1)) return false;
  for (let y = 0; y < height; y++) if (!white(0, y) || !white(width - 1, y)) return false;
  return true;
}

function drawn(figure: Figure | null): Figure {
  if (figure === null) throw new Error('no figure');
  return figure;
}

/** The same without one measured value. */
function empty(curve: Curve): Curve {
  return { ...curve, value: { ...curve.value, values: curve.value.values.map(() => Number.NaN) } };
}

describe('figures of a comparison', () => {
  it.each(KINDS)('%s', async (_, draw, name, wanted) => {
    const figure = drawn(await draw(options));
    expect(figure.name).toBe(name);
    const found = texts(figure.svg);
    expect(found).toEqual(expect.arrayContaining([...wanted, 'A title', 'a subtitle']));
    expect(found.filter((text) => /\d{7}|NaN|Infinity|undefined|null/.test(text))).toEqual([]);
    expect(figure.svg).not.toMatch(/NaN|Infinity|undefined|[\uE000\uE001]/);
    expect(wellFormed(figure.svg)).toBeNull();
    expect(margins(figure.png)).toBe(true);
  });

  it.each(KINDS)('%s: the same bytes on repeat', async (_, draw) => {
    const [first, second] = await Promise.all([draw(options), draw(options)]);
    expect(second?.svg).toBe(first?.svg);
    expect(Buffer.compare(drawn(first).png, drawn(second).png)).toBe(0);
  });

  it('text of a user stays text', async () => {
    for (const [, draw] of KINDS) {
      const { svg } = drawn(
        await draw({ ...options, title: '<script>alert(1)</script> & "it\'s" \uE000 \u0000 \uD800' }),
      );
      expect(svg).not.toContain('<script');
      expect(svg).toContain('&lt;script&gt;');
      for (const code of [0, 0xe000, 0xd800]) expect(svg).not.toContain(String.fromCharCode(code));
      expect(wellFormed(svg)).toBeNull();
    }
  });

  it('colours alone tell nothing: the sides differ in shape, and both are there', async () => {
    const { svg } = drawn(await compareStructureFactors(samples.structureFactors(60, 80), options));
    const count = (pattern: RegExp) => [...svg.matchAll(pattern)].length;
    // one mark each, and one in the legend
    expect(count(new RegExp(`<path[^>]*d="M[^"]*A[^"]*"[^>]*fill="${palette.field}"`, 'g'))).toBe(61);
    expect(count(new RegExp(`<path[^>]*d="M[^"A]*"[^>]*fill="white"[^>]*stroke="${palette.particles}"`, 'g'))).toBe(80);
    expect(palette.field).not.toBe(palette.particles);
  });

  it('there is none without anything measured on both sides', async () => {
    const both = ({ field, particles }: Sides) => ({ field: empty(field), particles: empty(particles) });
    expect(await compareStructureFactors(both(samples.structureFactors()), options)).toBeNull();
    expect(await compareScattering(both(samples.scatterings()), options)).toBeNull();
    expect(await comparePairCorrelations(both(samples.pairCorrelations()), options)).toBeNull();
    expect(await compareHistograms(both(samples.histograms()), options)).toBeNull();
    expect(await compareTransients(both(samples.transients()), options)).toBeNull();
    for (const dim of [1, 2, 3] as const)
      expect(await compareProfiles(both(samples.profiles(dim)), options)).toBeNull();
    expect(await compareBands({ ...samples.structureVerdict(), bands: [] }, options)).toBeNull();
    const { field, particles } = samples.moments(2);
    const gone = { ...field, values: field.values.map(() => Number.NaN) };
    expect(await compareSnapshot({ field: gone, particles }, options)).toBeNull();
  });

  it('families show what the sides have in common', async () => {
    const { field, particles } = samples.transients();
    const later = {
      ...particles,
      keys: [{ ...particles.keys[0], values: particles.keys[0].values.map((v) => 2 * v) }, particles.keys[1]],
    };
    const found = texts(drawn(await compareTransients({ field, particles: later }, options)).svg);
    expect(found).not.toContain('0.5');
    expect(found).toEqual(expect.arrayContaining(['1', '2', '4', '8']));
  });

  it('a grid that is not the same on both sides is refused', async () => {
    const { field } = samples.moments(2);
    const { particles } = samples.moments(1);
    await expect(compareSnapshot({ field, particles }, options)).rejects.toThrow(/32,16.*64/);
  });

  it('dots are drawn up to a number, and the figure says when they are not', async () => {
    const { field, particles } = samples.moments(2);
    const crowd = [0, 1].map(() => Float64Array.from({ length: 4001 }, (_, i) => i / 1001));
    const crowded = drawn(await compareSnapshot({ field, particles: { ...particles, positions: crowd } }, options));
    expect(texts(crowded.svg)).toContain('more than 4000 particles are not drawn as dots');
    const few = drawn(await compareSnapshot({ field, particles }, options));
    const dots = /d="([^"]*)"[^>]*fill="white"\/>/.exec(few.svg.slice(few.svg.indexOf('<image')))?.[1] ?? '';
    expect(dots.split('Z').length - 1).toBe(400);
  });
});

describe('residuals', () => {
  const shells = (rows: readonly number[][]) => curveOf('structure-factor', ['k', 'S', 'stderr'], 1, rows);

  it('are differences in standard errors on shells of both sides', () => {
    const field = shells([
      [1, 2, 0.3],
      [2, 3, 0.3],
      [4, 5, 0.3],
    ]);
    const particles = shells([
      [2 * (1 + 1e-14), 2, 0.4],
      [3, 9, 0.4],
      [4, 6, 0],
    ]);
    const found = residuals({ field, particles }, 'k');
    expect(found.map(({ x }) => x)).toEqual([2, 4]);
    expect(found[0].y).toBeCloseTo(1 / 0.5, 12);
    expect(found[1].y).toBeCloseTo(-1 / 0.3, 12);
  });

  it('rows match by value, in any order', () => {
    expect(matchingRows([3, 1, 2], [2 + 1e-13, 5, 3])).toEqual([
      [2, 0],
      [0, 2],
    ]);
    expect(matchingRows([0, 1], [0])).toEqual([[0, 0]]);
    expect(matchingRows([], [1])).toEqual([]);
  });
});
