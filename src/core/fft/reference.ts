import type { Dealias, Grid } from '../grid.ts';
import type { Band } from './band.ts';
import type { Fft } from './fft.ts';
import { lineTransform } from './line.ts';
import { referenceBand } from './reference-band.ts';
import { referenceLoops } from './reference-loops.ts';

/**
 * The reference backend: d-dimensional real transforms from one-dimensional complex lines.
 *
 * A row of n reals is transformed as n/2 complex numbers z_j = x_{2j} + i x_{2j+1} and split,
 * X_m = (Z_m + Z*_{n/2−m})/2 − (i/2) e^{−2πi m/n} (Z_m − Z*_{n/2−m}); the inverse undoes the split. The other axes are
 * gathered line by line. Every other backend is held to this one.
 */
export function referenceFft(grid: Grid): Fft {
  const last = grid.cells[grid.dim - 1];
  const half = last / 2;
  const rows = grid.size / last;
  const width = half + 1;
  const row = lineTransform(half);
  const packed = new Float64Array(last);
  const line = new Float64Array(last);
  const twiddle = new Float64Array(2 * width);
  for (let m = 0; m <= half; m++) {
    twiddle[2 * m] = Math.cos((2 * Math.PI * m) / last);
    twiddle[2 * m + 1] = Math.sin((2 * Math.PI * m) / last);
  }
  const axes = columnAxes(grid, width);
  const scratch = new Float64Array(2 * grid.modes);

  function rowForward(input: Float64Array, at: number, out: Float64Array, to: number): void {
    for (let j = 0; j < last; j++) packed[j] = input[at + j];
    row(packed, line);
    for (let m = 0; m <= half; m++) {
      const a = 2 * (m === half ? 0 : m);
      const b = 2 * (m === 0 ? 0 : half - m);
      const evenRe = 0.5 * (line[a] + line[b]);
      const evenIm = 0.5 * (line[a + 1] - line[b + 1]);
      const oddRe = 0.5 * (line[a + 1] + line[b + 1]);
      const oddIm = -0.5 * (line[a] - line[b]);
      const c = twiddle[2 * m];
      const s = twiddle[2 * m + 1];
      out[to + 2 * m] = evenRe + c * oddRe + s * oddIm;
      out[to + 2 * m + 1] = evenIm + c * oddIm - s * oddRe;
    }
  }

  function rowInverse(input: Float64Array, at: number, out: Float64Array, to: number): void {
    const scale = 1 / grid.size;
    for (let m = 0; m < half; m++) {
      const a = at + 2 * m;
      const b = at + 2 * (half - m);
      const aIm = m === 0 ? 0 : input[a + 1];
      const bIm = m === 0 ? 0 : input[b + 1];
      const evenRe = input[a] + input[b];
      const evenIm = aIm - bIm;
      const diffRe = input[a] - input[b];
      const diffIm = aIm + bIm;
      const c = twiddle[2 * m];
      const s = twiddle[2 * m + 1];
      const oddRe = c * diffRe - s * diffIm;
      const oddIm = c * diffIm + s * diffRe;
      // conjugated input of a forward transform: inverse(z) = conj(forward(conj z))
      packed[2 * m] = (evenRe - oddIm) * scale;
      packed[2 * m + 1] = -(evenIm + oddRe) * scale;
    }
    row(packed, line);
    for (let j = 0; j < last; j += 2) {
      out[to + j] = line[j];
      out[to + j + 1] = -line[j + 1];
    }
  }

  const transforms: Pick<Fft, 'forward' | 'inverse'> = {
    forward(input, out) {
      for (let r = 0; r < rows; r++) rowForward(input, r * last, out, 2 * r * width);
      for (const axis of axes) axis(out, 1);
    },
    inverse(input, out) {
      scratch.set(input);
      for (const axis of axes) axis(scratch, -1);
      for (let r = 0; r < rows; r++) rowInverse(scratch, 2 * r * width, out, r * last);
    },
  };
  const bands = new Map<Dealias, Band>();
  return {
    ...transforms,
    backend: 'reference',
    grid,
    cells: referenceLoops(grid),
    allocReal: () => new Float64Array(grid.size),
    allocSpectrum: () => new Float64Array(2 * grid.modes),
    band(dealias) {
      const band = bands.get(dealias) ?? referenceBand(grid, dealias, transforms);
      bands.set(dealias, band);
      return band;
    },
    dispose: () => {},
  };
}

/** Columns that are gathered together: four complex numbers fill a cache line. */
const TOGETHER = 4;

/** In-place complex transforms along the axes before the last one; sign −1 gives the unscaled inverse. */
function columnAxes(grid: Grid, width: number): ((spectrum: Float64Array, sign: 1 | -1) => void)[] {
  const axes: ((spectrum: Float64Array, sign: 1 | -1) => void)[] = [];
  let stride = width;
  for (let a = grid.dim - 2; a >= 0; a--) {
    const n = grid.cells[a];
    const transform = lineTransform(n);
    const gathered = Array.from({ length: TOGETHER }, () => new Float64Array(2 * n));
    const transformed = Array.from({ length: TOGETHER }, () => new Float64Array(2 * n));
    const inner = stride;
    const outer = grid.modes / (inner * n);
    axes.push((spectrum, sign) => {
      for (let o = 0; o < outer; o++) {
        for (let i = 0; i < inner; i += TOGETHER) {
          const base = 2 * (o * n * inner + i);
          const count = Math.min(TOGETHER, inner - i);
          for (let j = 0, row = base; j < n; j++, row += 2 * inner) {
            for (let c = 0, at = row; c < count; c++, at += 2) {
              gathered[c][2 * j] = spectrum[at];
              gathered[c][2 * j + 1] = sign * spectrum[at + 1];
            }
          }
          for (let c = 0; c < count; c++) transform(gathered[c], transformed[c]);
          for (let j = 0, row = base; j < n; j++, row += 2 * inner) {
            for (let c = 0, at = row; c < count; c++, at += 2) {
              spectrum[at] = transformed[c][2 * j];
              spectrum[at + 1] = sign * transformed[c][2 * j + 1];
            }
          }
        }
      }
    });
    stride *= n;
  }
  return axes;
}
