import type { Registries } from '../../../src/app/scenario/registries.ts';

/** Small registries, so that the messages in these tests do not change with every new entry of the real ones. */
export const small: Registries = {
  functionals: {
    'ideal-gas': { summary: 'ideal gas', parameters: {} },
    pair: {
      summary: 'pair',
      parameters: { potential: { type: 'entry', registry: 'potentials', doc: 'the pair potential' } },
    },
    external: { summary: 'external', parameters: { potential: { type: 'entry', registry: 'external', doc: 'V(x)' } } },
    polynomial: { summary: 'Σ c ρⁿ', parameters: { coefficients: { type: 'numbers', doc: 'c_n' } } },
  },
  mobilities: {
    brownian: { summary: 'M = μρ', parameters: {} },
    crowded: {
      summary: 'lattice',
      parameters: { 'rho-max': { type: 'number', above: 0, doc: 'density at which nothing moves' } },
    },
  },
  potentials: {
    'gaussian-core': {
      summary: 'ε exp(−r²/σ²)',
      parameters: {
        epsilon: { type: 'number', doc: 'u(0)' },
        sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'width' },
      },
    },
    wca: { summary: 'WCA', parameters: { cutoff: { type: 'number', min: 1, max: 3, default: 2, doc: 'in σ' } } },
    scaled: {
      summary: 'another potential times a factor',
      parameters: {
        of: { type: 'entry', registry: 'potentials', doc: 'the other potential' },
        order: { type: 'number', integer: true, min: 1, below: 9, default: 2, doc: 'order' },
        rule: { type: 'text', choices: ['sum', 'product'], default: 'sum', doc: 'how' },
        label: { type: 'text', default: 'none', doc: 'free text' },
      },
    },
  },
  external: {
    cosine: {
      summary: 'V0 cos',
      parameters: {
        amplitude: { type: 'number', doc: 'V0' },
        waves: { type: 'numbers', integer: true, doc: 'periods per side' },
      },
    },
  },
  observables: {
    'structure-factor': { summary: 'S(k)', parameters: {} },
    'density-profile': { summary: 'ρ(x)', parameters: {} },
    'intermediate-scattering': { summary: 'F(k,t)', parameters: { k: { type: 'numbers', doc: 'wavenumbers' } } },
  },
  particleIntegrators: { 'leimkuhler-matthews': { summary: 'LM' } },
  integrators: { etdrk2: { summary: 'ETDRK2' }, 'euler-maruyama': { summary: 'explicit' } },
  positivity: { conservative: { summary: 'conservative' }, clip: { summary: 'max(ρ, 0)' } },
};
