import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { intermediateScattering } from '../../src/analysis/observables/intermediate-scattering.ts';
import { MultiTau } from '../../src/analysis/observables/multi-tau.ts';
import type { ObservableContext } from '../../src/analysis/observables/observable.ts';
import { column } from '../../src/core/curve.ts';
import { createFft } from '../../src/core/fft/backends.ts';
import { Grid } from '../../src/core/grid.ts';
import { type DensitySource, type ModeSet, modesWithin } from '../../src/core/modes.ts';
import { corrected } from '../truths/statistics.ts';
import { record } from './record.ts';

const table = 'Long series';
// a million samples, with lags to 400 000, take six minutes and the same memory but for two levels
const SAMPLES = 4e5;
const LONGEST = 160_000;
const SEED = 61;
const COUNT = 250;

/** Modes that each forget at a rate of their own, a^t: ρ_k' = a ρ_k + √(1 − a²) ξ, ξ uniform (only second moments matter). */
class Forgetting implements DensitySource {
  readonly lengths: readonly number[];
  readonly counts = [COUNT];
  time = 0;
  readonly #values: Float64Array;
  readonly #keep: Float64Array;
  readonly #kick: Float64Array;
  #bits = SEED;

  constructor(modes: ModeSet, factor: (shell: number) => number) {
    this.lengths = modes.lengths;
    this.#keep = Float64Array.from({ length: 2 * modes.count }, (_, i) => factor(modes.shellOf[i >> 1]));
    // ⟨|ρ_k|²⟩ = N: a variance of N/2 for either part, that of the uniform number being 1/12
    this.#kick = this.#keep.map((a) => Math.sqrt((1 - a * a) * 6 * COUNT) / 4294967296);
    this.#values = this.#keep.map(() => Math.sqrt(6 * COUNT) * (this.#next() / 4294967296));
  }

  advance(): void {
    const values = this.#values;
    for (let i = 0; i < values.length; i++) values[i] = this.#keep[i] * values[i] + this.#kick[i] * this.#next();
    this.time++;
  }

  densityModes(_modes: ModeSet, _species: number, out: Float64Array): void {
    out.set(this.#values);
  }

  /** Marsaglia's xorshift (J. Stat. Softw. 8 (14), 2003), as an integer in [−2³¹, 2³¹). */
  #next(): number {
    let x = this.#bits;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#bits = x;
    return x;
  }
}

/** Floats in typed arrays that are in use. */
function floats(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().arrayBuffers / 8;
}

test('a thousand modes over four hundred thousand samples', () => {
  const grid = new Grid([3, 3, 3], [20, 20, 20]);
  const modes = modesWithin(grid.lengths, [6, 6, 6]);
  const { shells } = modes;
  /** From a memory of 1000 samples to one of 3. */
  const factor = (shell: number): number => Math.exp(-1e-3 * 300 ** (shell / (shells.length - 1)));
  const context: ObservableContext = {
    modes,
    fft: createFft(grid),
    kind: 'density',
    sample: 1,
    average: 'time',
    times: [],
    mean: 'kept',
    meanDensity: COUNT / grid.volume,
    deviation: 1,
  };
  const source = new Forgetting(modes, factor);
  const before = floats();
  const parameters = { k: shells.map(({ k }) => k), lags: LONGEST, spacing: 'logarithmic' } as const;
  const observable = intermediateScattering.create(parameters, context);
  const begun = process.cpuUsage();
  for (let n = 0; n < SAMPLES; n++) {
    source.advance();
    observable.observe(source);
  }
  const { user, system } = process.cpuUsage(begun);
  const nanoseconds = ((user + system) * 1e3) / SAMPLES / modes.count;
  const retained = floats() - before;
  const { levels, lags } = new MultiTau(LONGEST, 'logarithmic');
  // 17 samples a level; 128 blocks, four sums and a row of every lag and shell
  const bound = levels.length * 17 * 2 * modes.count + lags.length * shells.length * (128 + 4) + 1e5;

  const joined = intermediateScattering.create(parameters, context);
  joined.merge(observable.save());
  const [curve] = joined.curves();
  const [k, t] = [column(curve, 'k').values, column(curve, 't').values];
  let [worst, count] = [0, 0];
  const wanted = [0, 1, 10, 64, 1024, 16384, lags[lags.length - 1]];
  curve.value.values.forEach((value, i) => {
    if (!wanted.includes(t[i])) return;
    const shell = shells.findIndex((one) => Math.abs(one.k - k[i]) < 1e-9);
    const exact = factor(shell) ** t[i];
    const z = Math.abs(value - exact) / errorOf(factor(shell), t[i], shells[shell].members.length, levels);
    worst = Math.max(worst, z);
    count++;
  });
  expect(count).toBe(wanted.length * shells.length);
  const limit = corrected(count, 1000);
  const what = `F(k,t) of ${modes.count} modes (${shells.length} shells), ${SAMPLES} samples, lags to ${lags[lags.length - 1]}`;
  const row = (order: number, name: string, expected: string, measured: string, demanded: string): void => {
    record({ table, order, what: `${what}: ${name}`, expected, measured, seed: SEED, demanded });
  };
  row(0, 'CPU time per sample and mode, with the source', '', `${nanoseconds.toFixed(0)} ns`, '');
  row(1, 'floats in use', '', `${(retained / 1e6).toFixed(2)} · 10⁶`, `≤ ${(bound / 1e6).toFixed(2)} · 10⁶`);
  row(
    2,
    `largest deviation at t = ${wanted.join(', ')}`,
    'e^{−γt}',
    `${worst.toFixed(2)} standard errors`,
    `≤ ${limit.toFixed(1)} (${count} values)`,
  );
  expect(retained).toBeLessThan(bound);
  expect(worst).toBeLessThan(limit);
});

/** Of the mean of products a lag apart over both parts of all modes of a shell: Bartlett's formula for F = a^t. */
function errorOf(a: number, t: number, modes: number, levels: MultiTau['levels']): number {
  const level = levels.find(({ every, steps }) => steps.some((step) => every * step === t)) ?? levels[0];
  const b = a ** level.every;
  const n = t / level.every;
  const rest = (b * b) / (1 - b * b);
  const sum = 1 + 2 * rest + b ** (2 * n) * (2 * n + 1 + 2 * rest);
  return Math.sqrt(sum / (2 * modes) / (SAMPLES / level.every - n));
}
