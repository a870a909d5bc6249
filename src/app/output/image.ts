/**
 * Fields as PNG images. A field is [width, height] in C order as in core/grid.ts: the first axis runs to the right, the
 * second one up (row 0 of a PNG is its top). Every cell is `magnify`² equal pixels, so no viewer blurs it; cells that are
 * not finite are grey. The same field gives the same bytes.
 */
import { PNG } from 'pngjs';
import { type ColorMap, entryOf } from './colormap.ts';

const GREY = 128;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** [height*width*4], row 0 at the top: red, green, blue, alpha. */
  readonly rgba: Uint8Array;
}

/**
 * PNG of `values` [width*height] with `range` = [low, high] on the whole map.
 * `shift` (pixels, default 0) moves the periodic picture right and up: `magnify / 2` puts the centre of cell 0 on the
 * lower left corner, where core/grid.ts has it, and halves of the cells at the seam on either side.
 * @throws RangeError for sizes that do not fit or an empty range.
 */
export function encodeHeatmap(
  values: ArrayLike<number>,
  width: number,
  height: number,
  range: readonly [number, number],
  map: ColorMap,
  magnify: number,
  shift = 0,
): Uint8Array {
  if (values.length !== width * height) {
    throw new RangeError(`a ${width}×${height} heat map needs ${width * height} values, got ${values.length}`);
  }
  if (!Number.isInteger(magnify) || magnify < 1) throw new RangeError(`magnify is a whole number ≥ 1, not ${magnify}`);
  if (!(range[1] > range[0])) throw new RangeError(`the range [${range}] of a heat map is empty`);
  const png = new PNG({ width: width * magnify, height: height * magnify });
  const columns = cells(width, magnify, shift);
  const rows = cells(height, magnify, shift);
  let at = 0;
  for (let row = png.height - 1; row >= 0; row--) {
    for (let column = 0; column < png.width; column++, at += 4) {
      const value = values[columns[column] * height + rows[row]];
      const entry = 3 * entryOf(value, range[0], range[1]);
      const known = Number.isFinite(value);
      for (let c = 0; c < 3; c++) png.data[at + c] = known ? map.colors[entry + c] : GREY;
      png.data[at + 3] = 255;
    }
  }
  return PNG.sync.write(png, { colorType: 2 });
}

/** The pixels of a PNG. */
export function decodePng(bytes: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, rgba: data };
}

/** Cell under every pixel of a periodic axis. */
function cells(count: number, magnify: number, shift: number): number[] {
  const length = count * magnify;
  return Array.from({ length }, (_, pixel) => Math.floor(((pixel - shift + length) % length) / magnify));
}

/** PNG of pixels. */
export function encodePixels({ width, height, rgba }: Pixels): Uint8Array {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png, { colorType: 2 });
}
