import { short } from '../output/format.ts';
import type { Fact, ReportFigure } from '../output/report/report-data.ts';
import { report } from '../output/report.ts';
import type { Measured } from '../run/ensemble.ts';
import type { Regime } from '../run/regime.ts';
import type { RunFolder } from '../run/store.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { Comparison } from './comparison.ts';

export interface ReportSource {
  readonly comparison: Comparison;
  readonly figures: readonly ReportFigure[];
  readonly loaded: LoadedScenario;
  /** Null where the field was read from files. */
  readonly field: { readonly regime: Regime; readonly measured: Measured } | null;
  readonly head: {
    readonly program: string;
    readonly version: string;
    readonly node: string;
    readonly lock: string;
    readonly command: string;
    readonly seed: number;
  };
}

/** Writes report.html. */
export function writeReport(folder: RunFolder, { comparison, figures, loaded, field, head }: ReportSource): void {
  const { scenario, text } = loaded;
  const page = report({
    comparison,
    scenario: {
      text,
      name: scenario.name,
      ...(scenario.summary === undefined ? {} : { summary: scenario.summary }),
    },
    figures,
    field: field === null ? null : { regime: regimeFacts(field.regime), validity: validityFacts(field.measured) },
    reproduce: [
      head.command,
      'dk compare resolved.json --out again    # in this folder: the same, with every default filled in',
    ],
    versions: [
      ['program', `${head.program} ${head.version}`],
      ['Node', head.node],
      ['seed', String(head.seed)],
      ['package lock', head.lock],
    ],
    units: scenario.units,
  });
  folder.write('report.html', page);
}

function regimeFacts(regime: Regime): readonly Fact[] {
  const per = (values: readonly number[]): string => [...new Set(values.map((value) => short(value)))].join(' × ');
  return [
    ['cells', `${regime.cells.join(' × ')} of ${per(regime.spacing)}`],
    ['resolved modes (±k once)', String(regime.modes)],
    ['cut-off K_c', per(regime.cutoffs)],
    ['particles per resolved cell, n̄_eff', short(regime.effective)],
    ['K_c σ', Number.isNaN(regime.resolution) ? 'no length to resolve' : short(regime.resolution)],
    ['integrator and step', `${regime.integrator}, ${short(regime.step, 4)}`],
    ...regime.warnings.map((warning): Fact => ['warning', warning]),
  ];
}

function validityFacts(measured: Measured): readonly Fact[] {
  return [
    ['grade', measured.grade ?? 'no gate (additive noise, or none)'],
    ['negative fraction of cells', short(measured.negativeFraction)],
    ['ε, negative part of the density', short(measured.epsilon)],
    ['ε of the most dilute block', short(measured.worstBlock)],
    ['least ρ/ρ0', short(measured.minimum)],
    ['Σv/Σρ − 1', short(measured.varianceResidual)],
    ['drift of the mass', short(measured.massDrift)],
  ];
}
