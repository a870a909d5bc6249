import { smoothedPairCorrelation } from '../../analysis/compare/smoothed-pair-correlation.ts';
import { bandLimited } from '../../analysis/observables/band-limited.ts';
import type { Curve } from '../../core/curve.ts';
import { compareBands } from '../output/figures/compare/bands.ts';
import { compareHistograms } from '../output/figures/compare/histograms.ts';
import { comparePairCorrelations } from '../output/figures/compare/pair-correlations.ts';
import { compareProfiles } from '../output/figures/compare/profiles.ts';
import { compareScattering } from '../output/figures/compare/scattering.ts';
import { compareSnapshot } from '../output/figures/compare/snapshot.ts';
import { compareStructureFactors } from '../output/figures/compare/structure-factors.ts';
import { compareTransients } from '../output/figures/compare/transients.ts';
import type { Figure } from '../output/figures/figure.ts';
import type { ReportFigure } from '../output/report/report-data.ts';
import { writeTable } from '../output/table.ts';
import type { RunFolder } from '../run/store.ts';
import { trajectoryName } from '../run/tasks.ts';
import { type FieldPlan, resolvedModes } from '../scenario/build.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { lastFrame } from '../trajectory/last-frame.ts';
import type { Comparison } from './comparison.ts';
import { curveOf, type Side } from './side.ts';
import type { FieldSide, ParticleSide } from './simulated.ts';

export interface ComparedRun {
  readonly scenario: Scenario;
  readonly comparison: Comparison;
  readonly field: Side;
  readonly particles: Side;
  readonly plan: FieldPlan;
  /** Null where that side was read from files. */
  readonly simulated: { readonly field: FieldSide | null; readonly particles: ParticleSide | null };
}

/** Draws, and writes as SVG and PNG, everything that both sides have; g(r) from S(k) also becomes a curve of either side. */
export async function drawComparison(folder: RunFolder, run: ComparedRun): Promise<readonly ReportFigure[]> {
  const { comparison, field, particles, scenario } = run;
  const options = { title: scenario.name, units: scenario.units };
  const both = (name: string): { readonly field: Curve; readonly particles: Curve } | null => {
    const [a, b] = [curveOf(field, name), curveOf(particles, name)];
    return a === undefined || b === undefined ? null : { field: a, particles: b };
  };
  const out: ReportFigure[] = [];
  const take = (figure: Figure | null, caption: string): void => {
    if (figure === null) return;
    folder.write(`figures/${figure.name}.svg`, figure.svg);
    folder.write(`figures/${figure.name}.png`, figure.png);
    out.push({ name: figure.name, caption, svg: figure.svg });
  };
  const [, kmax] = comparison.range.k;
  const structure = both('structure-factor');
  if (structure !== null) {
    const caption =
      'Structure factor of field and particles, linear theory, and what the integrator of the field must give; below, their difference in standard errors. Beyond 0.8 K_c nothing is compared.';
    take(await compareStructureFactors({ ...structure, kmax }, options), caption);
  }
  const scattering = both('intermediate-scattering');
  if (scattering !== null) {
    take(
      await compareScattering(scattering, options),
      'Intermediate scattering function of both sides; lines: linear theory.',
    );
  }
  if (structure !== null) {
    const smoothing = 2 / (kmax / 0.8);
    const smoothed = (side: Side, s: Curve): Curve => {
      return smoothedPairCorrelation(s, { lengths: side.lengths, count: side.count, smoothing });
    };
    const g = { field: smoothed(field, structure.field), particles: smoothed(particles, structure.particles) };
    folder.write('field/curves/pair-correlation-smoothed.csv', writeTable(g.field));
    folder.write('particles/curves/pair-correlation-smoothed.csv', writeTable(g.particles));
    const counted = curveOf(particles, 'pair-correlation');
    const figure = await comparePairCorrelations(
      { ...g, rmin: comparison.range.r, ...(counted === undefined ? {} : { counted }) },
      options,
    );
    take(
      figure,
      'Pair correlation at the resolution of the field, from S(k) of either side; thin line, where observed: by counting pairs.',
    );
  }
  const histograms = both('density-histogram');
  if (histograms !== null) {
    take(
      await compareHistograms(histograms, options),
      'Distribution of the density, band-limited to the resolved modes (not judged).',
    );
  }
  const profiles = both('density-profile');
  if (profiles !== null) take(await compareProfiles(profiles, options), 'Mean density of both sides.');
  const transients = both('structure-factor-transient');
  if (transients !== null) take(await compareTransients(transients, options), 'S(k,t) of both sides.');
  const snapshot = await drawSnapshot(folder, run);
  take(snapshot, 'One moment of either side, at equal coarse-graining (the resolved modes).');
  for (const verdict of comparison.verdicts) {
    if (verdict.curve === 'density') continue;
    take(
      await compareBands(verdict, options),
      `Differences of field and particles: ${verdict.what}, with their intervals and the tolerance.`,
    );
  }
  return out;
}

/** The last field of replica 0 beside the last frame of the particles, band-limited to the same modes. */
async function drawSnapshot(folder: RunFolder, { scenario, plan, simulated }: ComparedRun): Promise<Figure | null> {
  const final = simulated.field?.ensemble.snapshots.at(-1);
  const name = trajectoryName(scenario, 0);
  if (final === undefined || simulated.particles === null || name === null) return null;
  const { grid } = plan.fft;
  const frame = await lastFrame(`${folder.path}/${name}`, grid.lengths, () => {});
  const values = bandLimited(plan.fft, resolvedModes(plan))(frame).slice();
  const moment = { cells: grid.cells, lengths: grid.lengths, time: final.time };
  return compareSnapshot(
    { field: { ...moment, values: final.values }, particles: { ...moment, values, positions: frame.positions } },
    { title: scenario.name, units: scenario.units },
  );
}
