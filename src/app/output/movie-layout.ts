import { linearTicks } from './figures/ticks.ts';

/** What an animation of particles beside their density shows. */
export interface MovieOptions {
  /** Sides of the box, x and y. */
  readonly lengths: readonly [number, number];
  /** Cells of the density. */
  readonly cells: readonly [number, number];
  /** Densities at the ends of the colour bar. */
  readonly range: readonly [number, number];
  /** Diameter of a particle, in units of length. */
  readonly diameter: number;
  readonly title: string;
  /** Label of the colour bar, with its unit. */
  readonly label: string;
  /** Unit of time, '' for none. */
  readonly timeUnit: string;
  readonly framesPerSecond: number;
}

/** Pixels of the longer side of a panel. */
export const PANEL = 300;

export const layout = { left: 52, top: 46, gap: 64, right: 96, bottom: 44, bar: 14 } as const;

/** Width and height of a frame. */
export function frameSize([w, h]: readonly [number, number]): readonly [number, number] {
  return [layout.left + 2 * w + layout.gap + layout.right, layout.top + h + layout.bottom];
}

/** Left edge of the colour bar. */
export function barLeft(panelWidth: number): number {
  return layout.left + 2 * panelWidth + layout.gap + 14;
}

/** Everything that does not change: frames of the panels, ticks, labels, colour bar. */
export function staticLayer(options: MovieOptions, [w, h]: readonly [number, number]): string {
  const [width, height] = frameSize([w, h]);
  const label = (x: number, y: number, s: string, more = ''): string =>
    `<text x="${x}" y="${y}" ${more}>${escaped(s)}</text>`;
  const panels = [layout.left, layout.left + w + layout.gap].map((x0) => {
    const ticks = (a: 0 | 1): readonly number[] => {
      const length = options.lengths[a];
      return linearTicks([0, length], 5).values.filter((v) => v >= 0 && v <= length * (1 + 1e-9));
    };
    const frame = `<rect x="${x0 - 0.5}" y="${layout.top - 0.5}" width="${w + 1}" height="${h + 1}" fill="none" stroke="black"/>`;
    const horizontal = ticks(0).map((v) => {
      const x = x0 + (v * w) / options.lengths[0];
      return `<path d="M${x} ${layout.top + h}v5" stroke="black"/>${label(x, layout.top + h + 19, tick(v), 'text-anchor="middle"')}`;
    });
    const vertical = ticks(1).map((v) => {
      const y = layout.top + h - (v * h) / options.lengths[1];
      return `<path d="M${x0} ${y}h-5" stroke="black"/>${label(x0 - 8, y + 4, tick(v), 'text-anchor="end"')}`;
    });
    return `${frame}${horizontal.join('')}${vertical.join('')}`;
  });
  const bar = barLeft(w);
  const [low, high] = options.range;
  const scale = linearTicks([low, high], 5)
    .values.filter((v) => v >= low && v <= high)
    .map((v) => {
      const y = layout.top + h - ((v - low) / (high - low)) * h;
      return `<path d="M${bar + 14} ${y}h4" stroke="black"/>${label(bar + 21, y + 4, tick(v))}`;
    });
  const name = label(
    0,
    0,
    options.label,
    `text-anchor="middle" transform="translate(${width - 10} ${layout.top + h / 2}) rotate(-90)"`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width / 2}" height="${height / 2}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans" font-size="12">
${label(layout.left, 32, options.title, 'font-size="14"')}
${panels.join('')}
<rect x="${bar}" y="${layout.top}" width="14" height="${h}" fill="none" stroke="black"/>
${scale.join('')}${name}
</svg>`;
}

function tick(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−');
}

function escaped(s: string): string {
  return s.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
