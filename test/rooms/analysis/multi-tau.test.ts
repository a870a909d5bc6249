import { describe, expect, test } from 'vitest';
import { observables } from '../../../src/analysis/observables/index.ts';
import { MultiTau } from '../../../src/analysis/observables/multi-tau.ts';
import type { ObservableContext } from '../../../src/analysis/observables/observable.ts';
import { Gaussians } from '../../../src/core/random.ts';
import type { SavedValue } from '../../../src/core/saved.ts';
import { corrected } from '../../truths/statistics.ts';
import { contextOf, mergedCurves, numbers, TableSource } from './synthetic.ts';

const lengths = [2.9, 1.7];
const particles = 37;
const context = contextOf(lengths, [4, 4], particles);
const { modes } = context;
/** Two shells, one of one mode and one of two. */
const wishes = [modes.shells[0].k, modes.shells[2].k];

/** ρ_k/√N = m_k + complex Gaussians of variance S_m that forget by φ a sample. */
class Forgetful extends TableSource {
  readonly #phi: number;
  readonly #mean: number;
  readonly #gaussians: Gaussians;
  readonly #x: Float64Array;

  constructor(phi: number, mean: number, gaussians: Gaussians) {
    super(modes, particles);
    this.#phi = phi;
    this.#mean = mean;
    this.#gaussians = gaussians;
    this.#x = new Float64Array(this.values.length);
    gaussians.fill(this.#x);
    this.#write();
  }

  next(): void {
    const kick = Math.sqrt(1 - this.#phi * this.#phi);
    for (let i = 0; i < this.#x.length; i++) this.#x[i] = this.#phi * this.#x[i] + kick * this.#gaussians.next();
    this.#write();
  }

  #write(): void {
    for (let i = 0; i < this.#x.length; i++) {
      const noise = Math.sqrt(variance(i >> 1) / 2) * this.#x[i];
      this.values[i] = Math.sqrt(particles) * (this.#mean * (1 - (i % 3)) + noise);
    }
  }
}
const variance = (m: number): number => 0.4 + 0.3 * m;
const truthOf = (k: number): number => {
  const { members } = modes.shells[modes.nearestShell(k)];
  return members.reduce((sum, m) => sum + variance(m), 0) / members.length;
};

function observe(parameters: object, setting: ObservableContext, samples: number, source: Forgetful) {
  const own = observables['intermediate-scattering'].create({ k: wishes, ...parameters }, setting);
  for (let i = 0; i < samples; i++) {
    own.observe(source);
    source.next();
  }
  return own;
}

describe('lags', () => {
  test('one by one to 16, then 8 an octave, none beyond the longest', () => {
    const expected = [...Array(17).keys(), 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 52, 56, 60, 64, 72, 80, 88];
    expect(new MultiTau(95, 'logarithmic').lags).toEqual(expected);
    for (let longest = 1; longest < 700; longest++) {
      const { lags, levels } = new MultiTau(longest, 'logarithmic');
      expect(lags.slice(0, Math.min(8, longest) + 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].slice(0, longest + 1));
      expect(lags.every((lag, i) => i === 0 || lag > lags[i - 1])).toBe(true);
      const last = lags[lags.length - 1];
      expect(last).toBeLessThanOrEqual(longest);
      expect(last).toBeGreaterThan((longest * 8) / 9);
      for (const { steps } of levels) expect(steps[steps.length - 1]).toBeLessThanOrEqual(16);
    }
    expect(new MultiTau(40, 'linear').lags).toEqual([...Array(41).keys()]);
  });

  test.each(['logarithmic', 'linear'])('%s: what is looked back on is the sample of that lag itself', (spacing) => {
    const history = new MultiTau(150, spacing);
    const seen = history.levels.map(() => 0);
    for (let n = 0; n < 300; n++) {
      history.add(Float64Array.of(n, 0 - n), (level) => {
        const { every, steps } = history.levels[level];
        expect(n % every).toBe(0);
        for (const step of steps)
          expect([...history.back(level, step)]).toEqual([n - every * step, every * step - n + 0]);
        seen[level]++;
      });
    }
    history.levels.forEach(({ every, steps }, level) => {
      expect(seen[level]).toBe(Math.ceil(300 / every) - steps[steps.length - 1]);
    });
  });
});

describe('intermediate scattering at logarithmic lags', () => {
  test('is the plain average over the origins of its level', () => {
    const samples = 700;
    const series: number[][] = [];
    const source = new Forgetful(0.9, 0.6, new Gaussians(31));
    const own = observables['intermediate-scattering'].create({ k: [wishes[0]], lags: 130 }, context);
    for (let i = 0; i < samples; i++) {
      const m = modes.shells[0].members[0];
      series.push([source.values[2 * m], source.values[2 * m + 1]].map((v) => v / Math.sqrt(particles)));
      own.observe(source);
      source.next();
    }
    const [curve] = mergedCurves('intermediate-scattering', context, [own], { k: [wishes[0]], lags: 130 });
    const { levels } = new MultiTau(130, 'logarithmic');
    const expected = levels.flatMap(({ every, steps }) =>
      steps.map((step) => {
        let [sum, count] = [0, 0];
        for (let n = every * steps[steps.length - 1]; n < samples; n += every, count++) {
          for (const part of [0, 1]) sum += series[n][part] * series[n - every * step][part];
        }
        return sum / count;
      }),
    );
    expect(curve.value.values.length).toBe(expected.length);
    curve.value.values.forEach((f, i) => {
      expect(Math.abs(f - expected[i])).toBeLessThan(1e-13);
    });
    expect(numbers(curve, 't')).toEqual(new MultiTau(130, 'logarithmic').lags.map((lag) => lag * context.sample));
    expect(curve.notes.join('\n')).toContain('time origins of each 684, every 0.3');
    expect(curve.notes.join('\n')).toContain('then to 32 (334, every 0.6), 64 (159, every 1.2), 128 (72, every 2.4)');
  });

  test.each([
    { mean: 'kept' as const, level: 0.2 },
    { mean: 'subtracted' as const, level: 0 },
    // a mean 40 times the fluctuations
    { mean: 'subtracted' as const, level: 30 },
  ])('F = S φⁿ at every lag; mean $level, $mean', ({ mean, level }) => {
    const setting = { ...context, mean };
    const phi = 0.97;
    const parameters = { lags: 500 };
    const gaussians = new Gaussians(32);
    const replicas = 32;
    const parts = Array.from({ length: replicas }, () =>
      observe(parameters, setting, 3000, new Forgetful(phi, level, gaussians)),
    );
    const [curve] = mergedCurves('intermediate-scattering', setting, parts, { k: wishes, ...parameters });
    const [k, t, f, error] = ['k', 't', 'F', 'stderr'].map((name) => numbers(curve, name));
    expect(f.length).toBe(2 * new MultiTau(500, 'logarithmic').lags.length);
    const still = k.map((value) => {
      if (mean === 'subtracted') return 0;
      const { members } = modes.shells[modes.nearestShell(value)];
      const square = (m: number): number =>
        [2 * m, 2 * m + 1].reduce((sum, i) => sum + (level * (1 - (i % 3))) ** 2, 0);
      return members.reduce((sum, m) => sum + square(m), 0) / members.length;
    });
    const worst = Math.max(
      ...f.map((value, i) => {
        const exact = truthOf(k[i]) * phi ** Math.round(t[i] / context.sample) + still[i];
        expect(error[i], `error of k ${k[i]} t ${t[i]}`).toBeLessThan(0.15);
        return Math.abs(value - exact) / error[i];
      }),
    );
    expect(worst).toBeLessThan(corrected(f.length, replicas));
  });

  test.each([
    { mean: 'kept' as const, level: 0 },
    { mean: 'subtracted' as const, level: 5 },
  ])('intervals of one replica hold what they say; mean $mean', ({ mean, level }) => {
    const setting = { ...context, mean };
    const [phi, samples, runs] = [0.8, 4000, 250];
    const parameters = { lags: 256 };
    const gaussians = new Gaussians(33);
    const { levels, lags } = new MultiTau(256, 'logarithmic');
    const covered = levels.map(() => [0, 0]);
    const square = levels.map(() => [0, 0]);
    for (let run = 0; run < runs; run++) {
      const own = observe(parameters, setting, samples, new Forgetful(phi, level, gaussians));
      const [curve] = mergedCurves('intermediate-scattering', setting, [own], { k: wishes, ...parameters });
      const [k, f, error] = ['k', 'F', 'stderr'].map((name) => numbers(curve, name));
      let row = 0;
      for (let shell = 0; shell < 2; shell++) {
        levels.forEach(({ every, steps }, at) => {
          // the longest lag of each level stands for it: rows of a level share their noise
          row += steps.length;
          const lag = every * steps[steps.length - 1];
          const off = f[row - 1] - truthOf(k[row - 1]) * phi ** lag;
          if (Math.abs(off) < error[row - 1]) covered[at][0]++;
          if (Math.abs(off) < 1.959964 * error[row - 1]) covered[at][1]++;
          square[at][0] += off * off;
          square[at][1] += error[row - 1] ** 2;
        });
      }
    }
    expect(lags[lags.length - 1]).toBe(256);
    covered.forEach((counts, at) => {
      [0.6827, 0.95].forEach((nominal, i) => {
        // 8 blocks or more: Student's t of 7 degrees of freedom takes .033 and .041 off; 500 intervals scatter by .021, .010
        const [least, slack] = [nominal - [0.033, 0.041][i], 4 * Math.sqrt((nominal * (1 - nominal)) / (2 * runs))];
        const share = counts[i] / (2 * runs);
        expect(share, `level ${at}: ${share} inside ${nominal}`).toBeGreaterThan(least - slack);
        expect(share, `level ${at}: ${share} inside ${nominal}`).toBeLessThan(nominal + slack);
      });
      // a variance of 500 numbers scatters by 6 %; what the first guess of the mean is off by, ⟨ε²⟩ = g/n₀ of S after n₀
      // samples, n₀ the longest lag, adds 2g/n₀ ≤ 0.27 of the variance from the second level on
      expect(square[at][1] / square[at][0], `level ${at}`).toBeGreaterThan(0.8);
      expect(square[at][1] / square[at][0], `level ${at}`).toBeLessThan(1.2 + (mean === 'kept' ? 0 : 0.27));
    });
  });

  test('a replica that ends before the longest lag gives its short ones', () => {
    const parameters = { lags: 200 };
    const gaussians = new Gaussians(34);
    const [long, short] = [900, 45].map((n) => observe(parameters, context, n, new Forgetful(0.7, 0, gaussians)));
    const all = (parts: readonly (typeof long)[]) =>
      mergedCurves('intermediate-scattering', context, parts, { k: wishes, ...parameters })[0];
    const [both, first, last] = [all([long, short]), all([long]), all([short])];
    const lags = new MultiTau(200, 'logarithmic').lags;
    expect(numbers(both, 't').length).toBe(2 * lags.length);
    // 45 samples reach 32, the longest lag of the second level, and not 64
    expect(numbers(last, 't')).toEqual([0, 1].flatMap(() => lags.filter((lag) => lag <= 32).map((lag) => lag * 0.3)));
    expect(numbers(last, 'F').every(Number.isFinite)).toBe(true);
    const row = (n: number, of: typeof both) => numbers(of, 'F')[n];
    expect(row(3, both)).toBeCloseTo((row(3, first) + row(3, last)) / 2, 12);
    expect(row(lags.indexOf(96), both)).toBe(row(lags.indexOf(96), first));
    const empty = observables['intermediate-scattering'].create({ k: wishes, ...parameters }, context);
    expect(numbers(all([long, empty]), 'F')).toEqual(numbers(first, 'F'));
    expect(all([empty]).value.values.length).toBe(0);
  });

  test('a million samples: what is kept stays bounded', () => {
    const lags = 400_000;
    const sample = new Float64Array(6);
    const history = new MultiTau(lags, 'logarithmic');
    for (let n = 0; n < 1_000_000; n++) history.add(sample, () => {});
    const { length } = history.levels;
    expect(length).toBeLessThanOrEqual(Math.ceil(Math.log2(lags / 16)) + 1);
    expect(history.retained).toBeLessThanOrEqual(17 * length * sample.length);
    const source = new Forgetful(0.9, 0, new Gaussians(35));
    const own = observables['intermediate-scattering'].create({ k: wishes, lags }, { ...context, mean: 'subtracted' });
    const before = floats(own.save());
    for (let n = 0; n < 1_000_000; n++) own.observe(source);
    expect(floats(own.save())).toBe(before);
    // 17 + 8 an octave lags of two shells and 6 components a level in 64 blocks, and as much again for the rest
    expect(before).toBeLessThan(2 * 64 * (2 * (17 + 8 * length) + 6 * length));
  });
});

/** How many numbers a saved state holds. */
function floats(value: SavedValue): number {
  if (value === null || typeof value !== 'object') return 1;
  if (ArrayBuffer.isView(value)) return (value as Float64Array).length;
  return Object.values(value).reduce<number>((sum, part) => sum + floats(part as SavedValue), 0);
}

describe('particles', () => {
  /** Points that step by √(2D Δ)ξ on every axis. */
  class Walkers extends TableSource {
    readonly unwrapped = [0, 1].map(() => new Float64Array(25));
    readonly positions = this.unwrapped;
    readonly speciesOf = new Int32Array(25);
    step(gaussians: Gaussians, length: number): void {
      for (const axis of this.unwrapped) for (let i = 0; i < axis.length; i++) axis[i] += length * gaussians.next();
    }
  }

  test.each(['logarithmic', 'linear'])('%s: ⟨Δr²⟩ = 2dDt and F_s = exp(−Dk²t) of free walkers', (spacing) => {
    const [D, replicas, lags] = [0.03, 12, 70];
    const parameters = {
      'mean-square-displacement': { lags, spacing },
      'self-intermediate-scattering': { lags, spacing, k: wishes },
    };
    const gaussians = new Gaussians(36);
    const parts = Array.from({ length: replicas }, () => {
      const source = new Walkers(modes, 25);
      const own = Object.entries(parameters).map(([name, values]) => observables[name].create(values, context));
      for (let n = 0; n < 400; n++) {
        for (const observable of own) observable.observe(source);
        source.step(gaussians, Math.sqrt(2 * D * context.sample));
      }
      return own;
    });
    Object.entries(parameters).forEach(([name, values], i) => {
      const [curve] = mergedCurves(
        name,
        context,
        parts.map((own) => own[i]),
        values,
      );
      const t = numbers(curve, 't');
      const count = spacing === 'linear' ? lags + 1 : new MultiTau(lags, spacing).lags.length;
      expect(t.length).toBe(count * (i + 1));
      const error = numbers(curve, 'stderr');
      const worst = curve.value.values.map((value, row) => {
        const exact = i === 0 ? 4 * D * t[row] : Math.exp(-D * numbers(curve, 'k')[row] ** 2 * t[row]);
        return t[row] === 0 ? Math.abs(value - exact) : Math.abs(value - exact) / error[row];
      });
      expect(Math.max(...worst), name).toBeLessThan(corrected(worst.length, replicas));
      expect(worst[0]).toBeLessThan(1e-15);
    });
  });
});
