/** A one-dimensional profile over the whole periodic box: one line per series, with its error band. */
import type { ChartSpec } from '../chart.ts';
import type { Layer, Row } from './layer.ts';
import { palette } from './palette.ts';
import { plot } from './plot.ts';
import { valueAxis } from './value-axis.ts';

interface Profile {
  /** Rows over [0, length), label of the series. */
  readonly series: readonly { readonly rows: readonly Row[]; readonly label?: string }[];
  readonly length: number;
  readonly x: { readonly label: string; readonly unit: string | undefined };
  readonly y: { readonly label: string; readonly unit: string | undefined };
  readonly legendTitle?: string;
  readonly level?: number;
}

export function profile(data: Profile, title: string, notes: readonly (string | undefined)[]): ChartSpec {
  const colors = data.series.length === 1 ? [palette.data] : palette.sequence(data.series.length);
  const layers = data.series.flatMap(({ rows, label }, i): Layer[] => {
    const closed = rows.length === 0 ? [] : [...rows, { ...rows[0], x: rows[0].x + data.length }];
    const band: Layer[] = rows.some((r) => r.low !== undefined)
      ? [{ mark: 'band', rows: closed, color: colors[i] }]
      : [];
    return [...band, { mark: 'line', rows: closed, color: colors[i], label }];
  });
  const { legendTitle, level } = data;
  const panel = {
    x: { ...data.x, domain: [0, data.length] as const },
    y: valueAxis(data.y.label, data.y.unit, layers),
    layers,
    ...(legendTitle === undefined ? {} : { legendTitle }),
    ...(level === undefined ? {} : { level }),
  };
  return plot([panel], title, notes);
}
