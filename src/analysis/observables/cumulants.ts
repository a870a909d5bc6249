import { define } from '../../core/define.ts';
import { BlockSeries, derivedMean, meanCovariance, ReplicaAverage } from '../statistics.ts';
import { bandLimited } from './band-limited.ts';
import { modeTuples } from './mode-tuples.ts';
import { type Observable, type ObservableContext, tooShort } from './observable.ts';
import { overTimeOnly } from './vector-observable.ts';

/**
 * Second, third and fourth cumulant of the band-limited density of a cell about the mean density, over cells and samples, and
 * their ratios to those of the ideal gas at fixed N with the same resolved modes: κ2 = ρ0 P/V, κ3 = ρ0 T/V²,
 * κ4 = ρ0 (Q − 3P²)/V³ with P, T, Q the pairs, triads and quadruples of wavevectors that add up to 0 (a Poisson number of
 * particles has Q alone). Gaussian fields have κ3 = κ4 = 0. Of the field's ideal gas κ2 and κ3 are those of particles, κ4 is
 * not: its quadruples come from pairs, and where k + p lies beyond the cut-off the pair is missing. The quadruple is then
 * 1 + Σ 2k·p/Σk² times N, the sum over missing pairs: ratio 1.25 on 16² cells; measured 1.14 ± 0.05.
 */
export const cumulants = define<Record<never, never>, Observable, ObservableContext>({
  summary: 'κ2, κ3 and κ4 of the cell density over those of the ideal gas',
  parameters: {},
  create(_values, context) {
    overTimeOnly('cumulants', context);
    const { modes, fft, kind, meanDensity } = context;
    const density = bandLimited(fft, modes);
    const own = new BlockSeries(3);
    const average = new ReplicaAverage(3);
    const row = new Float64Array(3);
    let samples = 0;
    return {
      observe(s) {
        const rho = density(s);
        const mean = s.counts[0] / fft.grid.volume;
        let [second, third, fourth] = [0, 0, 0];
        for (let j = 0; j < rho.length; j++) {
          const x = rho[j] - mean;
          const square = x * x;
          second += square;
          third += square * x;
          fourth += square * square;
        }
        row[0] = second / rho.length;
        row[1] = third / rho.length;
        row[2] = fourth / rho.length;
        own.add(row);
      },
      save: () => own.save(),
      merge(other) {
        const series = BlockSeries.restore(other);
        if (series.samples === 0) return;
        samples = series.samples;
        average.add((i) => (i < 2 ? series.evaluate(i) : fourthCumulant(series)));
      },
      curves() {
        const { mean, error, replicas, unreliable } = average.result();
        const { pairs, triads, quadruples } = modeTuples(modes);
        const { volume } = fft.grid;
        const poisson = [pairs / volume, triads / volume ** 2, (quadruples - 3 * pairs * pairs) / volume ** 3].map(
          (value) => (kind === 'density' ? meanDensity * value : Number.NaN),
        );
        return [
          {
            name: 'cumulants',
            notes: [
              'ratio: cumulants kappa of the cell density about its mean, band-limited to the resolved modes, over those of the ideal gas at fixed N',
              `poisson: rho0 P/V, rho0 T/V^2, rho0 (Q - 3 P^2)/V^3 with P = ${pairs} pairs, T = ${triads} triads and Q = ${quadruples} quadruples of modes that add up to 0`,
              `replicas ${replicas}, samples of each ${samples}, every ${context.sample}`,
              ...tooShort(unreliable, mean.length),
            ],
            keys: [{ name: 'order', label: 'n', values: Float64Array.of(2, 3, 4) }],
            value: { name: 'ratio', label: 'κₙ/κₙ(ideal)', values: mean.map((value, i) => value / poisson[i]) },
            error: { name: 'stderr', label: 'stderr', values: error.map((value, i) => Math.abs(value / poisson[i])) },
            beside: [
              { name: 'kappa', label: 'κₙ', values: mean },
              { name: 'kappa-stderr', label: 'stderr', values: error },
              { name: 'poisson', label: 'κₙ(ideal)', values: Float64Array.from(poisson) },
            ],
          },
        ];
      },
    };
  },
});

/** ⟨δρ⁴⟩ − 3⟨δρ²⟩², the square corrected for the variance of the mean. */
function fourthCumulant(series: BlockSeries): ReturnType<BlockSeries['evaluate']> {
  const [second, , fourth] = series.means();
  const squares = series.blockMeans(0);
  const value = fourth - 3 * (second * second - meanCovariance(squares, squares));
  const parts = [0, 2].map((i) => ({ linear: series.blockMeans(i), single: series.variance(i) }));
  return derivedMean(series, value, parts, [-6 * second, 1]);
}
