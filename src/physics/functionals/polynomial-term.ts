import type { LocalTerm } from './local.ts';

/**
 * f(ρ) = Σ_n c_n ρⁿ with its derivatives and fluxes. Q = ∫(m0 + m1ρ + m2ρ²) f″ dρ is again a polynomial:
 * ∫ρʲ f″ = Σ_n n(n−1) c_n ρ^{n−1+j}/(n−1+j). All are summed by Horner's rule.
 */
export function polynomialTerm(coefficients: readonly number[]): LocalTerm {
  const slope = derivative(coefficients);
  const curvature = derivative(slope);
  return {
    f: (rho) => horner(coefficients, rho),
    slope: (rho) => horner(slope, rho),
    curvature: (rho) => horner(curvature, rho),
    flux(mobility) {
      const integrand = new Array<number>(curvature.length + 2).fill(0);
      curvature.forEach((c, n) => {
        mobility.forEach((m, j) => {
          integrand[n + j] += c * m;
        });
      });
      const flux = [0, ...integrand.map((c, n) => c / (n + 1))];
      while (flux.length > 2 && flux[flux.length - 1] === 0) flux.pop();
      return {
        linear: flux.length <= 2,
        slope: (rho) => horner(integrand, rho),
        coefficients: flux,
        add(rho, out) {
          for (let j = 0; j < rho.length; j++) {
            const x = rho[j];
            let sum = flux[flux.length - 1];
            for (let n = flux.length - 2; n >= 0; n--) sum = sum * x + flux[n];
            out[j] += sum;
          }
        },
      };
    },
  };
}

function derivative(coefficients: readonly number[]): number[] {
  return coefficients.slice(1).map((c, n) => (n + 1) * c);
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let n = coefficients.length - 1; n >= 0; n--) sum = sum * x + coefficients[n];
  return sum;
}
