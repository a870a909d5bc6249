import type { Fft } from '../../core/fft/fft.ts';
import { attempt } from './attempt.ts';
import { demand } from './demand.ts';
import { isRecord } from './is-record.ts';
import { type Origin, titleOf } from './origin.ts';
import { PluginError } from './plugin-error.ts';

const BULK = { f: 'function', slope: 'function' };
const BOUND = { energy: 'function', pressure: 'function', addPotential: 'function' };
const LOCAL = { f: 'function', slope: 'function', curvature: 'function', flux: 'function' };

/** Wavenumbers that F″ is tried at, in units of 2π over the first side of the box. */
const TRIED = [0, 1, 2, 5];

type Members = Readonly<Record<string, unknown>>;

/** A create may return the same object again: it is guarded once. */
const done = new WeakSet<object>();

/**
 * Checks what a functional of a plug-in says of itself, and replaces its `bind` and `curvature`, which are not called in every
 * cell, by ones that check what they give and name the file where they throw. @throws PluginError
 */
export function guardFunctional(origin: Origin, made: Members, context: unknown): void {
  demand(origin, 'the bulk that create returns', made.bulk, BULK);
  const { status } = made;
  if (status !== 'bare' && status !== 'renormalised') {
    throw new PluginError(`${titleOf(origin)}: status is '${status}'; 'bare' or 'renormalised' is expected`);
  }
  if (!done.has(made)) {
    const { bind, curvature } = made;
    const checked = (fft: Fft): unknown => {
      const bound = attempt(origin, 'bind', bind, made, [fft]);
      demand(origin, 'what bind returns', bound, BOUND);
      if (isRecord(bound)) demandForm(origin, bound, fft);
      return bound;
    };
    const named = (...args: readonly unknown[]): unknown => attempt(origin, 'curvature', curvature, made, args);
    if (!Reflect.set(made, 'bind', checked) || !Reflect.set(made, 'curvature', named)) {
      throw new PluginError(`${titleOf(origin)}: what create returns is frozen`);
    }
    done.add(made);
  }
  demandCurvature(origin, made, context);
}

/** F″ may diverge somewhere (k = 0 of a Coulomb term), but not everywhere. */
function demandCurvature(origin: Origin, { curvature }: Members, context: unknown): void {
  if (!isRecord(context)) return;
  const { density, lengths } = context;
  const length: unknown = Array.isArray(lengths) ? lengths[0] : undefined;
  if (typeof density !== 'number' || !Number.isFinite(density) || typeof length !== 'number') return;
  const found = TRIED.map((n) => {
    const k = (2 * Math.PI * n) / length;
    return { k, value: attempt(origin, 'curvature', curvature, undefined, [k, [density], 0, 0]) };
  });
  if (found.some(({ value }) => typeof value === 'number' && Number.isFinite(value))) return;
  const list = found.map(({ k, value }) => `${value} at k = ${Number(k.toPrecision(4))}`).join(', ');
  throw new PluginError(
    `${titleOf(origin)}: curvature(k, [${density}], 0, 0) is ${list}; F″ at the mean density, a finite number, is expected`,
  );
}

/** One of the forms that the solver takes: without any, the term would do nothing. */
function demandForm(origin: Origin, bound: Members, { grid }: Fft): void {
  const { local, kernel, external, nonlinear } = bound;
  const wrong = (message: string): never => {
    throw new PluginError(`${titleOf(origin)}: ${message}`);
  };
  if (local === undefined && kernel === undefined && external === undefined && nonlinear !== true) {
    wrong(
      'what bind returns has no form that the solver takes; one of local (a term of f, slope, curvature, flux), kernel (Γ of every mode), external (V of every cell) or nonlinear: true is expected',
    );
  }
  if (nonlinear !== undefined && nonlinear !== true) wrong(`nonlinear is ${nonlinear}; true is expected, or nothing`);
  if (local !== undefined) demand(origin, 'the local that bind returns', local, LOCAL);
  const lengths = { kernel: [kernel, grid.modes, 'modes'], external: [external, grid.size, 'cells'] } as const;
  for (const [name, [array, length, each]] of Object.entries(lengths)) {
    if (array === undefined) continue;
    const expected = `a Float64Array of ${length} finite numbers, one for each of the ${each} of the grid, is expected`;
    if (!(array instanceof Float64Array)) {
      wrong(`${name} is ${Array.isArray(array) ? 'a list' : `a ${typeof array}`}; ${expected}`);
    } else if (array.length !== length) wrong(`${name} has ${array.length} entries; ${expected}`);
    else {
      const at = array.findIndex((value) => !Number.isFinite(value));
      if (at >= 0) wrong(`${name}[${at}] is ${array[at]}; ${expected}`);
    }
  }
}
