import { type Check, type Comparison, judge, skipped } from './check.ts';
import { roundingOf, SIGMAS, slopeOf } from './difference.ts';
import { amplitudeOf, reachOf, type Setting, type Subject, stepOf } from './subject.ts';

/** f, f′, f″ of a local term against each other, Q′ = M f″ and Q of its flux for the mobility at hand. */
export function checkLocal(subject: Subject, setting: Setting): readonly Check[] {
  const { functional, name } = subject;
  const { local } = functional;
  if (local === undefined) return [];
  const { mean, mobility } = setting;
  const reach = reachOf(subject, setting);
  const amplitude = amplitudeOf(reach);
  const step = stepOf(reach, amplitude);
  const densities = Array.from({ length: 9 }, (_, i) => mean + amplitude * (i / 4 - 1));
  const [c0, c1, c2] = mobility.coefficients;
  const flux = local.flux(mobility.coefficients);
  const q = (rho: number): number => {
    const out = new Float64Array(1);
    flux?.add(Float64Array.of(rho), out);
    return out[0];
  };
  const compare = (of: string, f: (rho: number) => number, slope: (rho: number) => number): readonly Comparison[] => {
    return densities.map((rho) => {
      const noise = (g: (rho: number) => number): number => {
        return SIGMAS * roundingOf((x) => Float64Array.of(g(rho + x)), 1e-8 * reach.scale);
      };
      const { value, truncation, amplification } = slopeOf((x) => f(rho + x), step);
      const label = `at ρ = ${Number(rho.toPrecision(4))} ${of} is`;
      return { label, found: slope(rho), expected: value, bound: truncation + amplification * noise(f) + noise(slope) };
    });
  };
  const product = densities.map((rho): Comparison => {
    const m = c0 + rho * (c1 + c2 * rho);
    const sizes = (Math.abs(c0) + Math.abs(rho * c1) + Math.abs(rho * rho * c2)) * Math.abs(local.curvature(rho));
    const noise = SIGMAS * roundingOf((x) => Float64Array.of(local.curvature(rho + x)), 1e-8 * reach.scale);
    return {
      label: `at ρ = ${Number(rho.toPrecision(4))} flux.slope is`,
      found: flux?.slope(rho) ?? Number.NaN,
      expected: m * local.curvature(rho),
      bound: 64 * Number.EPSILON * sizes + Math.abs(m) * noise,
    };
  });
  const out = [
    judge(name, 'local: f → f′ (slope)', compare('slope', local.f, local.slope)),
    judge(name, 'local: f′ → f″ (curvature)', compare('curvature', local.slope, local.curvature)),
  ];
  if (flux === null) return [...out, skipped(name, 'flux', 'none: it would be singular at ρ = 0 with this mobility')];
  return [
    ...out,
    judge(name, 'flux: Q′ = M f″', product),
    judge(name, 'flux: Q → Q′', compare('flux.slope', q, flux.slope)),
  ];
}
