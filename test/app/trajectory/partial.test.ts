import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { addAnalyze } from '../../../src/app/cli/analyze.ts';
import { Command } from '../../../src/app/cli/commander.ts';
import { readTable } from '../../../src/app/output/table.ts';
import type { AnalysisResult, AnalyzeOptions } from '../../../src/app/trajectory/analyze-options.ts';
import { analyzeTrajectories } from '../../../src/app/trajectory/analyze-trajectories.ts';
import { type Curve, column } from '../../../src/core/curve.ts';
import { Gaussians } from '../../../src/core/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'dk-partial-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DUMP = fileURLToPath(new URL('../../fixtures/scaled-two-species-offset.lammpstrj', import.meta.url));
const PARTIAL = 'structure-factor-partial';

/** Positions of one type, [dim][N]. */
type Points = readonly (readonly number[])[];

/** A LAMMPS dump of `frames` frames; `at` places the particles of every type. */
function dump(
  lengths: readonly number[],
  types: readonly string[],
  frames: number,
  at: (t: number) => readonly Points[],
): string {
  const parts: string[] = [];
  for (let t = 0; t < frames; t++) {
    const points = at(t);
    const count = points.reduce((sum, [x]) => sum + x.length, 0);
    const axes = ['x', 'y', 'z'].slice(0, lengths.length);
    parts.push(`ITEM: TIMESTEP\n${t}\nITEM: NUMBER OF ATOMS\n${count}\nITEM: BOX BOUNDS${' pp'.repeat(axes.length)}\n`);
    for (const length of lengths) parts.push(`0 ${length}\n`);
    parts.push(`ITEM: ATOMS id type ${axes.join(' ')}\n`);
    let id = 0;
    points.forEach((own, s) => {
      for (let i = 0; i < own[0].length; i++)
        parts.push(`${++id} ${types[s]} ${own.map((axis) => axis[i]).join(' ')}\n`);
    });
  }
  return parts.join('');
}

/** `count` points thrown into the box. */
function thrown(lengths: readonly number[], count: number, g: Gaussians): Points {
  return lengths.map((length) => Array.from({ length: count }, () => length * g.uniform()));
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function analyze(
  files: readonly string[],
  some: Partial<AnalyzeOptions>,
): Promise<AnalysisResult & { readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const result = await analyzeTrajectories(files, {
    ...{ kmax: null, k: [], lags: null, skip: 0, every: 1, types: null, byType: true },
    ...{ mean: 'kept', kind: 'density', ...some, warn: (message) => warnings.push(message) },
  });
  return { ...result, warnings };
}

function curve(result: AnalysisResult, name: string, group = 0): Curve {
  const found = result.curves[group].find((c) => c.name === name);
  if (found === undefined) throw new Error(`no curve ${name}`);
  return found;
}

interface Rows {
  readonly k: Float64Array;
  readonly S: Float64Array;
  readonly error: Float64Array;
  readonly modes: Float64Array;
}

/** The rows of one pair. */
function pair(partial: Curve, a: number, b: number): Rows {
  const at = (i: number): boolean => column(partial, 'a').values[i] === a && column(partial, 'b').values[i] === b;
  const pick = (name: string): Float64Array => column(partial, name).values.filter((_, i) => at(i));
  return { k: pick('k'), S: pick('S'), error: pick('stderr'), modes: pick('modes') };
}

/** Largest relative difference of S and Σ_ab √(x_a x_b) S_ab, over all k. */
function residual(total: Curve, partial: Curve, counts: readonly number[]): number {
  const N = counts.reduce((sum, n) => sum + n, 0);
  const sum = new Float64Array(total.value.values.length);
  counts.forEach((Na, a) => {
    for (let b = a; b < counts.length; b++) {
      const { k, S } = pair(partial, a + 1, b + 1);
      expect(k).toEqual(column(total, 'k').values);
      for (let i = 0; i < S.length; i++) sum[i] += ((b > a ? 2 : 1) * Math.sqrt(Na * counts[b]) * S[i]) / N;
    }
  });
  return Math.max(...sum.map((value, i) => Math.abs(value / total.value.values[i] - 1)));
}

/** That every row is what it should be, 4 standard errors for one number (6·10⁻⁵), corrected for `of` numbers. */
function near({ S, error }: Pick<Rows, 'S' | 'error'>, exact: (i: number) => number, of: number): void {
  // beyond z a normal number lies with probability e^{−z²/2}: multiplied by `of` where z² grows by 2 ln(of)
  const bound = Math.sqrt(16 + 2 * Math.log(of));
  S.forEach((value, i) => {
    expect(Math.abs(value - exact(i)) / error[i], `row ${i}: ${value}, expected ${exact(i)}`).toBeLessThan(bound);
  });
}

/** Mean over all modes and its error. */
function overModes({ S, error, modes }: Rows): { readonly mean: number; readonly error: number } {
  const total = modes.reduce((sum, n) => sum + n, 0);
  const squares = error.reduce((sum, e, i) => sum + (modes[i] * e) ** 2, 0);
  return { mean: S.reduce((sum, s, i) => sum + modes[i] * s, 0) / total, error: Math.sqrt(squares) / total };
}

describe('points of two types thrown anew in every frame', async () => {
  const lengths = [5.3, 7.9];
  const counts = [45, 15];
  const g = new Gaussians(71);
  const text = dump(lengths, ['2', '10'], 3000, () => counts.map((count) => thrown(lengths, count, g)));
  const result = await analyze([file('poisson.lammpstrj', text)], { kmax: 4 });
  const total = curve(result, 'structure-factor');
  const partial = curve(result, PARTIAL);
  const all = {
    k: column(total, 'k').values,
    S: total.value.values,
    error: column(total, 'stderr').values,
    modes: column(total, 'modes').values,
  };

  test('S = 1, S_aa = 1 and S_ab = 0 within their own errors, which would show 5 %', () => {
    const of = 4 * all.S.length;
    for (const [rows, exact] of [
      [all, 1],
      [pair(partial, 1, 1), 1],
      [pair(partial, 1, 2), 0],
      [pair(partial, 2, 2), 1],
    ] as const) {
      expect(Math.max(...rows.error)).toBeLessThan(0.025);
      near(rows, () => exact, of);
      const pooled = overModes(rows);
      expect(pooled.error).toBeLessThan(0.004);
      expect(Math.abs(pooled.mean - exact) / pooled.error).toBeLessThan(4);
    }
  });

  test('the errors are those of independent frames', () => {
    for (const [a, b] of [
      [1, 1],
      [1, 2],
      [2, 2],
    ]) {
      const { error, modes } = pair(partial, a, b);
      // N fixed points: Var |ρ_k|² = N² − N, Var Re ρ_a ρ_b* = N_a N_b/2
      const variance = a === b ? 1 - 1 / counts[a - 1] : 0.5;
      const ratios = error.map((e, i) => e / Math.sqrt(variance / (3000 * modes[i])));
      const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
      // 93 blocks of 32 frames: an error is known to 1/√(2·92)
      expect(Math.abs(mean - 1), `${a}${b}`).toBeLessThan(4 / Math.sqrt(184 * ratios.length));
    }
  });

  test('the total is Σ √(x_a x_b) S_ab to rounding, at every k, and S_aa is what type a gives alone', () => {
    expect(residual(total, partial, counts)).toBeLessThan(1e-12);
    for (const type of [1, 2]) {
      const [rows, alone] = [pair(partial, type, type), curve(result, 'structure-factor', type)];
      rows.S.forEach((S, i) => {
        expect(Math.abs(S / alone.value.values[i] - 1)).toBeLessThan(1e-13);
        expect(Math.abs(rows.error[i] / (alone.error?.values[i] ?? Number.NaN) - 1)).toBeLessThan(1e-10);
      });
    }
  });

  test('k = 0 is left out, and the notes say so; it is measured once, for all types', () => {
    expect(all.k.every((k) => k > 0)).toBe(true);
    expect(Math.min(...column(partial, 'k').values)).toBeCloseTo((2 * Math.PI) / 7.9, 14);
    expect(partial.notes.join('\n')).toMatch('k = 0 excluded');
    expect(result.groups).toEqual([null, '2', '10']);
    expect(result.curves.map((curves) => curves.some(({ name }) => name === PARTIAL))).toEqual([true, false, false]);
  });
});

describe('types whose correlation is known', () => {
  test('two b beside every a, at ±d: S_ab = √2 cos(k·d) S_aa and S_bb = 2 cos²(k·d) S_aa, frame by frame', async () => {
    const [Lx, Ly, d] = [6.3, 4.7, 0.83];
    const g = new Gaussians(72);
    const text = dump([Lx, Ly], ['A', 'Bb'], 6, () => {
      const [x, y] = thrown([Lx, Ly], 20, g);
      const beside = [d, -d].flatMap((shift) => x.map((u) => (u + shift + Lx) % Lx));
      return [
        [x, y],
        [beside, [...y, ...y]],
      ];
    });
    const partial = curve(await analyze([file('triples', text)], { kmax: 3 }), PARTIAL);
    const [aa, ab, bb] = [pair(partial, 1, 1), pair(partial, 1, 2), pair(partial, 2, 2)];
    // a shell of this box is one |n_x| and one |n_y|
    let shells = 0;
    for (let n = 0; n <= 3; n++) {
      for (let m = n === 0 ? 1 : 0; m <= 3; m++) {
        const k = 2 * Math.PI * Math.hypot(n / Lx, m / Ly);
        const i = aa.k.findIndex((own) => Math.abs(own / k - 1) < 1e-12);
        const cos = Math.cos((2 * Math.PI * n * d) / Lx);
        expect(Math.abs(ab.S[i] - Math.SQRT2 * cos * aa.S[i])).toBeLessThan(1e-12);
        expect(Math.abs(bb.S[i] - 2 * cos * cos * aa.S[i])).toBeLessThan(1e-12);
        shells++;
      }
    }
    expect(shells).toBe(aa.k.length);
  });

  test('particles that shake about fixed places: the mean is kept, or subtracted with its variance', async () => {
    const [lengths, counts, spread, frames] = [[5.3, 6.1], [8, 12], 0.35, 1500];
    const g = new Gaussians(73);
    const places = counts.map((count) => thrown(lengths, count, g));
    const text = dump(lengths, ['1', '2'], frames, () =>
      places.map((own) => own.map((axis, a) => axis.map((x) => (x + spread * g.next() + 3 * lengths[a]) % lengths[a]))),
    );
    const path = file('shaking', text);
    const kept = await analyze([path], { kmax: 2 });
    const less = await analyze([path], { kmax: 2, mean: 'subtracted' });
    expect(residual(curve(kept, 'structure-factor'), curve(kept, PARTIAL), counts)).toBeLessThan(1e-12);
    // the two subtract what they take for the variance of the mean, of relative size 1/frames, estimated from other blocks
    expect(residual(curve(less, 'structure-factor'), curve(less, PARTIAL), counts)).toBeLessThan(1 / frames);
    expect(curve(less, PARTIAL).notes.join()).toMatch('the variance of the mean is estimated in two ways');
    // Re ρ_a ρ_b* of the places over the modes of a shell, one |n_x| and one |n_y|
    const still = (k: number, a: number, b: number): number => {
      for (let n = 0; n <= 2; n++) {
        for (let m = 0; m <= 2; m++) {
          const [p, q] = [(2 * Math.PI * n) / lengths[0], (2 * Math.PI * m) / lengths[1]];
          if (Math.abs(Math.hypot(p, q) / k - 1) > 1e-12) continue;
          const values = [q, -q].map((qy) => {
            const sums = [a, b].map((s) => {
              const phases = places[s][0].map((x, i) => p * x + qy * places[s][1][i]);
              return [Math.cos, Math.sin].map((f) => phases.reduce((sum, phase) => sum + f(phase), 0));
            });
            return sums[0][0] * sums[1][0] + sums[0][1] * sums[1][1];
          });
          return (values[0] + values[1]) / 2;
        }
      }
      throw new Error(`no shell at ${k}`);
    };
    for (const [a, b] of [
      [1, 1],
      [1, 2],
      [2, 2],
    ]) {
      const delta = a === b ? 1 : 0;
      const [with0, without] = [pair(curve(kept, PARTIAL), a, b), pair(curve(less, PARTIAL), a, b)];
      // e^{−k²σ²} is what shaking leaves of the square of a mean
      const weak = with0.k.map((k) => Math.exp(-k * k * spread * spread));
      const norm = Math.sqrt(counts[a - 1] * counts[b - 1]);
      const of = 6 * with0.k.length;
      near(with0, (i) => delta * (1 - weak[i]) + (weak[i] * still(with0.k[i], a - 1, b - 1)) / norm, of);
      near(without, (i) => delta * (1 - weak[i]), of);
      expect(without.error.every((e) => e > 0 && e < 0.05)).toBe(true);
    }
  });

  test('runs are joined: with eight and more the errors come from their scatter', async () => {
    const g = new Gaussians(74);
    const lengths = [5.3, 7.9];
    const paths = Array.from({ length: 9 }, (_, i) => {
      return file(
        `run-${i}`,
        dump(lengths, ['1', '2'], 1, () => [thrown(lengths, 9, g), thrown(lengths, 4, g)]),
      );
    });
    const alone = await Promise.all(paths.map((path) => analyze([path], { kmax: 2 })));
    const joined = curve(await analyze(paths, { kmax: 2 }), PARTIAL);
    const own = alone.map((result) => curve(result, PARTIAL));
    expect(own[0].error?.values.every(Number.isNaN)).toBe(true);
    joined.value.values.forEach((value, i) => {
      const values = own.map((c) => c.value.values[i]);
      const mean = values.reduce((sum, v) => sum + v, 0) / 9;
      expect(value).toBeCloseTo(mean, 12);
      const scatter = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 72);
      expect(joined.error?.values[i]).toBeCloseTo(scatter, 12);
    });
  });
});

describe('which types', () => {
  const lengths = [5.3, 6.1, 7.9];
  const g = new Gaussians(75);
  const counts = [7, 5, 3];
  const text = dump(lengths, ['Na', 'Cl', 'O'], 5, () => counts.map((count) => thrown(lengths, count, g)));

  test('all pairs of three in the order of the types; some of them; none for one', async () => {
    const path = file('three', text);
    const three = await analyze([path], { kmax: 2 });
    const partial = curve(three, PARTIAL);
    expect(three.groups).toEqual([null, 'Cl', 'Na', 'O']);
    const [a, b] = ['a', 'b'].map((name) => column(partial, name).values);
    expect(Array.from(new Set(Array.from(a, (first, i) => `${first}${b[i]}`)))).toEqual([
      '11',
      '12',
      '13',
      '22',
      '23',
      '33',
    ]);
    expect(residual(curve(three, 'structure-factor'), partial, [5, 7, 3])).toBeLessThan(1e-12);
    const two = await analyze([path], { kmax: 2, types: ['O', 'Na'] });
    expect(residual(curve(two, 'structure-factor'), curve(two, PARTIAL), [7, 3])).toBeLessThan(1e-12);
    expect(pair(curve(two, PARTIAL), 1, 2)).toEqual(pair(partial, 2, 3));
    for (const some of [{ types: ['O'] }, { byType: false }]) {
      const result = await analyze([path], { kmax: 2, ...some });
      expect(result.curves.flat().some(({ name }) => name === PARTIAL)).toBe(false);
    }
  });

  test('more pairs and shells than memory should hold: left out, with a warning', async () => {
    const types = Array.from({ length: 37 }, (_, s) => `${s + 1}`);
    const flat = [5.3, 6.1];
    const path = file(
      'many',
      dump(flat, types, 1, () => types.map(() => thrown(flat, 1, g))),
    );
    const result = await analyze([path], { kmax: 16 });
    expect(result.warnings).toContain(
      'structure-factor-partial is left out: 703 pairs of types × 288 shells are more than 200000 rows; choose with --types, or lower --kmax 16',
    );
    expect(result.curves[0].map(({ name }) => name)).toContain('structure-factor');
    expect(result.curves[0].map(({ name }) => name)).not.toContain(PARTIAL);
  });
});

test('dk analyze --by-type of a dump of LAMMPS: table, notes, figure; the sum of the partials is the total', async () => {
  const out = join(folder, 'lammps');
  const program = new Command('dk').exitOverride();
  let code = -1;
  addAnalyze(program, (value) => {
    code = value;
  });
  await program.parseAsync(['analyze', DUMP, '--by-type', '--quiet', '--kmax', '4', '--out', out], { from: 'user' });
  expect(code).toBe(0);
  const text = readFileSync(join(out, 'curves', `${PARTIAL}.csv`), 'utf8');
  expect(text.split('\n').find((line) => !line.startsWith('#'))).toBe('a,b,k,S,stderr,modes');
  const total = readTable(readFileSync(join(out, 'curves', 'structure-factor.csv'), 'utf8'), 'structure-factor');
  const partial = readTable(text, PARTIAL);
  expect(partial.keys.map(({ name }) => name)).toEqual(['a', 'b', 'k']);
  expect(residual(total, partial, [90, 30])).toBeLessThan(1e-12);
  // these two do correlate
  expect(Math.max(...pair(partial, 1, 2).S.map(Math.abs))).toBeGreaterThan(0.3);
  for (const note of [
    'S_ab(k) = Re <drho_a,k drho_b,k*>/sqrt(N_a N_b) of Ashcroft and Langreth on k = 2 pi n/L, k = 0 excluded; mean kept; modes counts +-k once',
    'S(k), number-number, is the sum of sqrt(x_a x_b) S_ab over all a and b (a < b counts twice), x_a = N_a/N, N the sum of these N_a',
    'those of Faber and Ziman are a_ab = (S_ab - delta_ab)/sqrt(x_a x_b) + 1',
    'a and b: 1 = type 1 (N = 90), 2 = type 2 (N = 30)',
  ]) {
    expect(partial.notes).toContain(note);
  }
  expect(partial.notes.join()).not.toMatch('as one');
  expect(readFileSync(join(out, 'figures', `${PARTIAL}.svg`), 'utf8')).toMatch('1 = type 1, 2 = type 2');
  expect(existsSync(join(out, 'figures', 'type-1', `${PARTIAL}.svg`))).toBe(false);
});

test('g(r) of twenty points thrown anew is 1, not 19/20: N − 1 in the normalisation', async () => {
  const lengths = [5.3, 7.9];
  const g = new Gaussians(76);
  const text = dump(lengths, ['1'], 4000, () => [thrown(lengths, 20, g)]);
  const pairs = curve(await analyze([file('twenty', text)], { kmax: 1, byType: false }), 'pair-correlation');
  const [r, value, error] = ['r', 'g', 'stderr'].map((name) => column(pairs, name).values);
  // pairs per bin grow with r: bins are joined with the weight r, into four parts, then all
  for (const parts of [4, 1]) {
    const size = r.length / parts;
    for (let part = 0; part < parts; part++) {
      const rows = Array.from({ length: size }, (_, i) => part * size + i);
      const weight = rows.reduce((sum, i) => sum + r[i], 0);
      const mean = rows.reduce((sum, i) => sum + r[i] * value[i], 0) / weight;
      const own = Math.sqrt(rows.reduce((sum, i) => sum + (r[i] * error[i]) ** 2, 0)) / weight;
      expect(own).toBeLessThan(parts === 1 ? 0.0025 : 0.01);
      expect(Math.abs(mean - 1) / own, `part ${part} of ${parts}: ${mean} ± ${own}`).toBeLessThan(4.4);
    }
  }
});
