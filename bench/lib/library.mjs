// The library as built in dist/, and what its rows and peers share: backends, normals, engines.
import { backends } from '../../dist/core/fft/backends.js';
import * as dk from '../../dist/index.js';

export { dk };

/** Names of all backends, the one that is taken by default first. */
export const backendNames = Object.keys(backends);

/** Transforms of a grid of unit cells, or null where this backend cannot serve it. */
export function transforms(cells, backend) {
  try {
    return dk.createFft(new dk.Grid(cells, cells), backend);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The backend that a scenario gets on this grid when it names none. */
export function defaultBackend(cells) {
  return backendNames.find((name) => transforms(cells, name) !== null);
}

/** Normals as the backend makes them. */
export function normals(fft, seed) {
  return fft.cells?.normals?.(seed, 0) ?? new dk.Gaussians(seed);
}

/**
 * Ideal gas with a Gaussian core of two cells, D = h = 1, ρ0 V(0)/kT = `coupling`, 20 particles in a cell; or with other
 * `terms` at another `density`.
 */
export function fieldProblem(
  fft,
  integrator,
  { coupling = 5, dynamics = 'full', density = 20, terms: given, scale = 1 } = {},
) {
  const { grid } = fft;
  const context = { dim: grid.dim, lengths: grid.lengths, kT: 1, density };
  const epsilon = coupling / (density * (4 * Math.PI) ** (grid.dim / 2));
  const terms = given ?? [
    { type: 'ideal-gas' },
    { type: 'pair', potential: { type: 'gaussian-core', epsilon, sigma: 2 } },
  ];
  const model = {
    ...context,
    kind: 'density',
    species: [{ name: 'a', density }],
    mu: 1,
    functionals: terms.map((term) => dk.createEntry(dk.functionals, term, context)),
    mobility: dk.createEntry(dk.mobilities, { type: 'brownian' }, { mu: 1 }),
  };
  const noise = { positivity: 'conservative', scale, at: 'full' };
  const sde = new dk.Equation(model, fft, { dealias: 'two-thirds', dynamics, noise });
  return { model, fft, dealias: 'two-thirds', sde, integrator: dk.integrators[integrator], diffusive: 3 };
}

/** The uniform state of a problem. */
export function uniformSpectrum({ fft, model }) {
  const spectrum = fft.allocSpectrum();
  spectrum[0] = model.species[0].density * fft.grid.size;
  return spectrum;
}

/** An engine on that problem at its automatic step, or at the step given. */
export function fieldEngine(fft, integrator, { step, seed = 1, ...options } = {}) {
  const problem = fieldProblem(fft, integrator, options);
  const dt = step ?? dk.tightest(dk.stepLimits(problem, null)).dt;
  return new dk.FieldEngine({ problem, dt, adaptive: false }, uniformSpectrum(problem), normals(fft, seed));
}

/** Repulsive disks or spheres at kT = ε and the step of their stiffness. */
export function particleEngine(dim, density, count) {
  const lengths = new Array(dim).fill((count / density) ** (1 / dim));
  const potential = dk.createEntry(dk.potentials, { type: 'wca', epsilon: 1, sigma: 1 }, undefined);
  const setup = {
    ...{ lengths, kT: 1, mu: 1, mass: 1, noiseScale: 1, dt: 2e-4, sigma: 1 },
    integrator: dk.particleIntegrators['leimkuhler-matthews'],
    interactions: [dk.pairForces(potential, lengths, count)],
  };
  return new dk.BrownianEngine(setup, dk.latticeStart(lengths, count), new dk.Gaussians(1));
}

/** So many steps of an engine. */
export function advance(engine, steps) {
  engine.advanceTo(engine.time + steps * engine.dt);
}
