/** P, μ and S(0) of the uniform state against its density, one above the other; dashed: P of the stable state. */
import { type Curve, column } from '../../../core/curve.ts';
import { labelOf, unitOf } from '../labels.ts';
import { type Figure, type FigureOptions, finish } from './figure.ts';
import type { Layer } from './layer.ts';
import { palette } from './palette.ts';
import { rowsOf, valuesOf } from './parts.ts';
import type { Panel } from './plot.ts';
import { plot } from './plot.ts';
import { spaceOf } from './space.ts';
import { keyAxis, valueAxis } from './value-axis.ts';

export async function equationOfState(curve: Curve, options: FigureOptions): Promise<Figure | null> {
  const { name: key, values: rho } = curve.keys[0];
  const unit = (name: string) => unitOf(curve.name, name, options.units ?? {}, spaceOf(curve));
  const state = valuesOf(curve, 'state');
  const x = keyAxis(labelOf(curve.name, key), unit(key), rho);
  const panels = ['P', 'mu', 'S0'].flatMap((name, i): Panel[] => {
    const values = valuesOf(curve, name);
    if (values === undefined) return [];
    const layers: Layer[] = [{ mark: 'line', rows: rowsOf(rho, values), color: palette.data, label: 'uniform state' }];
    const stable = name === 'P' ? valuesOf(curve, 'P-stable') : undefined;
    if (stable?.some((p, j) => p !== values[j])) {
      const look = { color: palette.predicted, dash: [6, 4], width: 1.75 };
      layers.push({ mark: 'line', rows: rowsOf(rho, stable), label: 'coexistence', ...look });
    }
    const y = valueAxis(labelOf(curve.name, name), unit(name), layers, name === 'S0' ? { log: 'auto' } : {});
    const here = rowsOf(rho, values).filter((_, j) => column(curve, 'state').values[j] === 1);
    if (state !== undefined && here.length > 0) {
      const look = { color: palette.theory, point: { shape: 'circle' as const, size: 40 } };
      layers.push({ mark: 'points', rows: here, label: 'scenario', ...look });
    }
    // one legend serves all panels
    const shown = i === 0 ? layers : layers.map(({ label, ...layer }) => layer);
    return [{ x: i === 2 ? x : { ...x, bare: true }, y, layers: shown, height: 190 }];
  });
  const last = panels.at(-1);
  if (last === undefined) return null;
  return finish(curve.name, plot([...panels.slice(0, -1), { ...last, x }], options.title, [options.subtitle]));
}
