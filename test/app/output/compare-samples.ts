/** Synthetic results of a comparison, seeded: what the tests of its figures and of its report draw. */
import type { ComparedBand, Comparison, CurveVerdict } from '../../../src/app/compare/comparison.ts';
import type { Sides } from '../../../src/app/output/figures/compare/sides.ts';
import type { ReportData } from '../../../src/app/output/report/report-data.ts';
import type { Curve } from '../../../src/core/curve.ts';
import { curveOf, noise, profileSample, scatteringSample, spinodalSample, structureFactorSample } from './samples.ts';

/** The same with other noise: values moved by √2 of their errors, `bias` relative on top; without what only fields have. */
function other(curve: Curve, seed: number, bias = 0): Curve {
  const g = noise(seed);
  const values = curve.value.values.map((v, i) => v * (1 + bias) + 1.41 * g() * (curve.error?.values[i] ?? 0));
  const beside = curve.beside.filter((c) => c.name !== 'predicted');
  return { ...curve, value: { ...curve.value, values }, beside };
}

/** `count` shells of a field and `more` of particles: the larger set holds the smaller. */
export function structureFactors(count = 90, more = 120, bias = 0): Sides {
  const field = structureFactorSample(count);
  return { field, particles: other(structureFactorSample(more), 21, bias) };
}

export function scatterings(): Sides {
  const keep = (t: number) =>
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40].includes(Math.round(10 * t));
  const all = scatteringSample();
  const [k, t] = all.keys.map((key) => key.values);
  const { error: stderr = all.value, value, beside } = all;
  const rows = Array.from(t.keys())
    .filter((i) => keep(t[i]))
    .map((i) => [k[i], t[i], value.values[i], stderr.values[i], beside[0].values[i]]);
  const field = curveOf('intermediate-scattering', ['k', 't', 'F', 'stderr', 'theory'], 2, rows);
  return { field, particles: other(field, 22) };
}

/** Coarse-grained g(r) of both sides, and g(r) by counting. */
export function pairCorrelations(): Sides & { counted: Curve } {
  const g = noise(23);
  const dip = (r: number, width: number) => 1 - (0.55 / width) * Math.exp(-((r / width) ** 2));
  const rows = (e: number) =>
    Array.from({ length: 64 }, (_, i) => {
      const r = 0.0625 * i;
      return [r, dip(r, 1.05) + e * g(), e];
    });
  const fine = Array.from({ length: 100 }, (_, i) => {
    const r = 0.04 * (i + 0.5);
    return [r, dip(r, 0.95) + 0.01 * g(), 0.01];
  });
  const names = ['r', 'g', 'stderr'];
  return {
    field: curveOf('pair-correlation', names, 1, rows(0.008)),
    particles: curveOf('pair-correlation', names, 1, rows(0.012)),
    counted: curveOf('pair-correlation', names, 1, fine),
  };
}

export function histograms(): Sides {
  const g = noise(24);
  const rows = (low: number) =>
    Array.from({ length: 70 }, (_, i) => low + 0.35 * i).map((rho) => {
      const p = Math.exp(-((rho - 9) ** 2) / 14 + 0.0008 * (rho - 9) ** 3) / Math.sqrt(14 * Math.PI);
      const e = p * 0.03 + 1e-6;
      return [rho, rho > 20 && g() > 0.4 ? 0 : Math.max(0, p + e * g()), e];
    });
  const names = ['rho', 'P', 'stderr'];
  return {
    field: curveOf('density-histogram', names, 1, rows(-2.45)),
    particles: curveOf('density-histogram', names, 1, rows(-0.35)),
  };
}

export function profiles(dim: 1 | 2 | 3): Sides {
  const field = profileSample(dim);
  return { field, particles: other(field, 25) };
}

export function transients(): Sides {
  const g = noise(26);
  const rows = [0.5, 1, 2, 4, 8].flatMap((t) =>
    Array.from({ length: 40 }, (_, i) => {
      const k = 0.2 + 0.04 * i;
      const w = 1.2 * k * k * (1 - (k * k) / 1.8);
      const s = Math.exp(0.7 * w * t) + (2 * k * k * Math.expm1(0.7 * w * t)) / w;
      return [t, k, s * (1 + 0.05 * g()), 0.05 * s, s];
    }),
  );
  const field = curveOf('structure-factor-transient', ['t', 'k', 'S', 'stderr', 'theory'], 2, rows);
  return { field, particles: other(field, 27) };
}

/** A wavy density on both sides, and positions in one and two dimensions. */
export function moments(dim: 1 | 2 | 3) {
  const cells = [[64], [32, 16], [16, 8, 4]][dim - 1];
  const lengths = [[8], [8, 4], [8, 4, 4]][dim - 1];
  const size = cells.reduce((product, n) => product * n, 1);
  const g = noise(28);
  const wave = spinodalSample(cells[0], size / cells[0]);
  const field = wave.map((v) => 80 + 14 * v + 2 * g());
  const values = wave.map((v) => 80 + 11 * v + 4 * g());
  const frac = (x: number) => x - Math.floor(x);
  const positions = lengths.map((length) => Float64Array.from({ length: 400 }, () => length * frac(37.3 * g())));
  return {
    field: { values: field, cells, lengths, time: 200 },
    particles: { values, cells, lengths, time: 200, positions },
  };
}

function band(label: string, field: number, particles: number, relative: number, tolerance: number): ComparedBand {
  const error = relative * 1.4;
  const difference = field / particles - 1;
  const interval = [difference - 2 * error, difference + 2 * error] as const;
  const inside = interval[0] > -tolerance && interval[1] < tolerance;
  const outside = interval[0] > tolerance || interval[1] < -tolerance;
  return {
    label,
    field: { value: field, error: field * relative },
    particles: { value: particles, error: particles * relative },
    theory: field * 0.998,
    difference,
    error,
    interval,
    tolerance,
    outcome: inside ? 'agree' : outside ? 'differ' : 'inconclusive',
    z: difference / error,
  };
}

export function structureVerdict(): CurveVerdict {
  const bands = [
    band('0.79 ≤ k ≤ 1.6', 0.2561, 0.2554, 0.0031, 0.02),
    band('1.6 ≤ k ≤ 3.1', 0.3502, 0.3489, 0.0022, 0.02),
    band('3.1 ≤ k ≤ 4.7', 0.7344, 0.7401, 0.0018, 0.02),
    band('4.7 ≤ k ≤ 6.3', 0.9288, 0.9452, 0.0051, 0.02),
    band('6.3 ≤ k ≤ 8.4', 0.9123, 0.9901, 0.0014, 0.02),
  ];
  const words = 'differ by more than 2 % in 1 of 5 bands, most −7.9 % ± 0.2 % at 6.3 ≤ k ≤ 8.4';
  return {
    curve: 'structure-factor',
    what: 'S(k) in bands of k',
    outcome: 'differ',
    words,
    bands,
    absolute: false,
    chi2: { value: 1604.2, freedom: 5, p: 1e-12 },
    worst: { z: -39.7, p: 3e-14 },
  };
}

export function densityVerdict(): CurveVerdict {
  const places = Array.from({ length: 48 }, (_, i) => `t = 0.2, x = ${(i / 6).toFixed(2)}`);
  const g = noise(29);
  const bands = places.map((label, i): ComparedBand => {
    const one = band(label, 10 + 3 * Math.cos(i / 8), 10 + 3 * Math.cos(i / 8) + 0.1 * g(), 0.01, 0.02);
    const tolerance = 0.3 + 0.004 * i;
    const difference = one.field.value - one.particles.value;
    const wide = i === 7 ? Number.POSITIVE_INFINITY : 0.2;
    return { ...one, theory: null, difference, interval: [difference - wide, difference + wide], tolerance };
  });
  return {
    curve: 'density',
    what: 'ρ(x, t) at the given times',
    outcome: 'inconclusive',
    words: 'inconclusive: whether it is within 2 % is open in 1 of 48 bands; run about 3 times as long',
    bands,
    absolute: true,
    chi2: null,
    worst: null,
  };
}

export const scenarioText = `name: gaussian-core-2d
summary: Soft repulsive particles; field against particles against theory
box: { length: [8, 8], cells: [32, 32] }
dynamics: { kT: 1, mu: 1 }
density: 80
free-energy:
  - { term: ideal-gas }
  - { term: pair, potential: { type: gaussian-core, epsilon: 0.02, sigma: 1 } }   # mean field
time: { warmup: 5, duration: 200, sample: 0.1 }
ensemble: { replicas: 4, seed: 1 }
observe: [{ quantity: structure-factor }, { quantity: intermediate-scattering, k: [1.6, 3.1] }]
compare: { tolerance: 0.02, confidence: 0.95 }
`;

/** All but the figures. */
export function reportData(): ReportData {
  return {
    comparison: comparison(),
    scenario: {
      text: scenarioText,
      name: 'gaussian-core-2d',
      summary: 'Soft repulsive particles; field against particles against theory',
    },
    figures: [],
    field: {
      regime: [
        ['particles per resolved cell n̄_eff', '11.2'],
        ['cut-off K_c', '8.38 1/σ'],
        ['K_c σ of the shortest potential', '8.4'],
        ['step', '0.0125 τ (L dt ≤ 0.9)'],
      ],
      validity: [
        ['grade', 'yellow'],
        ['ε = Σ max(−ρ, 0)/Σρ', '1.2e-4'],
        ['cells with ρ < 0', '0.31 %'],
      ],
    },
    reproduce: ['dk compare scenario.yaml --seed 1 --out runs/gaussian-core-2d', 'dk plot runs/gaussian-core-2d'],
    versions: [
      ['dean-kawasaki', '0.1.0'],
      ['Node', 'v22.11.0'],
      ['seed', '1'],
      ['lock file, SHA-256', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ],
    units: { length: 'σ', time: 'τ', energy: 'kT' },
  };
}

export function comparison(): Comparison {
  const side = { replicas: 8, density: 80, curves: [] };
  return {
    name: 'gaussian-core-2d',
    tolerance: 0.02,
    confidence: 0.95,
    outcome: 'differ',
    code: 3,
    words:
      'Field and particles differ: S(k) departs by −7.9 % ± 0.2 % at 6.3 ≤ k ≤ 8.4; below k = 4.7 they agree within 2 %.',
    range: { k: [0.7854, 8.4], r: 0.3927, lags: [0.02, 8] },
    grade: 'yellow',
    looks: [
      { number: 1, replicas: 4, alpha: 0.0031, outcome: 'inconclusive' },
      { number: 2, replicas: 8, alpha: 0.0469, outcome: 'differ' },
    ],
    verdicts: [structureVerdict(), densityVerdict()],
    sides: [
      { ...side, engine: 'field', source: 'simulated', independent: 3120.4 },
      { ...side, engine: 'particles', source: 'runs/p-gaussian-core', independent: 2987.1 },
    ],
    notes: [
      'S(k) of particles at fixed N is corrected by nothing: k = 0 is excluded',
      'above k = 8.4 (two thirds of the cut-off) the grid does not resolve the potential',
    ],
  };
}
