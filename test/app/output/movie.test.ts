import { expect, test } from 'vitest';
import { decodePng } from '../../../src/app/output/image.ts';
import { Movie } from '../../../src/app/output/movie.ts';

const options = {
  lengths: [20, 10],
  cells: [8, 4],
  range: [0, 2],
  diameter: 1,
  title: 'a title',
  label: 'ρ (σ⁻²)',
  timeUnit: 'τ',
  framesPerSecond: 20,
} as const;

async function film() {
  const movie = await Movie.create(options);
  const density = Float64Array.from({ length: 32 }, (_, i) => (i < 16 ? 0 : 2));
  for (const t of [0, 0.5]) await movie.add([Float64Array.of(5, 19.9), Float64Array.of(2.5, 5)], density, t);
  return { movie, gif: movie.finish() };
}

test('an animated GIF with a frame for every time, the same bytes on repeat', async () => {
  const { gif } = await film();
  expect(new TextDecoder().decode(gif.subarray(0, 6))).toBe('GIF89a');
  // one graphics control extension (21 F9 04) per frame, delay in hundredths of a second
  const delays = Array.from(gif.keys()).filter((i) => gif[i] === 0x21 && gif[i + 1] === 0xf9 && gif[i + 2] === 4);
  expect(delays.length).toBe(2);
  for (const i of delays) expect(gif[i + 4] + 256 * gif[i + 5]).toBe(5);
  expect((await film()).gif).toEqual(gif);
});

test('particles to the left, y upwards, wrapped at the border; density to the right', async () => {
  const { movie } = await film();
  const { width, rgba } = decodePng(movie.still());
  const color = (x: number, y: number) => Array.from(rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 3));
  const [left, top, gap, w, h] = [52, 46, 64, 300, 150];
  const blue = [31, 119, 180];
  expect(color(left + 75, top + h - 38)).toEqual(blue);
  expect(color(left + 2, top + 75)).toEqual(blue);
  expect(color(left + w - 2, top + 75)).toEqual(blue);
  expect(color(left + 150, top + 20)).toEqual([255, 255, 255]);
  expect(color(left + w + gap + 20, top + 75)).toEqual([68, 1, 84]);
  expect(color(left + w + gap + 280, top + 75)).toEqual([253, 231, 37]);
});
