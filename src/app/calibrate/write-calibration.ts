import { type DirectCorrelation, structureOf } from '../../analysis/calibrate/calibrate.ts';
import type { Column, Curve } from '../../core/curve.ts';
import { correlationTable } from '../../physics/functionals/correlation-table.ts';
import { drawCurve } from '../output/figures/index.ts';
import { writeTable } from '../output/table.ts';
import type { RunFolder } from '../run/store.ts';
import type { Measurement } from './read-measured.ts';
import { scenarioText } from './scenario-text.ts';

/** The functional file, by its name in the folder. */
export const FUNCTIONAL = 'curves/direct-correlation.csv';

/**
 * Writes the functional file, the measured S(k) beside that of the fit with its band, their figures, and a scenario of
 * the linear field at the same state point, unless its dimension is not known. Returns what was written, for the report.
 */
export async function writeCalibration(
  folder: RunFolder,
  name: string,
  found: DirectCorrelation,
  measured: Measurement,
): Promise<readonly string[]> {
  const scenario = scenarioText(name, FUNCTIONAL, found, measured);
  if (scenario !== null) folder.write('scenario.yaml', scenario);
  for (const curve of [functionalCurve(found, measured), structureCurve(found, measured)]) {
    folder.write(`curves/${curve.name}.csv`, writeTable(curve));
    const figure = await drawCurve(curve, { title: name, subtitle: `density ${measured.density}` });
    if (figure === null) continue;
    folder.write(`figures/${figure.name}.svg`, figure.svg);
    folder.write(`figures/${figure.name}.png`, figure.png);
  }
  return [FUNCTIONAL, ...(scenario === null ? [] : ['scenario.yaml']), 'figures'];
}

function functionalCurve({ k, c, error, range, chiSquare }: DirectCorrelation, measured: Measurement): Curve {
  const structure = k.map((_, i) => structureOf(measured.density, c[i], error[i]).s);
  return {
    name: 'direct-correlation',
    notes: [
      'direct correlation function c(k) = (1 - 1/S(k))/rho, a smooth fit; { term: ramakrishnan-yussouff, table: this file }',
      `density: ${measured.density}`,
      ...(measured.kT === null ? [] : [`kT: ${measured.kT}`]),
      `measured from ${measured.source}, k = ${range[0]} to ${range[1]}; beyond, c is an extension and its error its own size`,
      `chi-square per degree of freedom ${chiSquare.toPrecision(4)}`,
      ...(measured.relative === true
        ? ['the measurement has no standard errors: stderr is from its scatter about the fit']
        : []),
    ],
    keys: [{ name: 'k', label: 'k', values: k }],
    value: { name: 'c', label: 'c(k)', values: c },
    error: { name: 'stderr', label: 'standard error', values: error },
    beside: [{ name: 'S', label: 'S(k)', values: structure }],
  };
}

function structureCurve(found: DirectCorrelation, { k, s, error, density, source, relative }: Measurement): Curve {
  const direct = correlationTable([...found.k], [...found.c], 'c');
  const uncertainty = correlationTable([...found.k], [...found.error], 'stderr');
  const theory = Array.from(k, (wave) => structureOf(density, direct(wave), uncertainty(wave)));
  const column = (name: string, values: readonly number[]): Column => ({
    name,
    label: name,
    values: Float64Array.from(values),
  });
  return {
    name: 'structure-factor',
    notes: [
      `S(k) measured from ${source}; theory: 1/(1 - rho c(k)) of the fit, theory-stderr its standard error`,
      ...(relative === true ? ['stderr: one relative error for all, from the scatter about the fit'] : []),
    ],
    keys: [{ name: 'k', label: 'k', values: k }],
    value: { name: 'S', label: 'S(k)', values: s },
    error: { name: 'stderr', label: 'standard error', values: error },
    beside: [
      column(
        'theory',
        theory.map((row) => row.s),
      ),
      column(
        'theory-stderr',
        theory.map((row) => row.error),
      ),
    ],
  };
}
