import { createEntry } from '../../core/define.ts';
import { backends } from '../../core/fft/backends.ts';
import { Grid } from '../../core/grid.ts';
import type { Functional } from '../../physics/functionals/functional.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { type Model, totalCurvature } from '../../physics/model.ts';
import { buildModel, functionalContext } from './build-model.ts';
import { checkExpect, checkTheory } from './check-expect.ts';
import { checkInitial, checkWaves, type ProfileFile } from './check-initial.ts';
import { checkObserve } from './check-observe.ts';
import { refused } from './refused.ts';
import type { Scenario } from './scenario.ts';
import { type Mistake, schedule } from './schedule.ts';

/** Largest number of cells that fits the memory of a process. */
const LARGEST = 2 ** 25;

/**
 * What is wrong with the physics of a scenario whose single values are all valid. `profile` gives the shape and the mean
 * of an initial profile that was read from a file.
 */
export function checkPhysics(scenario: Scenario, profile: ProfileFile | null): readonly Mistake[] {
  const early = [
    ...checkGrid(scenario),
    ...checkBackend(scenario),
    ...checkTerms(scenario),
    ...schedule(scenario).mistakes,
    ...checkObserve(scenario),
    ...checkExpect(scenario),
  ];
  if (scenario.species !== undefined) {
    early.push({ path: 'species', message: 'the field engine integrates one species; write density: instead' });
  }
  if (early.length > 0) return early;
  const model = buildModel(scenario);
  const wrong = checkModel(scenario, model);
  // theory makes no sense of a model that is wrong
  const state = wrong.length > 0 ? [] : [...checkStability(scenario, model), ...checkTheory(scenario, model)];
  return [...wrong, ...state, ...checkInitial(scenario, profile)];
}

/** The grid of either engine. */
export function checkGrid({ box }: Pick<Scenario, 'box'>): readonly Mistake[] {
  const out: Mistake[] = [];
  const cells = box.cells.reduce((product, n) => product * n, 1);
  if (cells > LARGEST) {
    out.push({ path: 'box.cells', message: `${cells} cells are too many; at most ${LARGEST} fit the memory` });
  }
  if (box.cells.every((n) => n < 4)) {
    out.push({
      path: 'box.cells',
      message: 'no mode but the mean is resolved; at least 4 cells are needed on one side',
    });
  }
  return out;
}

function checkBackend({ box, field }: Scenario): readonly Mistake[] {
  const missing = field.backend === 'auto' ? null : backends[field.backend].missing(new Grid(box.length, box.cells));
  return missing === null ? [] : [{ path: 'field.backend', message: `${missing}; write reference, or auto` }];
}

/** Entries that refuse their parameters: a potential without a transform, a wrong number of waves. */
function checkTerms(scenario: Scenario): readonly Mistake[] {
  const context = functionalContext(scenario);
  return scenario['free-energy'].flatMap(({ term, ...rest }, i) => {
    try {
      createEntry(functionals, { type: term, ...rest }, context);
      const { potential } = rest;
      const waves = typeof potential === 'object' && 'waves' in potential ? potential.waves : undefined;
      if (!Array.isArray(waves)) return [];
      return checkWaves(scenario, `free-energy[${i}].potential.waves`, waves.map(Number));
    } catch (error) {
      return [refused(error, `free-energy[${i}]${'potential' in rest ? '.potential' : ''}`)];
    }
  });
}

function checkModel(scenario: Scenario, model: Model): readonly Mistake[] {
  const out: Mistake[] = [];
  const density = model.species[0].density;
  const terms = scenario['free-energy'];
  const { mobility } = scenario.dynamics;
  if (model.kind === 'order-parameter' && model.mobility.domain !== null) {
    out.push({
      path: 'field.kind',
      message: `an order parameter, of any sign, needs a mobility that does not vanish at 0: write dynamics: { mobility: { type: constant, value: 1 } } (it is ${mobility.type} now)`,
    });
  }
  const full = new Map<number, string[]>();
  const below = (limit: number, what: string): void => {
    if (density >= limit) full.set(limit, [...(full.get(limit) ?? []), what]);
  };
  if (model.mobility.domain !== null) below(model.mobility.domain.upper, `the mobility ${mobility.type}`);
  for (const functional of model.functionals) below(functional.fullDensity ?? Infinity, functional.name);
  for (const [limit, names] of full) {
    out.push({
      path: 'density',
      message: `${density} must lie below ${shortest(limit)}, the full density of ${names.join(' and ')}; lower it, or raise rho-max, or make the particles smaller`,
    });
  }
  for (const { name, local, continuedAbove: end = Number.POSITIVE_INFINITY } of model.functionals) {
    if (full.size > 0 || local !== undefined || density < end) continue;
    const message = `${density} must lie below ${shortest(end)}, above which ${name} is continued and no longer stable; lower it`;
    out.push({ path: 'density', message });
  }
  if (out.some(({ path }) => path === 'density')) return out;
  model.functionals.forEach((functional: Functional, i) => {
    const path = `free-energy[${i}]`;
    if (functional.local !== undefined && functional.local.flux(model.mobility.coefficients) === null) {
      out.push(singular(`${path}.${'f' in terms[i] ? 'f' : 'term'}`, terms[i].term, functional, model));
    }
    if (functional.local !== undefined && !Number.isFinite(functional.local.curvature(density))) {
      out.push({ path: `${path}.term`, message: `${terms[i].term} is singular at the mean density ${density}` });
    }
  });
  return out;
}

/** A local term whose flux ∫M f″dρ has no value at ρ = 0. */
function singular(path: string, term: string, functional: Functional, model: Model): Mistake {
  const brownian = model.mobility.coefficients[0] === 0 && model.mobility.coefficients[2] === 0;
  const why = `${term} has no regular form with this mobility: M f″ diverges at ρ = 0`;
  if (brownian) {
    return {
      path,
      message: `${why}; write the entropy as { term: ideal-gas }, and here only what has a finite M f″ there`,
    };
  }
  const matching = functional.fullDensity === undefined ? 'brownian' : `crowded, rho-max: ${functional.fullDensity}`;
  return {
    path,
    message: `${why} (f″ ~ kT/ρ would need ln ρ); write dynamics: { mobility: { type: ${matching} } }, or take a polynomial free energy`,
  };
}

/** Five digits, and no zeros that say nothing. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** A growth rate that still rises at the cut-off has no continuum limit. */
function checkStability(scenario: Scenario, model: Model): readonly Mistake[] {
  const grid = new Grid(scenario.box.length, scenario.box.cells);
  const largest = Math.max(...grid.cutoffs(scenario.field.dealias));
  if (!(totalCurvature(model, largest) < 0)) return [];
  const local = model.functionals.findIndex(
    (f) => f.local !== undefined && f.local.curvature(model.species[0].density) < 0,
  );
  const terms = scenario['free-energy'];
  const gradient = terms.findIndex(({ term }) => term === 'square-gradient');
  const kappa = (gradient < 0 ? 0 : Number(terms[gradient].kappa)) - totalCurvature(model, largest) / largest ** 2;
  const remedy = gradient < 0 ? 'add { term: square-gradient, kappa: … } with kappa' : 'raise kappa to';
  return [
    {
      path: gradient >= 0 ? `free-energy[${gradient}].kappa` : local < 0 ? 'free-energy' : `free-energy[${local}]`,
      message: `the uniform state is unstable up to the cut-off (F″ < 0 at K_c = ${largest.toPrecision(4)}): the shortest waves of the grid would grow fastest; ${remedy} at least ${roundedUp(kappa)}, or use more cells`,
    },
  ];
}

/** Two significant digits, never below the value: what a message advises must be enough. */
function roundedUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit) * unit).toPrecision(2));
}
