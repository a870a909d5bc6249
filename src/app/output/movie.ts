import * as gifenc from 'gifenc';
import { entryOf, viridis } from './colormap.ts';
import { decodePng, encodePixels } from './image.ts';
import { barLeft, frameSize, layout, type MovieOptions, PANEL, staticLayer } from './movie-layout.ts';
import { rasterize } from './raster.ts';

/** One palette for all frames: 200 colours of the map, 40 greys of the text, one colour of the particles. */
const COLORS = 200;
const GREYS = 40;
const PARTICLE = COLORS + GREYS;

/**
 * An animated GIF: particles on the left, their coarse-grained density on the right, a colour bar in units of density and
 * the time. Boxes of any sides, drawn to scale; x to the right, y up. One frame after the other, so that memory holds
 * the compressed pictures only. The same frames give the same bytes.
 */
export class Movie {
  readonly width: number;
  readonly height: number;
  readonly #options: MovieOptions;
  readonly #panel: readonly [number, number];
  readonly #encoder = createEncoder();
  readonly #background: Uint8Array;
  #last: Uint8Array;
  #frames = 0;

  private constructor(options: MovieOptions, panel: readonly [number, number], background: Uint8Array) {
    this.#options = options;
    this.#panel = panel;
    [this.width, this.height] = frameSize(panel);
    this.#background = background;
    this.#last = background;
  }

  static async create(options: MovieOptions): Promise<Movie> {
    const [x, y] = options.lengths;
    const scale = PANEL / Math.max(x, y);
    const panel = [Math.round(x * scale), Math.round(y * scale)] as const;
    const [width] = frameSize(panel);
    const background = await text(staticLayer(options, panel), frameSize(panel));
    for (let row = 0; row < panel[1]; row++) {
      const at = (layout.top + row) * width + barLeft(panel[0]);
      background.fill(shade(panel[1] - 1 - row, 0, panel[1] - 1), at, at + layout.bar);
    }
    return new Movie(options, panel, background);
  }

  /** `positions` [2][particles], `density` [cells], C order. */
  async add(positions: readonly Float64Array[], density: Float64Array, time: number): Promise<void> {
    const { framesPerSecond, timeUnit } = this.#options;
    const picture = this.#background.slice();
    const stamp = `t = ${time.toFixed(2)}${timeUnit === '' ? '' : ` ${timeUnit}`}`;
    await this.#stamp(picture, stamp);
    this.#drawParticles(picture, positions);
    this.#drawDensity(picture, density);
    this.#encoder.writeFrame(picture, this.width, this.height, {
      delay: 1000 / framesPerSecond,
      ...(this.#frames === 0 ? { palette, repeat: 0 } : { palette }),
    });
    this.#last = picture;
    this.#frames++;
  }

  /** The last frame as a PNG. */
  still(): Uint8Array {
    const rgba = new Uint8Array(4 * this.#last.length);
    this.#last.forEach((index, i) => {
      rgba.set([...palette[index], 255], 4 * i);
    });
    return encodePixels({ width: this.width, height: this.height, rgba });
  }

  finish(): Uint8Array {
    this.#encoder.finish();
    return this.#encoder.bytes();
  }

  async #stamp(picture: Uint8Array, stamp: string): Promise<void> {
    const [w, h] = [160, 20];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w / 2}" height="${h / 2}" viewBox="0 0 ${w} ${h}"><text x="${w}" y="15" text-anchor="end" font-family="DejaVu Sans" font-size="13">${stamp}</text></svg>`;
    const pixels = await text(svg, [w, h]);
    const x0 = layout.left + 2 * this.#panel[0] + layout.gap - w;
    for (let y = 0; y < h; y++) picture.set(pixels.subarray(y * w, (y + 1) * w), (y + 18) * this.width + x0);
  }

  #drawParticles(picture: Uint8Array, [xs, ys]: readonly Float64Array[]): void {
    const [w, h] = this.#panel;
    const scale = w / this.#options.lengths[0];
    const radius = Math.max(1, (this.#options.diameter * scale) / 2);
    for (let i = 0; i < xs.length; i++) {
      const [cx, cy] = [xs[i] * scale, h - ys[i] * scale];
      for (let py = Math.floor(cy - radius); py <= cy + radius; py++) {
        for (let px = Math.floor(cx - radius); px <= cx + radius; px++) {
          const [dx, dy] = [px + 0.5 - cx, py + 0.5 - cy];
          if (dx * dx + dy * dy > radius * radius) continue;
          // a particle at the boundary shows on both sides
          const at = (layout.top + ((py + h) % h)) * this.width + layout.left + ((px + w) % w);
          const rim = dx * dx + dy * dy > (radius - 1) * (radius - 1) && radius > 3;
          picture[at] = rim ? COLORS + 12 : PARTICLE;
        }
      }
    }
  }

  #drawDensity(picture: Uint8Array, density: Float64Array): void {
    const [w, h] = this.#panel;
    const [nx, ny] = this.#options.cells;
    const [low, high] = this.#options.range;
    const x0 = layout.left + w + layout.gap;
    for (let py = 0; py < h; py++) {
      const j = Math.min(ny - 1, Math.floor(((h - 1 - py) * ny) / h));
      for (let px = 0; px < w; px++) {
        const i = Math.min(nx - 1, Math.floor((px * nx) / w));
        picture[(layout.top + py) * this.width + x0 + px] = shade(density[i * ny + j], low, high);
      }
    }
  }
}

const palette: readonly (readonly number[])[] = [
  ...Array.from({ length: COLORS }, (_, i) => {
    const entry = 3 * entryOf(i / (COLORS - 1), 0, 1);
    return [viridis.colors[entry], viridis.colors[entry + 1], viridis.colors[entry + 2]];
  }),
  ...Array.from({ length: GREYS }, (_, i) => {
    const grey = Math.round((255 * i) / (GREYS - 1));
    return [grey, grey, grey];
  }),
  [31, 119, 180],
];

function shade(value: number, low: number, high: number): number {
  const fraction = (value - low) / (high - low);
  return Math.max(0, Math.min(COLORS - 1, Math.round(fraction * (COLORS - 1))));
}

/** Text as indices of greys. The rasteriser doubles, so the picture is asked for at half its size. */
async function text(svg: string, [w, h]: readonly [number, number]): Promise<Uint8Array> {
  const { width, height, rgba } = decodePng(await rasterize(svg));
  if (width !== w || height !== h) throw new RangeError(`the text layer is ${width} × ${height}, wanted ${w} × ${h}`);
  return Uint8Array.from({ length: w * h }, (_, i) => {
    const grey = (rgba[4 * i] + rgba[4 * i + 1] + rgba[4 * i + 2]) / 3;
    return COLORS + Math.round((grey / 255) * (GREYS - 1));
  });
}

/** An encoder from whichever build of gifenc is loaded. */
function createEncoder() {
  const create = gifenc.GIFEncoder ?? gifenc.default.GIFEncoder;
  if (create === undefined) throw new Error('gifenc has no GIFEncoder');
  return create();
}
