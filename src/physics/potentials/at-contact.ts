/** Distances, in σ, below which a limit takes over where r = 0 itself has no value, and from which it is taken. */
const [NEAR, FAR] = [1e-3, 2e-3];

/**
 * −u′(r)/r down to r = 0. Where the formula has no value at 0 although it has a finite limit (sin(r)/r), it is continued below
 * 1e-3 σ as the even function a + br² through 1e-3 σ and 2e-3 σ, to about 1e-9; where it diverges it is infinite at 0.
 */
export function atContact(force: (r: number) => number, sigma: number): (r: number) => number {
  if (Number.isFinite(force(0))) return force;
  const [near, far] = [force(NEAR * sigma), force(FAR * sigma)];
  if (!(Math.abs(near - far) <= 1e-4 * Math.abs(far))) {
    return (r) => (r > 0 ? force(r) : Math.sign(near) * Number.POSITIVE_INFINITY);
  }
  const bend = (far - near) / ((FAR * FAR - NEAR * NEAR) * sigma * sigma);
  const limit = near - bend * NEAR * NEAR * sigma * sigma;
  return (r) => (r > NEAR * sigma ? force(r) : limit + bend * r * r);
}
