/**
 * Forest plot of a verdict: one row per compared band, its difference with its interval against the shaded ±tolerance; colour
 * and mark tell the outcome. Intervals that leave the axis go to its edge.
 */
import type { ComparedBand, CurveVerdict } from '../../../compare/comparison.ts';
import { labelOf } from '../../labels.ts';
import { math } from '../../markup.ts';
import type { Domain } from '../domain.ts';
import { type Figure, type FigureOptions, finish } from '../figure.ts';
import type { Guide } from '../guide.ts';
import type { Layer, Point } from '../layer.ts';
import { palette } from '../palette.ts';
import { plot } from '../plot.ts';

const ROW = 22;
const LEAST = 66;
/** More bands than this are thinned to those that matter most. */
const MOST = 36;
const OUTCOMES = ['agree', 'differ', 'inconclusive'] as const;
const POINTS: Readonly<Record<(typeof OUTCOMES)[number], Point>> = {
  agree: { shape: 'circle', size: 40 },
  differ: { shape: 'diamond', size: 70 },
  inconclusive: { shape: 'circle', open: true, size: 20 },
};

export async function compareBands(verdict: CurveVerdict, options: FigureOptions): Promise<Figure | null> {
  const { bands, note } = chosen(verdict.bands.filter(({ difference }) => Number.isFinite(difference)));
  if (bands.length === 0) return null;
  const scale = verdict.absolute ? 1 : 100;
  const layers = OUTCOMES.flatMap((outcome): Layer[] => {
    const rows = bands.flatMap((band, i) => {
      const [low, high] = band.interval;
      const place = { x: scale * band.difference, y: bands.length - i };
      return band.outcome === outcome ? [{ ...place, low: scale * low, high: scale * high }] : [];
    });
    const look = { color: palette.outcome[outcome], point: POINTS[outcome], across: true };
    return rows.length === 0 ? [] : [{ mark: 'points', rows, ...look, label: labelOf('compare', outcome) }];
  });
  // one tolerance throughout is one region; else every row has its own
  const regions = bands.map(({ tolerance }, i): Guide => {
    const [within, reach] = [[bands.length - i - 0.5, bands.length - i + 0.5] as const, scale * tolerance];
    return { on: 'x', at: [-reach, reach], within, color: palette.tolerance };
  });
  const one = new Set(bands.map(({ tolerance }) => tolerance)).size === 1;
  const tolerated: readonly Guide[] = one ? regions.slice(0, 1).map(({ within: _, ...region }) => region) : regions;
  const entry: Layer = { mark: 'band', rows: [], color: palette.tolerance, label: labelOf('compare', 'tolerance') };
  const places = bands.map((_, i) => bands.length - i);
  const panel = {
    x: { label: labelOf('compare', verdict.absolute ? 'absolute' : 'relative'), domain: domainOf(bands, scale) },
    y: {
      label: '',
      domain: [0.4, bands.length + 0.6] as const,
      ticks: { values: places, labels: bands.map(({ label }) => math(label)), minor: [] },
    },
    layers: [...layers, entry],
    guides: [...tolerated, { on: 'x', at: 0 } as const],
    height: Math.max(LEAST, ROW * (bands.length + 0.2)),
  };
  return finish(`bands-${verdict.curve}`, plot([panel], options.title, [options.subtitle, verdict.what, note]));
}

/** Those that do not agree and the largest |z| first; shown in the order of the verdict. */
function chosen(bands: readonly ComparedBand[]): { bands: readonly ComparedBand[]; note: string | undefined } {
  if (bands.length <= MOST) return { bands, note: undefined };
  const weight = ({ outcome, z }: ComparedBand) => (outcome === 'agree' ? 0 : 1e9) + Math.min(1e8, Math.abs(z));
  const kept = new Set([...bands].sort((a, b) => weight(b) - weight(a)).slice(0, MOST));
  const note = `${MOST} of ${bands.length} bands are shown, those that do not agree and the largest differences first`;
  return { bands: bands.filter((band) => kept.has(band)), note };
}

/** Even about 0; intervals widen it up to three times what the differences and tolerances need. */
function domainOf(bands: readonly ComparedBand[], scale: number): Domain {
  const most = (values: readonly number[], limit: number) => {
    return values.reduce((reach, v) => (Math.abs(v) <= limit ? Math.max(reach, Math.abs(v)) : reach), 0);
  };
  const needed = most(
    bands.flatMap(({ difference, tolerance }) => [difference, 1.25 * tolerance]),
    Number.MAX_VALUE,
  );
  const ends = bands.flatMap(({ interval }) => interval);
  const reach = 1.08 * scale * (Math.max(needed, most(ends, 3 * needed)) || 0.01);
  return [-reach, reach];
}
