// What time-stepping schemes make of one linear mode: dρ = −(a + b) ρ dt + √(2a) dW with the diffusion a = Dk² and the interaction
// b = Dk² v, v = ρ0V(k)/kT, so that S = 1/(1 + v). Every scheme is a recursion ρ ← R ρ + q w, w one standard normal number, and its
// stationary S is q²/(1 − R²): exact, nothing is sampled.

/** A scheme: its name, drift evaluations of one step, and R and q of a mode. `leading`: its step for a bias tol, to leading order. */
const explicit = [
  {
    name: 'euler-maruyama',
    order: 1,
    evaluations: 1,
    response: (a, b, dt) => ({ factor: 1 - (a + b) * dt, noise: Math.sqrt(2 * a * dt) }),
    leading: (a, b, tol) => (2 * tol) / (a + b),
  },
  {
    name: 'semi-implicit (diffusion implicit)',
    order: 1,
    evaluations: 1,
    response: (a, b, dt) => ({ factor: (1 - b * dt) / (1 + a * dt), noise: Math.sqrt(2 * a * dt) / (1 + a * dt) }),
    leading: (a, b, tol) => (2 * tol) / Math.abs(b - a),
  },
  {
    name: 'semi-implicit (all implicit)',
    order: 1,
    evaluations: 1,
    response: (a, b, dt) => ({ factor: 1 / (1 + (a + b) * dt), noise: Math.sqrt(2 * a * dt) / (1 + (a + b) * dt) }),
    leading: (a, b, tol) => (2 * tol) / (a + b),
  },
  {
    name: 'ordinary (exact diffusion, explicit force)',
    order: 1,
    evaluations: 1,
    response(a, b, dt) {
      const decay = Math.exp(-a * dt);
      return { factor: decay + (b / a) * Math.expm1(-a * dt), noise: Math.sqrt(-Math.expm1(-2 * a * dt)) };
    },
    leading: (_a, b, tol) => (2 * tol) / b,
  },
];

/**
 * A scheme of the interaction picture as XMDS2 has it: the diffusion is exact, the rest f(ρ) = −bρ + √(2a/dt) w, its noise constant
 * over the step (Stratonovich), goes through `advance(ρ, f, E_h, dt)`. Linear in (ρ, w): two evaluations give R and q.
 */
function interactionPicture(name, evaluations, advance) {
  return {
    name,
    order: 2,
    evaluations,
    leading: null,
    response(a, b, dt) {
      const half = Math.exp(-0.5 * a * dt);
      const strength = Math.sqrt((2 * a) / dt);
      const at = (rho, w) => advance(rho, (value) => -b * value + strength * w, half, dt);
      return { factor: at(1, 0), noise: at(0, 1) };
    },
  };
}

const midpoint = interactionPicture('IP semi-implicit midpoint, 3 iterations', 3, (rho, f, half, dt) => {
  const start = half * rho;
  let value = start;
  for (let i = 0; i < 3; i++) value = start + (i < 2 ? 0.5 : 1) * dt * f(value);
  return half * value;
});

const rungeKutta = interactionPicture('IP Runge–Kutta 4', 4, (rho, f, half, dt) => {
  const start = half * rho;
  const k1 = half * dt * f(rho);
  const k2 = dt * f(start + 0.5 * k1);
  const k3 = dt * f(start + 0.5 * k2);
  const k4 = dt * f(half * (start + k3));
  return half * (start + (k1 + 2 * k2 + 2 * k3) / 6) + k4 / 6;
});

export const schemes = [...explicit, midpoint, rungeKutta];

/** S of the scheme over the true one, minus 1; infinite where it is unstable. */
export function bias(scheme, { a, b }, dt) {
  const { factor, noise } = scheme.response(a, b, dt);
  if (Math.abs(factor) >= 1) return Number.POSITIVE_INFINITY;
  return ((noise * noise) / (1 - factor * factor)) * ((a + b) / a) - 1;
}

/** Modes of a grid of unit cells with 0 < k ≤ 0.8 K_c, each |k| once: a and b of the Gaussian core of two cells. */
export function linearModes(cells, coupling) {
  const top = 0.8 * (2 / 3) * Math.PI;
  let squares = new Set([0]);
  for (const n of cells) {
    const next = new Set();
    for (let i = 0; 2 * i <= n; i++) for (const rest of squares) next.add(rest + (i / n) ** 2);
    squares = next;
  }
  const modes = [...squares].map((value) => 4 * Math.PI ** 2 * value);
  return modes
    .filter((k2) => k2 > 0 && k2 <= top * top * (1 + 1e-12))
    .map((k2) => ({ a: k2, b: k2 * coupling * Math.exp(-k2) }));
}

/** The largest step up to which no mode is off by more than `tolerance`. */
export function largestStep(scheme, modes, tolerance) {
  const fine = (dt) => modes.every((mode) => Math.abs(bias(scheme, mode, dt)) <= tolerance);
  let low = 1e-5;
  while (fine(low * 1.01)) low *= 1.01;
  let high = low * 1.01;
  for (let i = 0; i < 40; i++) {
    const middle = 0.5 * (low + high);
    if (fine(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The same by the closed form, to leading order; null where there is none. */
export function leadingStep(scheme, modes, tolerance) {
  if (scheme.leading === null) return null;
  return Math.min(...modes.map(({ a, b }) => scheme.leading(a, b, tolerance)));
}
