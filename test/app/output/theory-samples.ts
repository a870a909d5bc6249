import { criticalTemperature } from '../../../src/analysis/theory/critical-point.ts';
import { bulkTheory } from '../../../src/app/theory/bulk-theory.ts';
import { equilibriumCurve } from '../../../src/app/theory/equilibrium-curve.ts';
import { phaseCurves, temperatureRows } from '../../../src/app/theory/phase-curves.ts';
import { stateCurves } from '../../../src/app/theory/state-curves.ts';
import type { Curve } from '../../../src/core/curve.ts';
import { createEntry } from '../../../src/core/define.ts';
import { Grid } from '../../../src/core/grid.ts';
import { functionals } from '../../../src/physics/functionals/index.ts';
import { mobilities } from '../../../src/physics/mobilities/index.ts';
import type { Model } from '../../../src/physics/model.ts';
import { curveOf } from './samples.ts';

/** What `dk theory` and `dk minimise` draw. */

function fluid(kT: number): Model {
  const context = { dim: 2 as const, lengths: [9, 9], kT, density: 0.5 };
  const terms = [
    { type: 'lattice-gas', 'rho-max': 1.6 },
    { type: 'polynomial', coefficients: [0, 0, -1.3] },
    { type: 'square-gradient', kappa: 1.9 },
  ];
  return {
    dim: 2,
    lengths: context.lengths,
    kind: 'density',
    species: [{ name: 'a', density: 0.5 }],
    kT,
    mu: 1,
    functionals: terms.map((term) => createEntry(functionals, term, context)),
    mobility: createEntry(mobilities, { type: 'brownian' }, { mu: 1 }),
  };
}

function named(curves: readonly Curve[], name: string): Curve {
  const found = curves.find((curve) => curve.name === name);
  if (found === undefined) throw new RangeError(`no ${name}`);
  return found;
}

export function stateSample(name: 'equation-of-state' | 'interface'): Curve {
  return named(stateCurves(fluid(0.8), bulkTheory(fluid(0.8), fluid, 9)), name);
}

export function phaseSample(): Curve {
  const critical = criticalTemperature(fluid, 0.8);
  if (critical === null) throw new RangeError('no critical point');
  const rows = temperatureRows(fluid, critical, 0.8);
  const state = { value: 0.8, density: 0.5 };
  return named(phaseCurves({ dim: 2, parameter: 'kT', rows, critical: [critical], state }), 'phase-diagram');
}

export function sweepSample(): Curve {
  const rows = Array.from({ length: 21 }, (_, i) => {
    const kT = 0.5 + i / 20;
    const s = 1 / (1 - 0.9 / kT);
    return [
      kT,
      0.6 * kT - 0.3,
      0.2 + Math.log(kT),
      s > 0 ? s : Number.NaN,
      s > 0 ? s : Number.NaN,
      Math.max(0.9 - kT, 0),
    ];
  });
  return curveOf('sweep', ['dynamics.kT', 'P', 'mu', 'S0', 'S-peak', 'growth'], 1, rows);
}

/** A profile without a time: a slab in a box of two dimensions, or a wave along both. */
export function equilibriumSample(kind: 'slab' | 'plane'): Curve {
  const grid = new Grid([8, 16], [16, 32]);
  const values = Float64Array.from({ length: grid.size }, (_, j) => {
    const [x, y] = [grid.position(j, 0), grid.position(j, 1)];
    return Math.tanh(4 * Math.sin((2 * Math.PI * y) / 16 + (kind === 'slab' ? 0 : (2 * Math.PI * x) / 8)));
  });
  return equilibriumCurve(grid, kind === 'slab' ? 'density' : 'order-parameter', values);
}
