// The interaction-picture schemes of XMDS2 on the library's own equation, really run: for --verify.
import { dk } from '../lib/library.mjs';

/** One draw kept for a whole step: what asks for normals gets the same numbers at every evaluation. */
class Kept {
  #arrays;
  #next = 0;

  constructor(fft) {
    this.#arrays = Array.from({ length: fft.grid.dim }, () => fft.allocReal());
  }

  draw(source) {
    for (const array of this.#arrays) source.fill(array);
  }

  fill(out, scale = 1) {
    const array = this.#arrays[this.#next++ % this.#arrays.length];
    for (let j = 0; j < out.length; j++) out[j] = scale * array[j];
  }
}

/** A stepper of `kind` midpoint or rungeKutta for a field problem: step(state, normals). */
export function interactionStepper({ sde, fft }, kind, dt) {
  const { band } = sde;
  const { k2 } = fft.grid;
  // D = 1: the diffusion stands in the exponential, the rest of the linear part goes back into the drift
  const half = band.coefficient((i) => Math.exp(-0.5 * dt * k2[band.resolved[i]]));
  const rest = band.coefficient((i) => k2[band.resolved[i]] - sde.linear[i]);
  const number = (value) => band.coefficient(() => value);
  const [one, white] = [number(1), number(1 / Math.sqrt(dt))];
  const numbers = new Map([1, 0.5, 1 / 3, 1 / 6].map((c) => [c, number(c * dt)]));
  const state = () => new dk.FieldState(fft, 1);
  const [drift, noise, f, start, value, sum] = [state(), state(), state(), state(), state(), state()];
  const kept = new Kept(fft);

  /** f = N[s] − b s + σ[s] ξ/√dt, without the diffusion. */
  function evaluate(s) {
    sde.nonlinear(s, drift);
    sde.noise(s, kept, noise);
    combine(f, [one, drift], [white, noise], [rest, s]);
  }
  function combine(out, ...terms) {
    const spectra = terms.map(([coefficient, s]) => [coefficient, s.hat[0]]);
    band.combine(out.hat[0], spectra);
    out.touch();
  }
  const times = (c) => numbers.get(c);

  function midpoint(s) {
    combine(start, [half, s]);
    value.copyFrom(start);
    for (let i = 0; i < 3; i++) {
      evaluate(value);
      combine(value, [one, start], [times(i < 2 ? 0.5 : 1), f]);
    }
    combine(s, [half, value]);
  }
  function rungeKutta(s) {
    combine(start, [half, s]);
    evaluate(s);
    combine(f, [half, f]);
    combine(sum, [one, start], [times(1 / 6), f]);
    for (let i = 0; i < 2; i++) {
      combine(value, [one, start], [times(0.5), f]);
      evaluate(value);
      combine(sum, [one, sum], [times(1 / 3), f]);
    }
    combine(value, [one, start], [times(1), f]);
    combine(value, [half, value]);
    evaluate(value);
    combine(s, [half, sum], [times(1 / 6), f]);
  }
  const advance = kind === 'midpoint' ? midpoint : rungeKutta;
  return {
    step(s, normals) {
      kept.draw(normals);
      advance(s);
    },
  };
}
