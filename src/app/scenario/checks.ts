import { observables } from '../../analysis/observables/index.ts';
import { createEntry } from '../../core/define.ts';
import { backends } from '../../core/fft/backends.ts';
import { Grid } from '../../core/grid.ts';
import type { Functional } from '../../physics/functionals/functional.ts';
import { functionals } from '../../physics/functionals/index.ts';
import { type Model, totalCurvature } from '../../physics/model.ts';
import { buildModel } from './build.ts';
import type { Scenario } from './scenario.ts';
import { type Mistake, schedule } from './schedule.ts';

/** Largest number of cells that fits the memory of a process. */
const LARGEST = 2 ** 27;

/**
 * What is wrong with the physics of a scenario whose single values are all valid. `profile` gives the shape and the mean
 * of an initial profile that was read from a file.
 */
export function checkPhysics(scenario: Scenario, profile: ProfileFile | null): readonly Mistake[] {
  const terms = checkTerms(scenario);
  const early = [...checkGrid(scenario), ...terms, ...schedule(scenario).mistakes, ...checkObserve(scenario)];
  if (scenario.species !== undefined) {
    early.push({ path: 'species', message: 'the field engine integrates one species; write density: instead' });
  }
  if (early.length > 0) return early;
  const model = buildModel(scenario);
  return [...checkModel(scenario, model), ...checkStability(scenario, model), ...checkInitial(scenario, profile)];
}

/** What is known of a profile file. */
export interface ProfileFile {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

function checkGrid({ box, field }: Scenario): readonly Mistake[] {
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
  if (!Object.hasOwn(backends, field.backend)) {
    out.push({
      path: 'field.backend',
      message: `'${field.backend}' is not one of ${Object.keys(backends).join(', ')}`,
    });
  }
  return out;
}

/** Entries that refuse their parameters: a potential without a transform, a wrong number of waves. */
function checkTerms(scenario: Scenario): readonly Mistake[] {
  const { box, dynamics } = scenario;
  const { dim } = new Grid(box.length, box.cells);
  return scenario['free-energy'].flatMap(({ term, ...rest }, i) => {
    try {
      createEntry(functionals, { type: term, ...rest }, { dim, lengths: box.length, kT: dynamics.kT });
      return [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const inner = 'potential' in rest ? '.potential' : '';
      return [{ path: `free-energy[${i}]${inner}`, message: error.message }];
    }
  });
}

function checkObserve({ observe, time, expect }: Scenario): readonly Mistake[] {
  const out: Mistake[] = [];
  observe.forEach((item, i) => {
    const path = `observe[${i}]`;
    if (item.quantity === 'intermediate-scattering') {
      if (item.average === 'replicas') {
        out.push({
          path: `${path}.average`,
          message: 'intermediate-scattering is averaged over time; leave average out',
        });
      }
      if (Array.isArray(item.k) && item.k.length === 0) {
        out.push({ path: `${path}.k`, message: 'needs at least one wavenumber, k: [1.5]' });
      }
      const lags = Number(item.lags);
      if ((lags + 1) * item.sample > time.duration) {
        const most = Math.max(1, Math.floor(time.duration / item.sample / 4));
        out.push({
          path: `${path}.lags`,
          message: `${lags} lags of ${item.sample} leave no time origins in a duration of ${time.duration}; lags: ${most} would leave three quarters`,
        });
      }
    } else if (item.quantity === 'energy' || item.quantity === 'density-histogram') {
      if (item.average === 'replicas') {
        out.push({ path: `${path}.average`, message: `${item.quantity} is sampled in time; leave average out` });
      }
    }
  });
  const measured = new Set(observe.flatMap((item) => curvesOf(item.quantity, item.average)));
  expect.forEach((item, i) => {
    if ('curve' in item && !measured.has(item.curve)) {
      out.push({
        path: `expect[${i}].curve`,
        message: `'${item.curve}' is not measured by this scenario; measured are ${[...measured].join(', ')}`,
      });
    }
    if ('mode' in item && !measured.has('density-profile')) {
      out.push({ path: `expect[${i}].mode`, message: 'needs { quantity: density-profile } under observe' });
    }
  });
  return out;
}

function curvesOf(quantity: string, average: 'time' | 'replicas'): readonly string[] {
  if (quantity !== 'structure-factor') return Object.hasOwn(observables, quantity) ? [quantity] : [];
  return average === 'time' ? ['structure-factor'] : ['structure-factor-transient'];
}

function checkModel(scenario: Scenario, model: Model): readonly Mistake[] {
  const out: Mistake[] = [];
  const density = model.species[0].density;
  const terms = scenario['free-energy'];
  const { mobility } = scenario.dynamics;
  if (model.kind === 'order-parameter' && model.mobility.domain !== null) {
    out.push({
      path: 'dynamics.mobility',
      message: `an order parameter of any sign needs a constant mobility: { type: constant, value: 1 }, not ${mobility.type}`,
    });
  }
  if (model.mobility.domain !== null && density >= model.mobility.domain.upper) {
    out.push({
      path: 'density',
      message: `${density} is not below rho-max ${model.mobility.domain.upper} of the mobility`,
    });
  }
  model.functionals.forEach((functional: Functional, i) => {
    const path = `free-energy[${i}]`;
    if (functional.fullDensity !== undefined && density >= functional.fullDensity) {
      out.push({
        path: 'density',
        message: `${density} is not below rho-max ${functional.fullDensity} of ${functional.name}`,
      });
    }
    if (functional.local !== undefined && functional.local.flux(model.mobility.coefficients) === null) {
      out.push({
        path: `${path}.term`,
        message: `${terms[i].term} has no regular form with a ${mobility.type} mobility (f″ ~ kT/ρ would need ln ρ); take mobility brownian, or a polynomial free energy`,
      });
    }
    if (functional.local !== undefined && !Number.isFinite(functional.local.curvature(density))) {
      out.push({ path: `${path}.term`, message: `${terms[i].term} is singular at the mean density ${density}` });
    }
  });
  return out;
}

/** A growth rate that still rises at the cut-off has no continuum limit. */
function checkStability(scenario: Scenario, model: Model): readonly Mistake[] {
  const grid = new Grid(scenario.box.length, scenario.box.cells);
  const largest = Math.max(...grid.cutoffs(scenario.field.dealias));
  if (!(totalCurvature(model, largest) < 0)) return [];
  const local = model.functionals.findIndex(
    (f) => f.local !== undefined && f.local.curvature(model.species[0].density) < 0,
  );
  return [
    {
      path: local < 0 ? 'free-energy' : `free-energy[${local}]`,
      message: `the uniform state is unstable up to the cut-off (F″ < 0 at K_c = ${largest.toPrecision(4)}): the shortest waves of the grid would grow fastest; add { term: square-gradient, kappa: … } with kappa > ${(-totalCurvature(model, largest) / (largest * largest)).toPrecision(2)}, or use more cells`,
    },
  ];
}

function checkInitial(scenario: Scenario, file: ProfileFile | null): readonly Mistake[] {
  const out: Mistake[] = [];
  const { initial, kind } = scenario.field;
  const { cells } = scenario.box;
  const path = 'field.initial';
  const mean = scenario.density ?? Number.NaN;
  if (initial.fluctuations === 'poisson' && kind === 'order-parameter') {
    out.push({ path: `${path}.fluctuations`, message: 'an order parameter has no particles: fluctuations: none' });
  }
  const { profile } = initial;
  if (profile.type === 'droplet') {
    const grid = new Grid(scenario.box.length, cells);
    if (2 * profile.radius >= Math.min(...grid.lengths)) {
      out.push({
        path: `${path}.profile.radius`,
        message: `a droplet of radius ${profile.radius} does not fit the box`,
      });
    } else if (kind === 'density') {
      const filled = filledFraction(grid, profile.radius);
      if (mean < profile.inside * filled) {
        const most = (mean / filled).toPrecision(3);
        out.push({
          path: `${path}.profile.inside`,
          message: `holds more than the mean density ${mean} allows: the outside would be negative; at most about ${most}`,
        });
      }
    }
  }
  if (profile.type === 'file' && file !== null) {
    const given = `${path}.profile`;
    if (file.shape.length !== cells.length || file.shape.some((n, a) => n !== cells[a])) {
      out.push({ path: given, message: `has the shape [${file.shape}]; box.cells is [${cells}]` });
    } else if (!file.values.every(Number.isFinite)) {
      out.push({ path: given, message: 'holds values that are not finite' });
    } else {
      const average = file.values.reduce((sum, value) => sum + value, 0) / file.values.length;
      if (Math.abs(average - mean) > 1e-6 * Math.max(Math.abs(mean), Math.abs(average), 1e-12)) {
        out.push({ path: given, message: `has the mean ${average}; density is ${mean}: set density: ${average}` });
      }
    }
  }
  return out;
}

/** Fraction of the box inside the radius (d-dimensional ball). */
function filledFraction(grid: Grid, radius: number): number {
  const ball = [2 * radius, Math.PI * radius * radius, (4 / 3) * Math.PI * radius * radius * radius][grid.dim - 1];
  return ball / grid.volume;
}
