// One step of etdrk2 by free energy: what is built in against the same as text, and the weighted densities (without noise).
import { advance, backendNames, fieldEngine, transforms } from '../lib/library.mjs';

const gas = { type: 'ideal-gas' };
const text = (f, more = {}) => [gas, { type: 'local', f, ...more }];
const vdw = { parameters: { a: 0.004, b: 0.006 }, 'rho-max': 1 / 0.006 };

const cases = [
  {
    name: 'polynomial, built in',
    cells: [256, 256],
    terms: [gas, { type: 'polynomial', coefficients: [0, 0, 0.01, 0, 1e-6] }],
  },
  {
    name: 'polynomial, text',
    cells: [256, 256],
    terms: text('b*rho^2 + c*rho^4', { parameters: { b: 0.01, c: 1e-6 } }),
  },
  { name: 'van-der-waals, built in', cells: [256, 256], terms: [gas, { type: 'van-der-waals', a: 0.004, b: 0.006 }] },
  { name: 'van-der-waals, text', cells: [256, 256], terms: text('-kT*rho*log(1 - b*rho) - a*rho^2', vdw) },
  { name: 'percus', cells: [4096], density: 0.05, scale: 0, terms: [gas, { type: 'percus', sigma: 8 }] },
  { name: 'roth', cells: [128, 128], density: 0.005, scale: 0, terms: [gas, { type: 'roth', sigma: 8 }] },
  { name: 'rosenfeld', cells: [32, 32, 32], density: 5e-4, scale: 0, terms: [gas, { type: 'rosenfeld', sigma: 8 }] },
];

export function* functionalRows() {
  for (const { name, cells, ...options } of cases) {
    for (const backend of backendNames) {
      yield {
        name: `functional/${name} ${cells.join('x')} ${backend}`,
        backend,
        unit: 'µs',
        prepare() {
          const fft = transforms(cells, backend);
          if (fft === null) return null;
          const engine = fieldEngine(fft, 'etdrk2', { step: 0.01, ...options });
          return () => advance(engine, 1);
        },
      };
    }
  }
}
