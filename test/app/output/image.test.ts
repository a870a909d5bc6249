import { describe, expect, it } from 'vitest';
import { coolwarm, cssColor, viridis } from '../../../src/app/output/colormap.ts';
import { decodePng, encodeHeatmap } from '../../../src/app/output/image.ts';

/** Colour of a pixel counted from the lower left corner. */
function pixel(png: Uint8Array, column: number, up: number): string {
  const { width, height, rgba } = decodePng(png);
  const at = 4 * ((height - 1 - up) * width + column);
  return `#${Buffer.from(rgba.subarray(at, at + 3)).toString('hex')}`;
}

describe('heat maps', () => {
  /** 3 cells along x, 2 along y, in C order: values[x*2 + y]. */
  const values = Float64Array.of(0, 1, 2, 3, 4, 5);
  const colour = (value: number) => cssColor(viridis, value / 5);

  it('have x to the right, y up, and square cells', () => {
    const png = encodeHeatmap(values, 3, 2, [0, 5], viridis, 4);
    expect(decodePng(png)).toMatchObject({ width: 12, height: 8 });
    for (let column = 0; column < 12; column++) {
      for (let up = 0; up < 8; up++) {
        expect(pixel(png, column, up)).toBe(colour(values[Math.floor(column / 4) * 2 + Math.floor(up / 4)]));
      }
    }
  });

  it('shift periodically: half a cell puts the centre of cell 0 into the corner', () => {
    const png = encodeHeatmap(values, 3, 2, [0, 5], viridis, 2, 1);
    expect([0, 1, 2, 3, 4, 5].map((c) => pixel(png, c, 1))).toEqual([4, 0, 0, 2, 2, 4].map(colour));
    expect([0, 1, 2, 3].map((up) => pixel(png, 1, up))).toEqual([1, 0, 0, 1].map(colour));
  });

  it('clip to the ends of the range, grey where nothing is known, equal bytes on repeat', () => {
    const odd = Float64Array.of(-9, Number.NaN, 9, Infinity);
    const png = encodeHeatmap(odd, 4, 1, [0, 1], viridis, 1);
    expect([0, 1, 2, 3].map((c) => pixel(png, c, 0))).toEqual(['#440154', '#808080', '#fde725', '#808080']);
    expect(Buffer.from(encodeHeatmap(odd, 4, 1, [0, 1], viridis, 1)).equals(Buffer.from(png))).toBe(true);
  });

  it('refuse what does not fit', () => {
    expect(() => encodeHeatmap(values, 2, 2, [0, 5], viridis, 1)).toThrow(/needs 4 values, got 6/);
    expect(() => encodeHeatmap(values, 3, 2, [5, 5], viridis, 1)).toThrow(/empty/);
    expect(() => encodeHeatmap(values, 3, 2, [0, 5], viridis, 1.5)).toThrow(/whole number/);
  });
});

describe('colour maps', () => {
  it('coolwarm has the ends and the middle that Moreland prints', () => {
    expect(cssColor(coolwarm, 0)).toBe('#3b4cc0');
    expect(cssColor(coolwarm, 1)).toBe('#b40426');
    const middle = [...coolwarm.colors.subarray(3 * 128, 3 * 128 + 3)];
    for (const channel of middle) expect(Math.abs(channel - 221)).toBeLessThanOrEqual(3);
  });

  it('get lighter all the way: viridis to its end, coolwarm to its middle from both sides', () => {
    const light = ({ colors }: { colors: Uint8Array }, i: number) =>
      0.2126 * colors[3 * i] + 0.7152 * colors[3 * i + 1] + 0.0722 * colors[3 * i + 2];
    for (let i = 1; i < 256; i++) expect(light(viridis, i)).toBeGreaterThan(light(viridis, i - 1) - 0.5);
    for (let i = 1; i < 127; i++) {
      expect(light(coolwarm, i)).toBeGreaterThan(light(coolwarm, i - 1) - 0.5);
      expect(light(coolwarm, 255 - i)).toBeGreaterThan(light(coolwarm, 256 - i) - 0.5);
    }
  });
});
