/** Where the DejaVu Sans font files are: upright and oblique. Figures never depend on the fonts of the machine. */
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;

export const fonts = {
  family: 'DejaVu Sans',
  upright: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  oblique: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf'),
};
