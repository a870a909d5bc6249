/**
 * What the columns of result tables mean: axis label and dimension of every column name, in one place. A CSV carries
 * names only, so this table is also what gives a curve that is read back its labels.
 */
export interface Units {
  readonly length?: string;
  readonly time?: string;
  readonly energy?: string;
}

/** Powers of the base units as superscripts: '' is the first power, `ᵈ` the dimension of space. */
type Dimensions = { readonly [unit in keyof Units]?: string };
type Quantity = readonly [label: string, dimensions?: Dimensions];

/** By column name; `curve.column` where one name means different things in different curves. */
const QUANTITIES: Readonly<Record<string, Quantity>> = {
  k: ['k', { length: '⁻¹' }],
  t: ['t', { time: '' }],
  x: ['x', { length: '' }],
  y: ['y', { length: '' }],
  z: ['z', { length: '' }],
  r: ['r', { length: '' }],
  n1: ['n₁'],
  n2: ['n₂'],
  n3: ['n₃'],
  S: ['S(k)'],
  c: ['c(k)', { length: 'ᵈ' }],
  'theory-stderr': ['standard error of the theory'],
  'structure-factor-transient.S': ['S(k, t)'],
  'structure-factor-partial.S': ['partial S(k)'],
  'structure-factor-partial.a': ['types'],
  'structure-factor-partial.b': ['second type'],
  F: ['F(k, t)'],
  'self-intermediate-scattering.F': ['Fₛ(k, t)'],
  'energy.F': ['free energy F', { energy: '' }],
  'energy.u': ['energy per particle u', { energy: '' }],
  'energy.Z': ['compressibility factor Z'],
  pressure: ['pressure p', { energy: '', length: '⁻ᵈ' }],
  rho: ['ρ', { length: '⁻ᵈ' }],
  P: ['P(ρ)', { length: 'ᵈ' }],
  phi: ['φ'],
  kT: ['kT', { energy: '' }],
  'dynamics.kT': ['kT', { energy: '' }],
  density: ['ρ', { length: '⁻ᵈ' }],
  mu: ['μ', { energy: '' }],
  f: ['f', { energy: '', length: '⁻ᵈ' }],
  S0: ['S(0)'],
  'S-peak': ['peak of S(k)'],
  growth: ['fastest growth', { time: '⁻¹' }],
  'equation-of-state.P': ['P', { energy: '', length: '⁻ᵈ' }],
  'sweep.P': ['P', { energy: '', length: '⁻ᵈ' }],
  'phase-diagram.binodal-low': ['ρ', { length: '⁻ᵈ' }],
  omega: ['ω(k)', { time: '⁻¹' }],
  g: ['g(r)'],
  msd: ['⟨Δr²⟩', { length: '²' }],
  l: ['edge ℓ', { length: '' }],
  length: ['domain length ℓ(t)', { length: '' }],
  chi: ['Var N / ⟨N⟩'],
  mean: ['⟨N⟩'],
  ideal: ['ideal gas'],
  order: ['order n'],
  ratio: ['κₙ / Poisson'],
  kappa: ['κₙ'],
  poisson: ['κₙ of Poisson'],
  a: ['mode'],
  b: ['second mode'],
  C: ['C(t)'],
  im: ['Im C(t)'],
  Q: ['⟨S cos 2θ⟩ / ⟨S⟩'],
  R: ['⟨S sin 2θ⟩ / ⟨S⟩'],
  stderr: ['standard error'],
  'pressure-stderr': ['standard error of the pressure'],
  modes: ['number of modes'],
  theory: ['linear theory'],
  predicted: ['predicted for this integrator and step'],
  blocked: ['standard error by blocking'],
  replicas: ['standard error across replicas'],
  tau: ['autocorrelation time', { time: '' }],
  independent: ['independent samples'],
  'compare.field': ['field'],
  'compare.particles': ['particles'],
  'compare.density': ['density N/V', { length: '⁻ᵈ' }],
  'compare.theory': ['linear theory'],
  'compare.predicted': ['predicted (scheme)'],
  'compare.counted': ['particles, counted'],
  'compare.uncompared': ['not compared'],
  'compare.z': ['ΔS / s.e.'],
  'compare.relative': ['field / particles − 1 (%)'],
  'compare.absolute': ['field − particles'],
  'compare.tolerance': ['tolerance'],
  'compare.agree': ['agree'],
  'compare.differ': ['differ'],
  'compare.inconclusive': ['inconclusive'],
};

const DIGITS = '⁰¹²³';

function quantity(curve: string, column: string): Quantity {
  return QUANTITIES[`${curve}.${column}`] ?? QUANTITIES[column] ?? [column];
}

/** Label of a column; the name itself when the table does not know it. */
export function labelOf(curve: string, column: string): string {
  return quantity(curve, column)[0];
}

/** Unit of a column, or undefined when it has none or a base unit is not given. `dim` replaces the ᵈ when it is known. */
export function unitOf(curve: string, column: string, units: Units, dim?: number): string | undefined {
  const dimensions = quantity(curve, column)[1];
  if (dimensions === undefined) return undefined;
  const parts: string[] = [];
  for (const base of ['energy', 'length', 'time'] as const) {
    const power = dimensions[base];
    const unit = units[base];
    if (power === undefined) continue;
    if (unit === undefined || unit === '') return undefined;
    const exact = dim === undefined ? power : power.replace('ᵈ', DIGITS[dim]);
    parts.push(unit + (exact === '¹' ? '' : exact));
  }
  const only = parts.length === 1 ? /^(.*)⁻¹$/u.exec(parts[0]) : null;
  return only === null ? parts.join(' ') : `1/${only[1]}`;
}
