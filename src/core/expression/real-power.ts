/** Largest exponent that is done by products. */
export const PRODUCTS = 1024;

/**
 * x^y without Math.pow, whose bits differ between versions of Node: by repeated squaring for integers, with one square root
 * for halves, else e^{y ln x}, which is NaN for x < 0.
 */
export function realPower(x: number, y: number): number {
  const size = Math.abs(y);
  if (!(size <= PRODUCTS) || !Number.isInteger(2 * y)) return Math.exp(y * Math.log(x));
  let left = Math.floor(size);
  let square = x;
  let result: number | null = left === size ? null : Math.sqrt(x);
  for (; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === null ? square : result * square;
    if (left > 1) square *= square;
  }
  return y < 0 ? 1 / (result ?? 1) : (result ?? 1);
}
