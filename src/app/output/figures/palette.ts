/** Colours of lines and points, told apart in grey print and by the colour-blind (Okabe–Ito; viridis without its yellow). */
import { cssColor, viridis } from '../colormap.ts';

export const palette = {
  data: '#0072B2',
  theory: '#222222',
  predicted: '#D55E00',
  /** The two sides of a comparison. */
  field: '#0072B2',
  particles: '#D55E00',
  /** What a comparison came to. */
  outcome: { agree: '#007A59', differ: '#C44E00', inconclusive: '#666666' },
  /** Behind the data: what is not judged, and what is tolerated. */
  shade: '#ECECEC',
  tolerance: '#DDEBF4',
  /** Unordered series. */
  distinct: ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'],
  /** Ordered series: dark first. */
  sequence: (count: number): string[] =>
    Array.from({ length: count }, (_, i) => cssColor(viridis, count === 1 ? 0.3 : (0.85 * i) / (count - 1))),
};
