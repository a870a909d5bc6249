import { z } from './zod.ts';

/** One item of `expect`; its first key tells the kinds apart. */
export function expectationSchema() {
  const within = z.number().gt(0).describe('largest difference that passes');
  const engine = z
    .enum(['field', 'particles'])
    .exactOptional()
    .describe('for this engine alone; for both unless given');
  const range = z.tuple([z.number(), z.number()]);
  return z.union([
    z
      .strictObject({
        curve: z.string().min(1).describe('name of a curve, such as structure-factor'),
        k: range.exactOptional().describe('only wavenumbers in [low, high]'),
        t: range.exactOptional().describe('only times in [low, high]'),
        equals: z.union([z.enum(['theory', 'predicted']), z.number()]).describe('what every value must equal'),
        within,
        engine,
        column: z.string().min(1).exactOptional().describe('another column than the first value, such as Z'),
      })
      .describe('every value of a curve'),
    z
      .strictObject({
        mode: z.array(z.int()).min(1).max(3).describe('n of k = 2πn/L, one integer per side of the box'),
        t: z.number().min(0).exactOptional().describe('time; the last one unless given'),
        part: z.enum(['re', 'im']).default('re').describe('cosine (re) or sine (im) part'),
        equals: z.number().describe('Re or Im of ρ_k/N of the density profile'),
        within,
        engine,
      })
      .describe('one Fourier coefficient of the density profile'),
    z
      .strictObject({ grade: z.enum(['green', 'yellow', 'red']).describe('worst validity grade that passes') })
      .describe('the validity grade of the run'),
    z
      .strictObject({
        compare: z.string().min(1).describe('name of a curve, such as structure-factor'),
        verdict: z.enum(['agree', 'differ', 'inconclusive']),
        within,
      })
      .describe('the verdict of dk compare'),
  ]);
}
