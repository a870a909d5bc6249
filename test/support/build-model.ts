import { createEntry, type EntrySpec } from '../../src/core/define.ts';
import { createFft, type TeamMaker } from '../../src/core/fft/backends.ts';
import type { Fft } from '../../src/core/fft/fft.ts';
import { type Dealias, Grid } from '../../src/core/grid.ts';
import type { Normals } from '../../src/core/normals.ts';
import { Gaussians } from '../../src/core/random.ts';
import { FieldEngine } from '../../src/engines/field/engine.ts';
import { Equation, type EquationOptions } from '../../src/engines/field/equation.ts';
import { initialSpectrum, type Profile, profileValues } from '../../src/engines/field/initial.ts';
import { integrators } from '../../src/engines/field/integrators/index.ts';
import type { IntegratorEntry } from '../../src/engines/field/integrators/integrator.ts';
import { diffusiveConstant } from '../../src/engines/field/step-size.ts';
import { functionals } from '../../src/physics/functionals/index.ts';
import { mobilities } from '../../src/physics/mobilities/index.ts';
import type { FieldKind, Model } from '../../src/physics/model.ts';

/** A field as a scenario would describe it, without the scenario: what is left out has the scenario's default. */
export interface FieldSpec {
  readonly lengths: readonly number[];
  readonly cells: readonly number[];
  readonly density: number;
  readonly kT?: number;
  readonly mu?: number;
  readonly terms: readonly EntrySpec[];
  readonly mobility?: EntrySpec;
  readonly kind?: FieldKind;
  readonly dealias?: Dealias;
  readonly dynamics?: EquationOptions['dynamics'];
  readonly noise?: Partial<EquationOptions['noise']>;
  readonly integrator: string;
  readonly dt: number;
  readonly adaptive?: boolean;
  readonly seed?: number;
  readonly stream?: number;
  readonly initial?: Profile;
  readonly backend?: string;
  readonly team?: TeamMaker;
  /** Numbers of the noise; those of `seed` and `stream` from pure-rand unless given. */
  readonly normals?: (fft: Fft) => Normals;
}

/** Everything that the spec describes. */
export interface BuiltField {
  readonly grid: Grid;
  readonly fft: Fft;
  readonly model: Model;
  readonly sde: Equation;
  readonly entry: IntegratorEntry;
  readonly engine: FieldEngine;
}

export function buildField(spec: FieldSpec): BuiltField {
  const { lengths, density, kT = 1, mu = 1, kind = 'density', dealias = 'two-thirds' } = spec;
  const grid = new Grid(lengths, spec.cells);
  const fft = createFft(grid, spec.backend ?? 'reference', spec.team);
  const model: Model = {
    dim: grid.dim,
    lengths,
    kind,
    species: [{ name: 'particles', density }],
    kT,
    mu,
    functionals: spec.terms.map((term) => createEntry(functionals, term, { dim: grid.dim, lengths, kT, density })),
    mobility: createEntry(mobilities, spec.mobility ?? { type: 'brownian' }, { mu }),
  };
  const sde = new Equation(model, fft, {
    dealias,
    dynamics: spec.dynamics ?? 'full',
    noise: { positivity: 'conservative', scale: 1, at: 'full', ...spec.noise },
  });
  const entry = integrators[spec.integrator];
  if (entry === undefined) throw new RangeError(`unknown integrator '${spec.integrator}'`);
  const diffusive = diffusiveConstant('two-point', spec.integrator);
  const values = profileValues(grid, density, spec.initial ?? { type: 'uniform' });
  const engine = new FieldEngine(
    {
      problem: { model, fft, dealias, sde, integrator: entry, diffusive },
      dt: spec.dt,
      adaptive: spec.adaptive ?? false,
    },
    initialSpectrum(fft, sde.resolved, values, density),
    spec.normals?.(fft) ?? new Gaussians(spec.seed ?? 1, spec.stream ?? 0),
  );
  return { grid, fft, model, sde, entry, engine };
}
