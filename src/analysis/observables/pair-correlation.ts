import { CellGrid } from '../../core/cells.ts';
import { define } from '../../core/define.ts';
import { particlesOf } from '../../core/modes.ts';
import type { Observable, ObservableContext } from './observable.ts';
import { overTimeOnly, vectorObservable } from './vector-observable.ts';

const parameters = {
  'r-max': {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'length',
    doc: 'largest distance; 0: half of the shortest side, beyond 4000 particles at most 12 mean spacings',
  },
  bins: { type: 'number', integer: true, min: 2, default: 120, doc: 'bins up to r-max' },
} as const;

/**
 * g(r) by counting pairs, normalised by the N(N − 1)/2 pairs there are, so that independent particles give 1 at every r and
 * any N (an N² in its place is 1/N off). Distances to nearest images, hence r ≤ half of the shortest side.
 */
export const pairCorrelation = define<typeof parameters, Observable, ObservableContext>({
  summary: 'g(r) by counting pairs, with the N − 1 normalisation (particles)',
  parameters,
  create(values, context) {
    overTimeOnly('pair-correlation', context);
    const { bins } = values;
    const { lengths } = context.modes;
    const dim = lengths.length;
    const largest = Math.min(...lengths) / 2;
    const reach = values['r-max'] === 0 ? Math.min(largest, affordable(lengths, context.meanDensity)) : values['r-max'];
    if (reach > largest) {
      throw new RangeError(`r-max ${reach} exceeds half of the shortest side, ${largest}`);
    }
    const volume = lengths.reduce((product, length) => product * length, 1);
    const width = reach / bins;
    const ball = (r: number): number => [2 * r, Math.PI * r * r, (4 / 3) * Math.PI * r * r * r][dim - 1];
    const shell = Float64Array.from({ length: bins }, (_, i) => ball((i + 1) * width) - ball(i * width));
    const cells = new CellGrid(lengths, reach);
    const measurement = {
      length: bins,
      take(source: Parameters<Observable['observe']>[0], out: Float64Array): boolean {
        const { positions } = particlesOf(source);
        const count = positions[0].length;
        out.fill(0);
        cells.pairs(positions, (i, j) => {
          let square = 0;
          for (let a = 0; a < dim; a++) {
            const length = lengths[a];
            let d = positions[a][i] - positions[a][j];
            if (d > 0.5 * length) d -= length;
            else if (d < -0.5 * length) d += length;
            square += d * d;
          }
          const bin = Math.floor(Math.sqrt(square) / width);
          if (bin < bins) out[bin]++;
        });
        const pairs = 0.5 * count * (count - 1);
        for (let i = 0; i < bins; i++) out[i] *= volume / (pairs * shell[i]);
        return true;
      },
      describe: () => ({
        name: 'pair-correlation',
        notes: [
          'g(r) by counting pairs of nearest images, normalised by the N(N-1)/2 pairs: 1 for independent particles at any N',
          `bins of ${width}; r is the middle of the bin`,
        ],
        keys: [{ name: 'r', label: 'r', values: Float64Array.from({ length: bins }, (_, i) => (i + 0.5) * width) }],
        value: { name: 'g', label: 'g(r)' },
      }),
    };
    return vectorObservable(measurement, context);
  },
});

/** All pairs of many particles take seconds a frame: beyond 4000 of them g(r) reaches 12 mean spacings. */
function affordable(lengths: readonly number[], density: number): number {
  const count = lengths.reduce((product, length) => product * length, density);
  return count <= 4000 ? Number.POSITIVE_INFINITY : 12 * Math.exp(-Math.log(density) / lengths.length);
}
