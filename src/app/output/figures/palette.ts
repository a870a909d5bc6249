/** Colours of lines and points, told apart in grey print and by the colour-blind (Okabe–Ito; viridis without its yellow). */
import { cssColor, viridis } from '../colormap.ts';

export const palette = {
  data: '#0072B2',
  theory: '#222222',
  predicted: '#D55E00',
  /** Unordered series. */
  distinct: ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'],
  /** Ordered series: dark first. */
  sequence: (count: number): string[] =>
    Array.from({ length: count }, (_, i) => cssColor(viridis, count === 1 ? 0.3 : (0.85 * i) / (count - 1))),
};
