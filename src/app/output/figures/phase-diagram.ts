/** A parameter, such as kT, against the densities of coexisting phases (binodal) and the limits of stability (spinodal). */
import type { Curve } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { linearDomain } from './domain.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer, Row } from './layer.ts';
import { palette } from './palette.ts';
import { valuesOf } from './parts.ts';
import { plot } from './plot.ts';
import { spaceOf } from './space.ts';

export async function phaseDiagram(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { name: parameter, values } = curve.keys[0];
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {}, spaceOf(curve));
  const side = (name: string): Row[] => {
    const densities = valuesOf(curve, name) ?? new Float64Array();
    return Array.from(densities, (x, i) => ({ x, y: values[i] })).filter(({ x }) => Number.isFinite(x));
  };
  const [critical, state] = [side('critical'), side('state')];
  // the sides meet in the critical point, at one end of the range or the other; without one they do not meet
  const closed = (kind: string): Row[] => {
    const [low, high] = [side(`${kind}-low`), side(`${kind}-high`)];
    if (low.length === 0 || high.length === 0) return [...low, ...high];
    if (critical.length === 0) return [...low, { x: high[0].x, y: Number.NaN }, ...high];
    return critical[0].y > low[0].y ? [...low, ...high.reverse()] : [...low.reverse(), ...high];
  };
  const [binodal, spinodal] = [closed('binodal'), closed('spinodal')];
  if (binodal.length + spinodal.length === 0) return null;
  const layers: Layer[] = [];
  const tie = state.length === 0 ? [] : binodal.filter(({ y }) => y === state[0].y);
  if (tie.length === 2) layers.push({ mark: 'line', rows: tie, color: '#888888', label: 'tie line', width: 1 });
  layers.push(
    { mark: 'line', rows: binodal, color: palette.data, label: 'binodal', width: 2 },
    { mark: 'line', rows: spinodal, color: palette.predicted, label: 'spinodal', dash: [6, 4] },
  );
  const point = (rows: Row[], label: string, open: boolean): void => {
    if (rows.length === 0) return;
    layers.push({ mark: 'points', rows, color: palette.theory, label, point: { shape: 'circle', open, size: 36 } });
  };
  point(critical, 'critical point', true);
  point(state, 'scenario', false);
  const shown = layers.filter(({ rows }) => rows.length > 0);
  const all = shown.flatMap(({ rows }) => rows).filter((r) => Number.isFinite(r.y));
  const x = {
    label: labelOf(curve.name, 'binodal-low'),
    unit: unit('binodal-low'),
    domain: linearDomain(all.map((r) => r.x)),
  };
  const y = { label: labelOf(curve.name, parameter), unit: unit(parameter), domain: linearDomain(all.map((r) => r.y)) };
  return finish(curve.name, plot([{ x, y, layers: shown }], options.title, [options.subtitle]));
}
