import { describe, expect, it } from 'vitest';
import { drawField, type FieldFrame } from '../../../src/app/output/figures/field.ts';
import type { Figure } from '../../../src/app/output/figures/figure.ts';
import { drawCurve, figures } from '../../../src/app/output/figures/index.ts';
import { decodePng } from '../../../src/app/output/image.ts';
import type { Curve } from '../../../src/core/curve.ts';
import * as samples from './samples.ts';
import * as theories from './theory-samples.ts';

const options = { title: 'A title', subtitle: 'a subtitle', units: { length: 'σ', time: 'τ', energy: 'kT' } };
const self = { ...samples.scatteringSample(), name: 'self-intermediate-scattering' };
const theory = samples.curveOf('structure-factor', ['k', 'theory'], 1, [
  [1, 0.5],
  [2, 0.8],
]);

const CURVES: readonly (readonly [string, Curve, readonly string[]])[] = [
  ['structure-factor', samples.structureFactorSample(), ['k (1/σ)', 'S(k)', 'linear theory', 'predicted (scheme)']],
  ['structure-factor, theory only', theory, ['k (1/σ)', 'S(k)', 'linear theory']],
  ['structure-factor-transient', samples.transientSample(), ['k (1/σ)', 'S(k, t)', 't (τ)', '0.5', '8']],
  ['intermediate-scattering', samples.scatteringSample(), ['t (τ)', 'F(k, t)', 'k (1/σ)', '0.7854', '3.142']],
  ['self-intermediate-scattering', self, ['t (τ)', 'Fₛ(k, t)']],
  ['density-profile, 1D', samples.profileSample(1), ['x (σ)', 'ρ (1/σ)', 't (τ)']],
  ['density-profile, 2D', samples.profileSample(2), ['x (σ)', 'y (σ)', 'ρ (σ⁻²)', 't = 0.8 τ']],
  ['density-profile, 3D', samples.profileSample(3), ['x (σ)', 'y (σ)', 'ρ (σ⁻³)', 't = 0.8 τ, slice at z = 4 σ']],
  ['energy', samples.energySample(), ['t (τ)', 'free energy F (kT)', 'pressure p (kT σ⁻ᵈ)']],
  ['density-histogram', samples.histogramSample(), ['ρ (σ⁻ᵈ)', 'P(ρ) (σᵈ)']],
  ['dispersion', samples.dispersionSample(), ['k (1/σ)', 'ω(k) (1/τ)']],
  ['direct-correlation', samples.directCorrelationSample(), ['k (1/σ)', 'c(k) (σᵈ)', '± 1 s.e.', 'smooth fit']],
  ['pair-correlation', samples.pairCorrelationSample(), ['r (σ)', 'g(r)']],
  ['mean-square-displacement', samples.meanSquareDisplacementSample(), ['t (τ)', '⟨Δr²⟩ (σ²)']],
  ['domain-length', samples.domainLengthSample(), ['t (τ)', 'domain length ℓ(t) (σ)']],
  ['number-fluctuations', samples.numberFluctuationsSample(), ['edge ℓ (σ)', 'Var N / ⟨N⟩', 'ideal gas']],
  ['structure-factor-direction', samples.directionSample(), ['k (1/σ)', '⟨S cos 2θ⟩ / ⟨S⟩', '⟨S sin 2θ⟩ / ⟨S⟩']],
  ['structure-factor-partial', samples.partialSample(), ['k (1/σ)', 'partial S(k)', 'types', '1–1', '1–2', '2–2']],
  [
    'structure-factor-partial, five types',
    samples.partialSample(5),
    ['1–1', '3–4', '12 of 15 pairs are shown; the table has every one'],
  ],
  ['density-profile, minimised slab', theories.equilibriumSample('slab'), ['y (σ)', 'ρ (σ⁻²)']],
  ['density-profile, minimised plane', theories.equilibriumSample('plane'), ['x (σ)', 'y (σ)', 'φ']],
  [
    'equation-of-state',
    theories.stateSample('equation-of-state'),
    ['ρ (σ⁻²)', 'P (kT σ⁻²)', 'μ (kT)', 'S(0)', 'coexistence', 'scenario'],
  ],
  ['interface', theories.stateSample('interface'), ['x (σ)', 'ρ (σ⁻²)']],
  [
    'phase-diagram',
    theories.phaseSample(),
    ['ρ (σ⁻²)', 'kT (kT)', 'binodal', 'spinodal', 'critical point', 'tie line'],
  ],
  ['sweep', theories.sweepSample(), ['kT (kT)', 'P (kT σ⁻ᵈ)', 'S(0)', 'peak of S(k)', 'fastest growth (1/τ)']],
  ['time-correlation', samples.timeCorrelationSample(), ['t (τ)', 'C(t)', 'mode']],
];
const base = { values: samples.spinodalSample(16, 8), time: 0.1 + 0.2 };
const FIELDS: readonly (readonly [string, FieldFrame, readonly string[]])[] = [
  ['1D', { ...base, cells: [128], lengths: [8], kind: 'order-parameter', label: 'φ' }, ['x (σ)', 'φ']],
  ['2D', { ...base, cells: [16, 8], lengths: [8, 4], kind: 'order-parameter', label: 'φ' }, ['x (σ)', 'y (σ)', 'φ']],
  [
    '3D',
    { ...base, cells: [4, 8, 4], lengths: [2, 4, 2], kind: 'density', label: 'ρ' },
    ['ρ (σ⁻³)', 'slice at z = 1 σ'],
  ],
];

/** The texts of an SVG without their markup. */
function texts(svg: string): string[] {
  const blocks = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].flatMap((m) => m[1].split(/<tspan x=/));
  return blocks.map((block) => block.replace(/^[^<]*?>|<[^>]*>/g, ''));
}

function look(figure: Figure | null, wanted: readonly string[]): void {
  if (figure === null) throw new Error('no figure');
  const found = texts(figure.svg);
  expect(found).toEqual(expect.arrayContaining([...wanted]));
  expect(found.some((text) => text.startsWith('A title'))).toBe(true);
  expect(found.filter((text) => /\d{7}|NaN|undefined|null/.test(text))).toEqual([]);
  expect(figure.svg).not.toMatch(/NaN|[\uE000\uE001]/);
  expect(Buffer.from(figure.png.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a');
  const { width, height } = decodePng(figure.png);
  const size = /width="([\d.]+)" height="([\d.]+)"/.exec(figure.svg) ?? [];
  expect([width, height]).toEqual([2 * Number(size[1]), 2 * Number(size[2])]);
  expect(margins(figure.png)).toBe(true);
}

/** Whether the outermost pixels are white: nothing is clipped. */
function margins(png: Uint8Array): boolean {
  const { width, height, rgba } = decodePng(png);
  const white = (x: number, y: number) => rgba[4 * (y * width + x)] + rgba[4 * (y * width + x) + 1] === 510;
  for (let x = 0; x < width; x++) if (!white(x, 0) || !white(x, height - 1)) return false;
  for (let y = 0; y < height; y++) if (!white(0, y) || !white(width - 1, y)) return false;
  return true;
}

describe('figures', () => {
  it.each(CURVES)('%s', async (_, curve, wanted) => {
    const figure = await drawCurve(curve, options);
    expect(figure?.name).toBe(curve.name);
    look(figure, wanted);
  });

  it.each(FIELDS)('a field in %s', async (_, field, wanted) => {
    const figure = await drawField(field, options);
    look(figure, [...wanted, 'A title, t = 0.3 τ']);
  });

  it('every kind is drawn by a test', () => {
    expect(new Set(CURVES.map(([, curve]) => curve.name))).toEqual(new Set(figures.keys()));
  });

  it('are the same bytes on repeat, also when drawn side by side', async () => {
    const [, field] = FIELDS[1];
    const draw = () =>
      Promise.all([drawCurve(CURVES[3][1], options), drawField(field, options), drawCurve(CURVES[0][1], options)]);
    const [first, second] = [await draw(), await draw()];
    for (const [i, figure] of first.entries()) {
      expect(second[i]?.svg).toBe(figure?.svg);
      expect(Buffer.compare(second[i]?.png ?? new Uint8Array(), figure?.png ?? new Uint8Array(1))).toBe(0);
    }
  });

  it('a line breaks where the theory is empty, and is not drawn across', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => [1 + i, i > 2 && i < 6 ? Number.NaN : 0.5 + 0.1 * i]);
    const figure = await drawCurve(samples.curveOf('structure-factor', ['k', 'theory'], 1, rows), options);
    const line = [...(figure?.svg ?? '').matchAll(/ d="(M[^"]*)"[^>]*stroke="#222222"/g)].map((m) => m[1]);
    expect(line.some((d) => d.split('M').length === 3 && d.split('L').length === 5)).toBe(true);
  });

  it('there is none for tables that are not to be looked at, nor for empty ones', async () => {
    const modes = samples.curveOf('structure-factor-modes', ['n1', 'k', 'S', 'stderr'], 2, [[1, 1, 1, 1]]);
    expect(await drawCurve(modes, options)).toBeNull();
    for (const [, curve] of CURVES) {
      const empty = {
        ...curve,
        value: { ...curve.value, values: curve.value.values.map(() => Number.NaN) },
        beside: [],
      };
      expect(await drawCurve(empty, options)).toBeNull();
    }
  });
});
