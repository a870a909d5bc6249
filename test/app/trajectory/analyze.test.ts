import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import type { ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { encodeNpy } from '../../../src/app/output/npy.ts';
import { analyzeFields } from '../../../src/app/trajectory/analyze-fields.ts';
import type { AnalysisResult, AnalyzeOptions } from '../../../src/app/trajectory/analyze-options.ts';
import { analyzeTrajectories } from '../../../src/app/trajectory/analyze-trajectories.ts';
import { writeExtXyz } from '../../../src/app/trajectory/write-ext-xyz.ts';
import { writeLammpsDump } from '../../../src/app/trajectory/write-lammps-dump.ts';
import { UsageError } from '../../../src/app/usage-error.ts';
import { type Curve, column, columns } from '../../../src/core/curve.ts';
import { createFft } from '../../../src/core/fft/backends.ts';
import { Grid } from '../../../src/core/grid.ts';
import { modesWithin } from '../../../src/core/modes.ts';
import { Gaussians } from '../../../src/core/random.ts';
import { ParticleStore } from '../../../src/engines/particles/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'dk-analyze-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DEFAULTS: Omit<AnalyzeOptions, 'warn'> = {
  ...{ kmax: null, k: [], lags: null, skip: 0, every: 1, types: null, byType: false },
  ...{ mean: 'kept' as const, kind: 'density' as const },
};

function options(some: Partial<AnalyzeOptions> = {}): AnalyzeOptions & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return { ...DEFAULTS, ...some, warnings, warn: (message) => warnings.push(message) };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function curve(result: AnalysisResult, name: string, group = 0): Curve {
  const found = result.curves[group].find((c) => c.name === name);
  if (found === undefined) throw new Error(`no curve ${name}`);
  return found;
}

/** Free particles, as an engine has them: `frames` frames of diffusion by `spread` per axis and frame. */
class FreeParticles {
  readonly store: ParticleStore;
  readonly #gaussians: Gaussians;
  time = 0;

  constructor(lengths: readonly number[], count: number, seed: number) {
    this.#gaussians = new Gaussians(seed);
    const places = lengths.map((L) => Float64Array.from({ length: count }, () => L * this.#gaussians.uniform()));
    this.store = new ParticleStore(lengths, places);
  }

  move(spread: number, dt: number): void {
    for (const axis of this.store.positions)
      for (let i = 0; i < axis.length; i++) axis[i] += spread * this.#gaussians.next();
    this.store.wrap();
    this.time += dt;
  }

  source() {
    const { lengths, positions, speciesOf } = this.store;
    return {
      ...{
        time: this.time,
        lengths,
        positions,
        speciesOf,
        counts: this.store.counts(),
        unwrapped: this.store.unwrapped(),
      },
      densityModes: this.store.densityModes.bind(this.store),
    };
  }
}

test('what a dump of ours gives is what the run would have given, digit for digit', async () => {
  const particles = new FreeParticles([7, 5.5], 90, 11);
  const modes = modesWithin([7, 5.5], [5, 5]);
  const context: ObservableContext = {
    ...{ modes, fft: createFft(new Grid([7, 5.5], [4, 4])), sample: 0.25, times: [], meanDensity: 1, deviation: 1 },
    ...{ kind: 'density' as const, average: 'time' as const, mean: 'kept' as const },
  };
  const live = observables['structure-factor'].create({}, context);
  const liveF = observables['intermediate-scattering'].create({ k: [1, 2], lags: 6 }, context);
  let [dump, xyz] = ['', ''];
  for (let frame = 0; frame < 20; frame++) {
    const source = particles.source();
    live.observe(source);
    liveF.observe(source);
    dump += [...writeLammpsDump(source, { step: 50 * frame })].join('');
    xyz += [...writeExtXyz(source, { step: 50 * frame })].join('');
    particles.move(0.3, 0.25);
  }
  const expected = [live, liveF].flatMap((own) => {
    own.merge(own.save());
    return own.curves();
  });
  const asked = { kmax: 5, k: [1, 2], lags: 6 };
  const results = [
    await analyzeTrajectories([file('own.lammpstrj', dump)], options({ ...asked, timestep: 0.005 })),
    await analyzeTrajectories([file('own.xyz', xyz)], options(asked)),
    await analyzeTrajectories([file('own.dump.gz', gzipSync(dump))], options({ ...asked, timestep: 0.005 })),
  ];
  for (const result of results) {
    for (const own of expected) {
      const measured = curve(result, own.name);
      expect(measured.keys.map((c) => c.values)).toEqual(own.keys.map((c) => c.values));
      for (const { name, values } of columns(own))
        expect([name, column(measured, name).values]).toEqual([name, values]);
    }
  }
});

describe('F(k,t) and S(k) of free particles', () => {
  test('F(k,t) = exp(−Dk²t) within its errors', async () => {
    const [D, dt, L] = [0.5, 0.1, 9];
    const particles = new FreeParticles([L, L], 60, 12);
    const parts: string[] = [];
    for (let frame = 0; frame < 2500; frame++) {
      parts.push(...writeLammpsDump(particles.source(), { step: frame }));
      particles.move(Math.sqrt(2 * D * dt), dt);
    }
    const path = file('free.lammpstrj', parts.join(''));
    const result = await analyzeTrajectories([path], options({ kmax: 3, k: [0.7, 1.4], lags: 20, timestep: dt }));
    expect([result.runs, result.lags, result.flat]).toEqual([[2500], lagsOf(20), 'z']);
    expect(result.served.map(({ k }) => k)).toEqual([(2 * Math.PI) / L, (4 * Math.PI) / L]);
    const f = curve(result, 'intermediate-scattering');
    const [k, t, F, error] = ['k', 't', 'F', 'stderr'].map((name) => column(f, name).values);
    // lags 0 … 16, 18 and 20 of two shells
    expect(F.length).toBe(38);
    F.forEach((value, i) => {
      const exact = Math.exp(-D * k[i] * k[i] * t[i]);
      expect(Math.abs(value - exact) / error[i], `k ${k[i]} t ${t[i]}`).toBeLessThan(4);
    });
    expect(error[0]).toBeLessThan(0.25);
  });

  test('points thrown anew in every frame: S = 1 within its own error, in two and three dimensions', async () => {
    for (const [dim, count, kmax] of [
      [2, 150, 9],
      [3, 80, 4],
    ]) {
      const lengths = [6, 7, 8].slice(0, dim);
      const parts: string[] = [];
      for (let frame = 0; frame < 200; frame++) {
        parts.push(...writeExtXyz(new FreeParticles(lengths, count, 100 + frame).source(), { step: frame }));
      }
      // without times the frames are counted
      const path = file(`poisson-${dim}.xyz`, parts.join('').replaceAll('Time=0 ', ''));
      const result = await analyzeTrajectories([path], options({ kmax }));
      expect(result.runs).toEqual([200]);
      const s = curve(result, 'structure-factor');
      const z = s.value.values.map((value, i) => (value - 1) / (s.error?.values[i] ?? Number.NaN));
      const modes = column(s, 'modes').values;
      const total = modes.reduce((sum, n) => sum + n, 0);
      // |ρ_k|²/N is exponentially distributed: its mean over 200 frames and all modes has the error 1/√(200·modes)
      const mean = s.value.values.reduce((sum, value, i) => sum + modes[i] * value, 0) / total;
      expect(Math.abs(mean - 1) * Math.sqrt(200 * total)).toBeLessThan(4);
      // shell by shell: the squares of the deviations average to 1, with the error √(2/shells)
      const square = z.reduce((sum, value) => sum + value * value, 0) / z.length;
      expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / z.length));
    }
  });
});

describe('runs, frames and groups', () => {
  const row = (i: number, x: number, type: number): string => `${i} ${type} ${x} ${(7 * x) % 5}`;
  const frame = (step: number, shift = 0): string =>
    `ITEM: TIMESTEP\n${step}\nITEM: NUMBER OF ATOMS\n4\nITEM: BOX BOUNDS pp pp\n0 6\n0 5\nITEM: ATOMS id type x y\n${[0.3, 1.7, 2.9, 4.4].map((x, i) => row(i + 1, (x + shift * (i + 1)) % 6, i < 3 ? 2 : 10)).join('\n')}\n`;
  const run = (steps: readonly number[], seed = 1): string => steps.map((s) => frame(s, 0.137 * seed * s)).join('');

  test('files that go on are one run; a repeated frame counts once; where time goes back another run begins', async () => {
    const [a, b] = [file('a', run([0, 10, 20, 30])), file('b', run([30, 40, 50]))];
    const c = file('c', run([0, 10, 20, 30], 2));
    const some = options();
    const joined = await analyzeTrajectories([a, b], some);
    expect([joined.runs, joined.framesRead, joined.interval]).toEqual([[6], 7, 10]);
    expect(some.warnings).toContain('1 frame(s) that repeat the one before were left out');
    const apart = await analyzeTrajectories([a, b, c], options());
    expect(apart.runs).toEqual([6, 4]);
    const alone = [joined, await analyzeTrajectories([c], options())].map(
      (r) => curve(r, 'structure-factor').value.values,
    );
    const both = curve(apart, 'structure-factor').value.values;
    both.forEach((value, i) => {
      expect(value).toBeCloseTo((alone[0][i] + alone[1][i]) / 2, 13);
    });
  });

  test('single frames of one step each are independent runs: with eight the error bars come from their scatter', async () => {
    const files = Array.from({ length: 9 }, (_, i) => file(`final-${i}`, frame(1000, 0.137 * i)));
    for (const count of [7, 9]) {
      const result = await analyzeTrajectories(files.slice(0, count), options());
      expect([result.runs, result.interval]).toEqual([new Array(count).fill(1), 0]);
      const s = curve(result, 'structure-factor');
      expect(s.error?.values.every(count < 8 ? Number.isNaN : Number.isFinite)).toBe(true);
    }
  });

  test('--skip and --every', async () => {
    const path = file('d', run([0, 10, 20, 30, 40, 50, 60]));
    const thin = await analyzeTrajectories([path], options({ skip: 1, every: 2 }));
    const same = await analyzeTrajectories([file('e', run([10, 30, 50]))], options());
    expect([thin.runs, thin.interval, thin.framesRead]).toEqual([[3], 20, 7]);
    expect(curve(thin, 'structure-factor').value).toEqual(curve(same, 'structure-factor').value);
    await expect(analyzeTrajectories([path], options({ skip: 7 }))).rejects.toThrow(
      '--skip 7 leaves no frame: the longest run has 7',
    );
  });

  test('unequal spacing: S(k) with a warning, F(k,t) refused', async () => {
    const path = file('uneven', run([0, 10, 20, 35]));
    const some = options();
    await analyzeTrajectories([path], some);
    expect(some.warnings).toContainEqual(expect.stringContaining('frames are not equally spaced'));
    expect(some.warnings).toContain('mean-square-displacement is left out: it needs equally spaced frames');
    await expect(analyzeTrajectories([path], options({ k: [1.1] }))).rejects.toThrow(
      /uneven:37: this frame comes 15 after the one before, the others 10: F\(k,t\) needs/,
    );
  });

  test('lags: at most half of the frames unless asked for; more than there are is refused', async () => {
    for (const [count, lags] of [
      [2, 1],
      [3, 1],
      [11, 4],
      [130, 64],
    ]) {
      const path = file('lags', run(Array.from({ length: count }, (_, i) => 10 * i)));
      const result = await analyzeTrajectories([path], options({ k: [1.1], kmax: 2 }));
      expect([count, result.lags]).toEqual([count, lagsOf(lags)]);
      expect(curve(result, 'intermediate-scattering').value.values.every(Number.isFinite)).toBe(true);
    }
    const path = file('few', run([0, 10, 20]));
    expect((await analyzeTrajectories([path], options({ k: [1.1], lags: 2 }))).lags).toEqual(lagsOf(2));
    await expect(analyzeTrajectories([path], options({ k: [1.1], lags: 3 }))).rejects.toThrow(
      '--lags 3 needs more than 3 frames; there are 3',
    );
    await expect(analyzeTrajectories([file('one', frame(0))], options({ k: [1] }))).rejects.toThrow(
      'intermediate-scattering needs at least two frames; there is one',
    );
    await expect(analyzeTrajectories([path], options({ k: [9], kmax: 2 }))).rejects.toThrow(
      /--k 9 is beyond the largest \|k\| = 3.27\d+ of --kmax 2; raise it, at most to 9/,
    );
  });

  test('one frame: S(k) without error bars', async () => {
    const s = curve(await analyzeTrajectories([file('one', frame(0))], options()), 'structure-factor');
    expect(s.value.values.every(Number.isFinite)).toBe(true);
    expect(s.error?.values.every(Number.isNaN)).toBe(true);
  });

  test('types: one by one, or some of them; N S_NN = Σ N_a S_aa + cross terms', async () => {
    const path = file('types', run([0, 10, 20, 30]));
    const result = await analyzeTrajectories([path], options({ byType: true, kmax: 3 }));
    expect(result.groups).toEqual([null, '2', '10']);
    expect(result.particles).toEqual({ 2: 3, 10: 1 });
    const single = curve(result, 'structure-factor', 2).value.values;
    for (const value of single) expect(value).toBeCloseTo(1, 12);
    const some = await analyzeTrajectories([path], options({ types: ['2'], kmax: 3 }));
    expect(curve(some, 'structure-factor').value).toEqual(curve(result, 'structure-factor', 1).value);
    await expect(analyzeTrajectories([path], options({ types: ['3'] }))).rejects.toThrow(
      "--types: there are no particles of type '3'; there are 2, 10",
    );
    await expect(
      analyzeTrajectories([file('bare', frame(0).replace('id type', 'id q'))], options({ byType: true })),
    ).rejects.toThrow('the file tells no types');
  });

  test('other particles, or another box: refused with the place', async () => {
    const change = async (text: string): Promise<string> => {
      try {
        await analyzeTrajectories([file('changed', frame(0) + text)], options());
      } catch (error) {
        if (error instanceof UsageError) return error.message.replace(folder, '');
      }
      return 'taken';
    };
    expect(await change(frame(10))).toBe('taken');
    expect(
      await change(
        frame(10)
          .replace('\n4\n', '\n3\n')
          .replace(/\n4 .*\n$/, '\n'),
      ),
    ).toMatch(/^\/changed:13: this frame has 3 particles, the one before had 4/);
    expect(await change(frame(10).replace('0 6', '0 6.01'))).toMatch(
      /^\/changed:13: the box has changed from 6 × 5 to 6.01 × 5/,
    );
    expect(await change(frame(10).replace('\n4 10', '\n5 10'))).toMatch(
      /^\/changed:13: this frame has particle 5 where the one before had 4/,
    );
    await expect(analyzeTrajectories([join(folder, 'nowhere')], options())).rejects.toThrow(
      'nowhere: there is no such file',
    );
    await expect(analyzeTrajectories([folder], options())).rejects.toThrow('it is a folder');
  });

  test('a packed file that is cut off loses its last frames, not all; a damaged one is refused', async () => {
    const packed = gzipSync(run(Array.from({ length: 400 }, (_, i) => i)));
    const some = options();
    const result = await analyzeTrajectories([file('cut.gz', packed.subarray(0, packed.length >> 1))], some);
    expect(result.runs[0]).toBeGreaterThan(20);
    expect(result.runs[0]).toBeLessThan(400);
    expect(some.warnings.filter((w) => w.includes('cut off')).length).toBe(1);
    const damaged = packed.slice();
    damaged.fill(85, 200, 260);
    await expect(analyzeTrajectories([file('damaged.gz', damaged)], options())).rejects.toThrow(UsageError);
  });
});

describe('stored fields', () => {
  const [lengths, cells] = [
    [3, 4],
    [12, 16],
  ];
  const field = (seed: number, offset: number): Float64Array => {
    const g = new Gaussians(seed);
    return Float64Array.from({ length: 192 }, () => offset + g.next());
  };

  test('S(k) is that of the sum over cells', async () => {
    const fields = [1, 2, 3, 4].map((seed) => field(seed, 20));
    const files = fields.map((values, i) => file(`f${i}.npy`, encodeNpy(values, cells)));
    const result = analyzeFields(files, options({ box: lengths }));
    expect([result.kmax, result.runs, result.source]).toEqual([3, [4], 'field']);
    const single = curve(result, 'structure-factor-modes');
    const [n1, n2] = [column(single, 'n1').values, column(single, 'n2').values];
    single.value.values.forEach((value, m) => {
      let sum = 0;
      for (const values of fields) {
        let [re, im, total] = [0, 0, 0];
        values.forEach((rho, j) => {
          const phase = -2 * Math.PI * ((n1[m] * Math.floor(j / 16)) / 12 + (n2[m] * (j % 16)) / 16);
          re += rho * Math.cos(phase);
          im += rho * Math.sin(phase);
          total += rho;
        });
        sum += ((re * re + im * im) / total) * (12 / 192);
      }
      expect(Math.abs(value / (sum / 4) - 1)).toBeLessThan(1e-10);
    });
  });

  test('mistakes', () => {
    const path = file('ok.npy', encodeNpy(field(1, 20), cells));
    const bad = (name: string, values: Float64Array, shape: readonly number[]): string =>
      file(name, encodeNpy(values, shape));
    const refused = (files: readonly string[], some: Partial<AnalyzeOptions>) => () =>
      analyzeFields(files, options(some));
    expect(refused([path], {})).toThrow('stored fields do not tell their box: give its sides with --box');
    expect(refused([path], { box: [3, 4, 5] })).toThrow('has 2 axes (12 × 16), but --box has 3 side(s)');
    expect(refused([path], { box: lengths, kmax: 6 })).toThrow('--kmax 6: fields of 12 × 16 cells resolve |n| ≤ 5');
    expect(refused([path, bad('o.npy', field(1, 2).subarray(0, 144), [12, 12])], { box: lengths })).toThrow(
      '12 × 12 cells, the first has 12 × 16',
    );
    expect(refused([bad('n.npy', field(1, -20), cells)], { box: lengths })).toThrow(
      /is not positive; is this an order parameter\? \(--kind order-parameter\)/,
    );
    expect(refused([bad('x.npy', field(1, Number.NaN), cells)], { box: lengths })).toThrow(
      'the value of cell 0 is NaN',
    );
    expect(refused([bad('y.npy', new Float64Array(15).fill(1), [3, 5])], { box: lengths })).toThrow(
      'cells must be even',
    );
    expect(refused([file('t.npy', 'hello')], { box: lengths })).toThrow('not an .npy file');
    expect(refused([path], { box: lengths, byType: true })).toThrow('--types and --by-type are for particles');
    const phi = analyzeFields([bad('p.npy', field(1, -20), cells)], options({ box: lengths, kind: 'order-parameter' }));
    expect(curve(phi, 'structure-factor').value.values.every((s) => s > 0)).toBe(true);
  });
});

/** Lags of everything that correlates frames. */
function lagsOf(lags: number): Readonly<Record<string, number>> {
  return {
    'intermediate-scattering': lags,
    'mean-square-displacement': lags,
    'self-intermediate-scattering': lags,
  };
}
