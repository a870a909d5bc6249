import { Grid } from '../../core/grid.ts';
import { largestModes } from './build.ts';
import type { Scenario } from './scenario.ts';
import type { Mistake } from './schedule.ts';

/** What is known of a profile file. */
export interface ProfileFile {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Whether the initial state fits the box, the mean density and, from a file, the grid. */
export function checkInitial(scenario: Scenario, file: ProfileFile | null): readonly Mistake[] {
  const { initial, kind } = scenario.field;
  const { profile, fluctuations } = initial;
  const out: Mistake[] = [];
  if (fluctuations === 'poisson' && kind === 'order-parameter') {
    out.push({
      path: 'field.initial.fluctuations',
      message: 'an order parameter has no particles to be Poisson distributed; write fluctuations: none',
    });
  }
  if (profile.type === 'cosine') out.push(...checkWaves(scenario, 'field.initial.profile.waves', profile.waves));
  if (profile.type === 'droplet') out.push(...checkDroplet(scenario, profile));
  if (profile.type === 'file' && file !== null) out.push(...checkFile(scenario, file));
  return out;
}

/** A wave beyond the resolved modes would be filtered away without a word; one of n = 0 is no wave. */
export function checkWaves(scenario: Scenario, path: string, waves: readonly number[]): readonly Mistake[] {
  const largest = largestModes(scenario);
  if (waves.every((n) => n === 0)) {
    return [{ path, message: `[${waves}] is no wave: at least one side needs a number of periods other than 0` }];
  }
  const beyond = waves.findIndex((n, a) => Math.abs(n) > largest[a]);
  if (beyond < 0) return [];
  const cells = scenario.box.cells[beyond];
  return [
    {
      path,
      message: `${waves[beyond]} periods on ${cells} cells are not resolved (dealias ${scenario.field.dealias} keeps ${largest[beyond]} at most); use fewer periods or more cells`,
    },
  ];
}

function checkDroplet(
  scenario: Scenario,
  { radius, inside }: { readonly radius: number; readonly inside: number },
): readonly Mistake[] {
  const path = 'field.initial.profile';
  const grid = new Grid(scenario.box.length, scenario.box.cells);
  const side = Math.min(...grid.lengths);
  if (2 * radius >= side) {
    return [
      {
        path: `${path}.radius`,
        message: `a droplet of radius ${radius} does not fit the box; it must be less than ${side / 2}, half the shortest side`,
      },
    ];
  }
  const mean = scenario.density ?? Number.NaN;
  const filled = filledFraction(grid, radius);
  if (scenario.field.kind !== 'density' || mean >= inside * filled) return [];
  return [
    {
      path: `${path}.inside`,
      message: `${inside} in the droplet is more than the mean density ${mean} allows: the outside would be negative; at most about ${(mean / filled).toPrecision(3)}`,
    },
  ];
}

function checkFile({ box, density = Number.NaN }: Scenario, { shape, values }: ProfileFile): readonly Mistake[] {
  const path = 'field.initial.profile';
  const { cells } = box;
  if (shape.length !== cells.length || shape.some((n, a) => n !== cells[a])) {
    return [{ path, message: `the array has the shape [${shape}], box.cells is [${cells}]: they must be equal` }];
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    return [{ path, message: `value ${odd} of the array (in C order) is ${values[odd]}; every cell needs a number` }];
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (Math.abs(mean - density) <= 1e-6 * Math.max(Math.abs(mean), Math.abs(density), 1e-12)) return [];
  return [
    {
      path,
      message: `the array has the mean ${mean}, density is ${density}; write density: ${mean}, or scale the array`,
    },
  ];
}

/** Fraction of the box inside the radius (d-dimensional ball). */
function filledFraction(grid: Grid, radius: number): number {
  const ball = [2 * radius, Math.PI * radius * radius, (4 / 3) * Math.PI * radius * radius * radius][grid.dim - 1];
  return ball / grid.volume;
}
