import type { Prefactors } from './continued-prefactors.ts';
import { rationalPrefactors } from './rational-prefactors.ts';

/**
 * Prefactors of the White Bear functionals, whose bulk is Carnahan and Starling's equation of state. With
 * T(x) = −[ln(1 − x) + x + x²/2]/x³ = Σ xʲ/(j + 3), regular at x = 0,
 *   version 1  g_1 = 1/(1 − x),  g_2 = [x + (1 − x)² ln(1 − x)]/[36πx²(1 − x)²] = [(3 − x²)/(2(1 − x)²) − xT]/36π
 *              (Roth, Evans, Lang & Kahl, J. Phys.: Condens. Matter 14, 12063 (2002); Yu & Wu, J. Chem. Phys. 117, 10156)
 *   version 2  g_1 = (1 + φ_2/3)/(1 − x),  φ_2 = x²[1 − 2(1 − x)T];  g_2 = (1 − φ_3/3)/[24π(1 − x)²],
 *              φ_3 = 2x − x² − 2x(1 − x)²T  (Hansen-Goos & Roth, J. Phys.: Condens. Matter 18, 8413 (2006))
 */
export function whiteBearPrefactors(version: 1 | 2): Prefactors {
  const rational = rationalPrefactors(2);
  const tail = new Float64Array(3);
  return (x, out) => {
    rational(x, out);
    logarithmTail(x, tail);
    const [t, t1, t2] = tail;
    const u = 1 / (1 - x);
    // xT and its derivatives
    const [p, p1, p2] = [x * t, t + x * t1, 2 * t1 + x * t2];
    if (version === 1) {
      const [r, r1] = [0.5 * (3 - x * x) * u * u, (3 - x) * u * u * u];
      out[6] = (r - p) / (36 * Math.PI);
      out[7] = (r1 - p1) / (36 * Math.PI);
      out[8] = ((8 - 2 * x) * u * u * u * u - p2) / (36 * Math.PI);
      return;
    }
    // g_1 = u + x²u/3 − ⅔x·xT
    out[3] = u + (x * x * u) / 3 - (2 / 3) * x * p;
    out[4] = u * u + (x * (2 - x) * u * u) / 3 - (2 / 3) * (p + x * p1);
    out[5] = 2 * u * u * u + (2 / 3) * u * u * u - (2 / 3) * (2 * p1 + x * p2);
    // 24π g_2 = u²(1 − (2x − x²)/3) + ⅔xT = ⅓ + ⅔u² + ⅔xT
    out[6] = (1 / 3 + (2 / 3) * (u * u + p)) / (24 * Math.PI);
    out[7] = (2 * u * u * u + p1) / (36 * Math.PI);
    out[8] = (6 * u * u * u * u + p2) / (36 * Math.PI);
  };
}

/** T, T′ = (1/(1 − x) − 3T)/x, T″ = (1/(1 − x)² − 4T′)/x; by the series (error 1e-17) for |x| < 0.3. */
function logarithmTail(x: number, out: Float64Array): void {
  if (Math.abs(x) >= 0.3) {
    const u = 1 / (1 - x);
    out[0] = -(Math.log1p(-x) + x + 0.5 * x * x) / (x * x * x);
    out[1] = (u - 3 * out[0]) / x;
    out[2] = (u * u - 4 * out[1]) / x;
    return;
  }
  out.fill(0);
  for (let j = 34; j >= 0; j--) {
    out[2] = out[2] * x + 2 * out[1];
    out[1] = out[1] * x + out[0];
    out[0] = out[0] * x + 1 / (j + 3);
  }
}
