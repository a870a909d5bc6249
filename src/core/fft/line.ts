import FFT from 'fft.js';

/**
 * One complex transform of fixed length n, y_m = Σ_j x_j e^{−2πi jm/n}, interleaved re, im, [2n] → [2n].
 * Powers of two go to fft.js; any other length to Bluestein's chirp-z algorithm on top of it, with the chirp's angle
 * reduced modulo 2n in integers so that its error does not grow with n (L. Bluestein, IEEE Trans. Audio Electroacoust.
 * 18, 451 (1970)).
 */
export type LineTransform = (input: Float64Array, out: Float64Array) => void;

/** fft.js as it is used here: its own types say `any`; typed arrays serve it as well as plain ones. */
interface PowerOfTwo {
  transform(out: Float64Array, data: Float64Array): void;
  inverseTransform(out: Float64Array, data: Float64Array): void;
}

export function lineTransform(n: number): LineTransform {
  if (n === 1) {
    return (input, out) => {
      out[0] = input[0];
      out[1] = input[1];
    };
  }
  if (n === 2) {
    return (input, out) => {
      const [a, b, c, d] = [input[0], input[1], input[2], input[3]];
      out[0] = a + c;
      out[1] = b + d;
      out[2] = a - c;
      out[3] = b - d;
    };
  }
  if ((n & (n - 1)) === 0) {
    const plan: PowerOfTwo = new FFT(n);
    return (input, out) => plan.transform(out, input);
  }
  return bluestein(n);
}

function bluestein(n: number): LineTransform {
  let size = 4;
  while (size < 2 * n - 1) size *= 2;
  const plan: PowerOfTwo = new FFT(size);
  const chirp = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    const angle = (Math.PI * ((j * j) % (2 * n))) / n;
    chirp[2 * j] = Math.cos(angle);
    chirp[2 * j + 1] = -Math.sin(angle);
  }
  const work = new Float64Array(2 * size);
  const product = new Float64Array(2 * size);
  const filter = new Float64Array(2 * size);
  for (let j = 0; j < n; j++) {
    for (const at of j === 0 ? [0] : [j, size - j]) {
      work[2 * at] = chirp[2 * j];
      work[2 * at + 1] = -chirp[2 * j + 1];
    }
  }
  plan.transform(filter, work);
  return (input, out) => {
    work.fill(0);
    for (let j = 0; j < 2 * n; j += 2) {
      work[j] = input[j] * chirp[j] - input[j + 1] * chirp[j + 1];
      work[j + 1] = input[j] * chirp[j + 1] + input[j + 1] * chirp[j];
    }
    plan.transform(product, work);
    for (let m = 0; m < 2 * size; m += 2) {
      const re = product[m] * filter[m] - product[m + 1] * filter[m + 1];
      const im = product[m] * filter[m + 1] + product[m + 1] * filter[m];
      product[m] = re;
      product[m + 1] = im;
    }
    plan.inverseTransform(work, product);
    for (let j = 0; j < 2 * n; j += 2) {
      out[j] = work[j] * chirp[j] - work[j + 1] * chirp[j + 1];
      out[j + 1] = work[j] * chirp[j + 1] + work[j + 1] * chirp[j];
    }
  };
}
