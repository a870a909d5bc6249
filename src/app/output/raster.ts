/** SVG → PNG: twice the size, white background, DejaVu Sans and no font of the machine (without a file resvg drops all text). */
import { fonts } from './fonts.ts';

export async function rasterize(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [fonts.upright, fonts.oblique],
      defaultFontFamily: fonts.family,
    },
    fitTo: { mode: 'zoom', value: 2 },
    background: 'white',
  });
  return image.render().asPng();
}
