import { isExpansion } from '../../analysis/theory/expansion.ts';
import { rangeEnd } from '../../analysis/theory/search-range.ts';
import { uniformState } from '../../analysis/theory/thermodynamics.ts';
import type { Column, Curve } from '../../core/curve.ts';
import type { Model } from '../../physics/model.ts';
import { labelOf } from '../output/labels.ts';
import type { BulkTheory } from './bulk-theory.ts';

const ROWS = 241;

/** Equation of state over a range round the state of the scenario and its phases, and the interface between the phases. */
export function stateCurves(model: Model, bulk: BulkTheory): readonly Curve[] {
  const face = bulk.interface;
  const curves = [equationOfState(model, bulk)];
  if (face !== null) {
    const particles = model.kind === 'density';
    curves.push({
      name: 'interface',
      notes: [
        `planar interface in a ${model.dim}-dimensional box, of (kappa/2)|grad ${particles ? 'rho' : 'phi'}|^2: (kappa/2) rho'^2 = f - mu rho + P; x = 0 where ${particles ? 'rho' : 'phi'} is half way`,
        `width = (difference)/(2 max|slope|), xi of tanh(x/xi): ${face.width}; from 10 % to 90 %: ${face.tenNinety}`,
        `tension, excess grand potential per area: ${face.tension}`,
      ],
      keys: [{ name: 'x', label: 'x', values: face.x }],
      value: { name: particles ? 'rho' : 'phi', label: particles ? 'ρ' : 'φ', values: face.rho },
      beside: [],
    });
  }
  return curves;
}

function equationOfState(model: Model, bulk: BulkTheory): Curve {
  const densities = statesOf(model, bulk);
  const states = densities.map((rho) => uniformState(model, rho));
  const [phases] = bulk.binodals;
  const key = model.kind === 'density' ? 'rho' : 'phi';
  const named = (name: string, values: readonly number[]): Column => {
    return { name, label: labelOf('equation-of-state', name), values: Float64Array.from(values) };
  };
  const coexisting = (rho: number): boolean => phases !== undefined && rho >= phases.low && rho <= phases.high;
  return {
    name: 'equation-of-state',
    notes: [
      `${model.dim}-dimensional uniform states at kT = ${model.kT}, without any external potential: mu = df/d${key}, P = ${key} mu - f`,
      model.kind === 'density'
        ? 'Z = P/(rho kT); kappa-T = 1/(rho dP/drho); S0 = kT/(rho F"(0)), empty where unstable or long-ranged'
        : 'curvature = d2f/dphi2; S0 = kT/F"(0), empty where unstable or long-ranged',
      ...(isExpansion(model)
        ? ['a term is an expansion about one state point: f, mu, P and Z are not known, and nothing away from it']
        : []),
      'P-stable: P of the stable state, that of the coexisting phases between them; state: 1 in the row of the scenario',
    ],
    keys: [named(key, densities)],
    value: named(
      'f',
      states.map((s) => s.f),
    ),
    beside: [
      named(
        'mu',
        states.map((s) => s.mu),
      ),
      named(
        'P',
        states.map((s) => s.pressure),
      ),
      ...(model.kind === 'density'
        ? [
            named(
              'dP-drho',
              states.map((s) => s.pressureSlope),
            ),
            named(
              'Z',
              states.map((s) => s.compressibilityFactor),
            ),
            named(
              'kappa-T',
              states.map((s) => s.compressibility),
            ),
          ]
        : [
            named(
              'curvature',
              states.map((s) => s.curvature),
            ),
          ]),
      named(
        'S0',
        states.map((s) => (s.structureFactor > 0 && !bulk.longRanged ? s.structureFactor : Number.NaN)),
      ),
      named(
        'P-stable',
        states.map((s) => (coexisting(s.density) ? phases.pressure : s.pressure)),
      ),
      named(
        'state',
        densities.map((rho) => (rho === bulk.state.density ? 1 : 0)),
      ),
    ],
  };
}

/** Evenly spaced states, and that of the scenario. */
function statesOf(model: Model, bulk: BulkTheory): readonly number[] {
  const rho = bulk.state.density;
  const highest = Math.max(...bulk.binodals.map(({ high }) => Math.abs(high)), 0);
  const lowest = Math.max(...bulk.binodals.map(({ low }) => Math.abs(low)), 0);
  if (model.kind === 'order-parameter') {
    const reach = 1.3 * Math.max(Math.abs(rho), highest, lowest, highest > 0 ? 0 : 1);
    return withState(-reach, reach, rho);
  }
  const end = rangeEnd(model);
  const top = Math.min(Math.max(2 * rho, 1.15 * highest), Math.max(rho, 0.5 * (end + Math.max(rho, highest))));
  return withState(0, Math.min(top, 0.999 * end), rho).filter((x) => x > 0);
}

function withState(from: number, to: number, state: number): readonly number[] {
  const even = Array.from({ length: ROWS }, (_, i) => from + ((to - from) * i) / (ROWS - 1));
  return [...new Set([...even, state])].sort((a, b) => a - b);
}
