import { etdAb2 } from './etd-ab2.ts';
import { etdAm2 } from './etd-am2.ts';
import { etd1 } from './etd1.ts';
import { etdrk2 } from './etdrk2.ts';
import type { IntegratorEntry } from './integrator.ts';
import { thetaScheme } from './theta-scheme.ts';

/** All time-stepping schemes by the name a scenario uses. */
export const integrators: Readonly<Record<string, IntegratorEntry>> = {
  etdrk2,
  etd1,
  'etd-ab2': etdAb2,
  'etd-am2': etdAm2,
  'euler-maruyama': thetaScheme(0, 'explicit Euler, order 1, unstable at L dt ≥ 2: for reference'),
  'semi-implicit': thetaScheme(1, 'linear part implicit, order 1: damps S(k) at large L dt; for reference'),
  'crank-nicolson': thetaScheme(0.5, 'linear part by the trapezoidal rule: S(k) exact, F(k,t) not; for reference'),
};
