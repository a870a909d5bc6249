import { define } from '../../core/define.ts';
import { BlockSeries, ReplicaAverage } from '../statistics.ts';
import { bandLimited } from './band-limited.ts';
import type { Observable, ObservableContext } from './observable.ts';

const parameters = {
  bin: {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'density',
    doc: 'width of a bin; 0: an eighth of the expected deviation',
  },
} as const;

/** Bins on either side of the mean. */
const SIDE = 80;

/**
 * Probability density P(ρ) of the cell density at the grid's coarse-graining scale, ∫P dρ = 1. Bins are centred on the
 * mean density; the outermost two also hold what lies beyond.
 */
export const densityHistogram = define<typeof parameters, Observable, ObservableContext>({
  summary: 'P(ρ), the distribution of the cell density at the scale of the grid',
  parameters,
  create({ bin }, context) {
    const scale = context.kind === 'density' ? context.meanDensity : 1;
    const width = bin > 0 ? bin : context.deviation > 0 ? context.deviation / 8 : scale / 20;
    const density = bandLimited(context.fft, context.modes);
    const bins = 2 * SIDE + 1;
    const counts = new Float64Array(bins);
    const own = new BlockSeries(bins);
    const average = new ReplicaAverage(bins);
    return {
      observe(s) {
        const rho = density(s);
        counts.fill(0);
        const unit = 1 / (rho.length * width);
        for (let j = 0; j < rho.length; j++) {
          const at = Math.round((rho[j] - context.meanDensity) / width) + SIDE;
          counts[Math.max(0, Math.min(bins - 1, at))] += unit;
        }
        own.add(counts);
      },
      save: () => own.save(),
      merge(other) {
        const series = BlockSeries.restore(other);
        if (series.samples > 0) average.add((i) => series.evaluate(i));
      },
      curves() {
        const { mean, error } = average.result();
        const centre = (i: number): number => context.meanDensity + (i - SIDE) * width;
        // empty bins at both ends say nothing
        const first = Math.max(
          mean.findIndex((p) => p > 0),
          0,
        );
        const last = mean.findLastIndex((p) => p > 0);
        const cut = (values: Float64Array): Float64Array => values.slice(first, last + 1);
        return [
          {
            name: 'density-histogram',
            notes: [
              `probability density of the cell density, band-limited to the resolved modes; bins of ${width}`,
              'the outermost of the possible bins also count what lies beyond',
            ],
            keys: [{ name: 'rho', label: 'ρ', values: cut(Float64Array.from({ length: bins }, (_, i) => centre(i))) }],
            value: { name: 'P', label: 'P(ρ)', values: cut(mean) },
            error: { name: 'stderr', label: 'stderr', values: cut(error) },
            beside: [],
          },
        ];
      },
    };
  },
});
