import { define } from '../../../core/define.ts';
import { compileScalar } from '../../../core/expression/compile.ts';
import { differentiate } from '../../../core/expression/differentiate.ts';
import { ExpressionError } from '../../../core/expression/expression-error.ts';
import { constant, variable } from '../../../core/expression/node.ts';
import { parse } from '../../../core/expression/parse.ts';
import { scope } from '../../../core/expression/scope.ts';
import type { ExternalContext, ExternalPotential } from './external.ts';

const parameters = {
  v: { type: 'text', doc: 'V, e.g. v0*cos(2*pi*x/Lx); names: x, y, z, Lx, Ly, Lz, pi and those of parameters' },
  parameters: { type: 'map', default: {}, doc: 'values of the names in v, e.g. { v0: 0.5 }' },
} as const;

/** Points of every face that are looked at, and what may differ between opposite faces, of the largest |V − V₀| and |∇V| L. */
const [POINTS, TOLERANCE] = [64, 1e-8];

/**
 * V(x) from a text, its gradient symbolic, 0 ≤ x < Lx and so on; positions are brought into the box first. V and ∇V must be
 * the same on opposite faces, to 1e-8: then V has the period of the box and no kink at its edge.
 * @throws ExpressionError (a RangeError) with the place in the text
 */
export const expression = define<typeof parameters, ExternalPotential, ExternalContext>({
  summary: 'V(x): any formula of the period of the box, e.g. v: v0*cos(2*pi*x/Lx)',
  parameters,
  create: ({ v: text, parameters: given }, { lengths }) => {
    const dim = lengths.length;
    const axes = ['x', 'y', 'z'].slice(0, dim);
    const sides = lengths.map((length, a) => [`L${axes[a]}`, constant(length)] as const);
    const own = Object.fromEntries([...axes.map((axis) => [axis, variable(axis)] as const), ...sides]);
    const node = parse(text, scope(own, given), 'v');
    const value = compileScalar(axes, node);
    const slopes = axes.map((axis) => compileScalar(axes, differentiate(node, axis)));
    const refuse = (message: string): never => {
      throw new ExpressionError(message, text, [0, text.length], 'v');
    };
    check({ axes, lengths, value, slopes, refuse });

    const at = new Float64Array(3);
    const into = (x: readonly number[]): void => {
      for (let a = 0; a < dim; a++) at[a] = x[a] - lengths[a] * Math.floor(x[a] / lengths[a]);
    };
    return {
      energy(x) {
        into(x);
        return value(at[0], at[1], at[2]);
      },
      gradient(x, out) {
        into(x);
        for (let a = 0; a < dim; a++) out[a] = slopes[a](at[0], at[1], at[2]);
      },
    };
  },
});

interface Setting {
  readonly axes: readonly string[];
  readonly lengths: readonly number[];
  readonly value: (...x: number[]) => number;
  readonly slopes: readonly ((...x: number[]) => number)[];
  readonly refuse: (message: string) => never;
}

/** Finite everywhere that is looked at, and the same on opposite faces. */
function check({ axes, lengths, value, slopes, refuse }: Setting): void {
  // multiples of irrational parts of the sides
  const points = Array.from({ length: POINTS }, (_, i) =>
    lengths.map((length, a) => length * ((i * [0.6180339887498949, 0.7548776662466927, 0.8191725133961645][a]) % 1)),
  );
  const place = (x: readonly number[]) => axes.map((axis, a) => `${axis} = ${x[a].toPrecision(4)}`).join(', ');
  for (const x of points) {
    const numbers = [value(...x), ...slopes.map((slope) => slope(...x))];
    if (!numbers.every(Number.isFinite))
      refuse(`V or its slope is ${numbers.join(', ')} at ${place(x)}; it must be finite`);
  }
  const values = points.map((x) => value(...x));
  const span = Math.max(...values) - Math.min(...values);
  const steepest = slopes.map((slope, a) => lengths[a] * Math.max(...points.map((x) => Math.abs(slope(...x)))));
  const scale = Math.max(span, ...steepest) + 1e-6 * Math.max(...values.map(Math.abs));
  for (const [a, axis] of axes.entries()) {
    for (const x of points) {
      const [low, high] = [0, lengths[a]].map((face) => x.map((other, b) => (a === b ? face : other)));
      const jump = Math.abs(value(...high) - value(...low));
      const kinks = slopes.map((slope, b) => lengths[b] * Math.abs(slope(...high) - slope(...low)));
      if (Math.max(jump, ...kinks) <= TOLERANCE * scale) continue;
      const [what, from, to] =
        jump > TOLERANCE * scale
          ? ['V', value(...low), value(...high)]
          : ['the slope of V', ...[low, high].map((face) => slopes[kinks.indexOf(Math.max(...kinks))](...face))];
      refuse(
        `V has not the period of the box: ${what} is ${from} at ${place(low)} but ${to} at ${place(high)}; write it with cos and sin of 2*pi*${axis}/L${axis}, or take gaussian-trap or harmonic`,
      );
    }
  }
}
