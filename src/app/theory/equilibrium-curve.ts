import { varyingAxes } from '../../analysis/theory/varying-axes.ts';
import type { Curve } from '../../core/curve.ts';
import { Grid } from '../../core/grid.ts';
import type { FieldKind } from '../../physics/model.ts';

/** The profile of a minimisation along the axes that it varies along; along the first one where it is uniform. */
export function equilibriumCurve(grid: Grid, kind: FieldKind, profile: Float64Array): Curve {
  const reduced = varyingAxes(grid, profile);
  const flat = reduced.axes.length === 0;
  // a plane of a box is x and y; one along z is shown as the whole box
  const whole = reduced.axes.length === 2 && reduced.axes[1] === 2;
  const axes = flat ? [0] : whole ? [0, 1, 2] : reduced.axes;
  const part = new Grid(
    axes.map((a) => grid.lengths[a]),
    axes.map((a) => grid.cells[a]),
  );
  const values = flat ? new Float64Array(part.size).fill(reduced.values[0]) : whole ? profile : reduced.values;
  const others = grid.lengths.length > axes.length ? '; constant along the other axes' : '';
  return {
    name: 'density-profile',
    notes: [`profile of least free energy in a ${grid.dim}-dimensional box, at the cells of the grid${others}`],
    keys: axes.map((a, i) => {
      const name = ['x', 'y', 'z'][a];
      return { name, label: name, values: Float64Array.from({ length: part.size }, (_, j) => part.position(j, i)) };
    }),
    value: { name: kind === 'density' ? 'rho' : 'phi', label: kind === 'density' ? 'ρ' : 'φ', values },
    beside: [],
  };
}
