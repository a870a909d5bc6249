import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/app/compare/comparison.ts';
import { compareBands } from '../../../src/app/output/figures/compare/bands.ts';
import { compareScattering } from '../../../src/app/output/figures/compare/scattering.ts';
import { inlineSvg } from '../../../src/app/output/report/inline-svg.ts';
import { difference, measured } from '../../../src/app/output/report/measured.ts';
import type { ReportData } from '../../../src/app/output/report/report-data.ts';
import { report } from '../../../src/app/output/report.ts';
import * as samples from './compare-samples.ts';
import { wellFormed } from './well-formed.ts';

async function withFigures(title = 'gaussian-core-2d'): Promise<ReportData> {
  const drawn = await Promise.all([
    compareBands(samples.structureVerdict(), { title }),
    compareScattering(samples.scatterings(), { title }),
    compareScattering(samples.scatterings(), { title }),
  ]);
  const figures = drawn
    .filter((figure) => figure !== null)
    .map(({ name, svg }) => ({ name, svg, caption: `What ${name} shows.` }));
  return { ...samples.reportData(), figures };
}

/** The text that a reader sees. */
function seen(markup: string): string {
  const bare = markup.replace(/<(style|svg|head)[\s>].*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ');
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return bare.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name]).replace(/\s+/g, ' ');
}

describe('the report', () => {
  it('begins with the verdict and has everything', async () => {
    const page = report(await withFigures());
    const text = seen(page);
    const order = [
      'gaussian-core-2d',
      '≠ Differ',
      'Field and particles differ: S(k) departs by −7.9 %',
      'tolerance ±2 %',
      'confidence 95 %',
      'wavenumbers k 0.785 … 8.4 1/σ',
      'distances r at least 0.393 σ',
      'lags t 0.02 … 8 τ',
      'Verdict by quantity',
      '1604.2 (5) p < 0.001',
      'runs/p-gaussian-core',
      'Figure 1. What bands-structure-factor shows.',
      'Figure 3.',
      '0.79 ≤ k ≤ 1.6 0.25610 ± 0.00079 0.25540 ± 0.00079 0.2556 +0.27 −0.59 … +1.14 ±2 +0.6 = agree',
      '? inconclusive',
      'Validity of the field',
      'n̄_eff 11.2',
      'Looks of the sequential rule',
      '2 8 0.0469 ≠ differ',
      'How to reproduce',
      'dk compare scenario.yaml --seed 1',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'free-energy: - { term: ideal-gas }',
      'Notes',
    ];
    let from = 0;
    for (const part of order) {
      const at = text.indexOf(part, from);
      expect(at, `${part} after ${text.slice(Math.max(0, from - 60), from)}`).toBeGreaterThanOrEqual(0);
      from = at + part.length;
    }
    expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });

  it('is one well-formed file that loads nothing and runs nothing', async () => {
    const page = report(await withFigures());
    expect(wellFormed(page)).toBeNull();
    expect(page.replace(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/\w+:\/\//);
    expect(page).not.toMatch(/<script|<link|<iframe|@import|\son\w+=|javascript:/i);
    for (const [, target] of page.matchAll(/(?:href|src)="([^"]*)"/g)) expect(target).toMatch(/^(#|data:image\/png)/);
    expect(report(await withFigures())).toBe(page);
  });

  it('ids are its own, and every reference has one', async () => {
    const page = report(await withFigures());
    const ids = Array.from(page.matchAll(/\sid="([^"]*)"/g), (found) => found[1]);
    expect(ids.length).toBeGreaterThan(6);
    expect(new Set(ids).size).toBe(ids.length);
    const used = Array.from(page.matchAll(/url\(#([^)]*)\)|href="#([^"]*)"/g), (found) => found[1] ?? found[2]);
    expect(used.length).toBeGreaterThan(2);
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('text of a scenario stays text, wherever it comes in', async () => {
    const evil = '</pre><script>alert("1")</script> & <b title=\'x\'>\u0000';
    const { comparison, ...data } = await withFigures(evil);
    const verdicts = comparison.verdicts.map((one) => {
      return {
        ...one,
        curve: evil,
        what: evil,
        words: evil,
        bands: one.bands.map((band) => ({ ...band, label: evil })),
      };
    });
    const sides = comparison.sides.map((side) => ({ ...side, source: evil }));
    const page = report({
      ...data,
      comparison: { ...comparison, name: evil, words: evil, grade: evil, notes: [evil], verdicts, sides },
      scenario: { text: evil, name: evil, summary: evil },
      figures: data.figures.map((figure) => ({ ...figure, name: evil, caption: evil })),
      field: { regime: [[evil, evil]], validity: [[evil, evil]] },
      reproduce: [evil],
      versions: [[evil, evil]],
      units: { length: evil, time: evil },
    });
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b title');
    expect(page).not.toContain('\u0000');
    expect(wellFormed(page)).toBeNull();
    const shown = seen(page).split('</pre><script>alert("1")</script> & <b title=\'x\'>\uFFFD').length - 1;
    expect(shown).toBeGreaterThan(20);
  });

  it('a scenario is given back verbatim', () => {
    const text = '\n\nname: "a & b"   # <first>\n\ttab: 1\n';
    const data = samples.reportData();
    const page = report({ ...data, scenario: { ...data.scenario, text } });
    expect(page).toContain('>\n\n\nname: &quot;a &amp; b&quot;   # &lt;first&gt;\n\ttab: 1\n</pre>');
  });

  it('says of every end what it is', () => {
    const data = samples.reportData();
    const told = (change: Partial<Comparison>) =>
      seen(report({ ...data, comparison: { ...data.comparison, ...change } }));
    expect(told({ outcome: 'agree', code: 0 })).toContain('= Agree');
    expect(told({ outcome: 'inconclusive', code: 4 })).toContain('? Inconclusive');
    expect(told({ outcome: 'inconclusive', code: 1, words: 'the field blew up' })).toContain(
      '! Failed the field blew up',
    );
  });

  it('leaves out what there is not', () => {
    const data = samples.reportData();
    const range = { k: [Number.NaN, Number.NaN] as const, r: 0, lags: null };
    const bare = { looks: [], verdicts: [], sides: [], notes: [], grade: null, range };
    const page = report({
      ...data,
      comparison: { ...data.comparison, ...bare },
      scenario: { name: 'n', text: 't' },
      field: null,
      units: {},
    });
    expect(wellFormed(page)).toBeNull();
    expect(seen(page)).not.toMatch(/NaN|null|undefined|Validity|Looks|Bands|Figures|Notes|lags|distances/);
  });
});

describe('parts of the report', () => {
  it('numbers carry their errors', () => {
    expect(measured(0.256123, 0.00079)).toBe('0.25612 ± 0.00079');
    expect(measured(-12.3456, 0.5)).toBe('−12.35 ± 0.50');
    expect(measured(1234.5, 20)).toBe('1235 ± 20');
    expect(measured(1.234e-7, 4e-9)).toBe('(1.234 ± 0.040)×10⁻⁷');
    expect(measured(80, 0)).toBe('80');
    expect(measured(Number.NaN, 1)).toBe('–');
    expect(difference(0.27, 0.31)).toBe('+0.27');
    expect(difference(-0.001, 0.31)).toBe('0.00');
    expect(difference(Number.NEGATIVE_INFINITY, 1)).toBe('−∞');
    expect(difference(0, 0)).toBe('0');
  });

  it('ids of an SVG become its own', () => {
    const svg =
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><defs><clipPath id="clip1"/></defs><g clip-path="url(#clip1)"/><text> id="kept" url</text></svg>';
    expect(inlineSvg(svg, 'figure-2', 'a < b').text).toBe(
      '<svg role="img" aria-label="a &lt; b" xmlns="http://www.w3.org/2000/svg"><defs><clipPath id="figure-2-clip1"/></defs><g clip-path="url(#figure-2-clip1)"/><text> id="kept" url</text></svg>',
    );
  });

  it('the checker finds mistakes', () => {
    for (const bad of [
      '<p>',
      '<p></div>',
      '<p>a & b</p>',
      '<p a="1" a="2"></p>',
      '<p a=1></p>',
      '<p>1 < 2</p>',
      '<p a="&"></p>',
    ])
      expect(wellFormed(bad), bad).not.toBeNull();
    for (const good of ['<p>a &amp; b<br></p>', '<svg><path d="M0"/></svg>', '<!DOCTYPE html><html lang="en">≤</html>'])
      expect(wellFormed(good), good).toBeNull();
  });
});
