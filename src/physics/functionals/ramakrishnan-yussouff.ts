import { define } from '../../core/define.ts';
import { correlationTable } from './correlation-table.ts';
import type { Functional, FunctionalContext } from './functional.ts';
import { percusYevick } from './percus-yevick.ts';
import { quadraticFunctional } from './quadratic-functional.ts';

const parameters = {
  table: {
    type: 'text',
    default: '',
    columns: ['k', 'c'],
    optionalColumns: ['stderr'],
    facts: ['density', 'kT'],
    doc: 'CSV file with columns k and c, and stderr if there is one (dk calibrate writes it)',
  },
  k: { type: 'numbers', default: [], doc: 'wavenumbers, increasing, instead of a table' },
  c: { type: 'numbers', default: [], doc: 'c(k) at these wavenumbers [volume]; 0 beyond the last' },
  stderr: { type: 'numbers', default: [], doc: 'standard errors of c(k)' },
  closure: {
    type: 'text',
    default: 'none',
    choices: ['none', 'percus-yevick'],
    doc: 'c(k) of hard particles, instead',
  },
  sigma: { type: 'number', above: 0, default: 1, unit: 'length', doc: 'diameter, for the closure' },
  kT: {
    type: 'number',
    min: 0,
    default: 0,
    unit: 'energy',
    doc: 'temperature of the state point; 0: that of the scenario',
  },
  density: { type: 'number', min: 0, default: 0, unit: 'density', doc: 'state point of c(k); 0: the mean density' },
} as const;

/**
 * F = −(kT/2) ∫∫ρ(x) c(|x − y|) ρ(y), F″(k) = −kT c(k), beside the ideal gas: S = 1/(1 − ρc) (Ramakrishnan & Yussouff, Phys.
 * Rev. B 19, 2775 (1979)). c(k) belongs to one state point and contains the fluctuations: an expansion about it, without
 * its constant and linear terms, so that pressure and chemical potential are those of F alone. At the noise of few particles
 * per resolved cell the full equation would count them twice; the linearised one returns S.
 */
export const ramakrishnanYussouff = define<typeof parameters, Functional, FunctionalContext>({
  summary: 'F = −(kT/2) ∫∫ρcρ, S = 1/(1 − ρc): direct correlation function from a table or a closure, beside ideal-gas',
  parameters,
  create: ({ table, k, c, stderr, closure, sigma, density, kT: measured }, { dim, kT, density: mean }) => {
    if (table !== '') throw new RangeError(`the table ${table} has not been read`);
    const listed = k.length > 0 || c.length > 0;
    if (listed === (closure !== 'none')) {
      throw new RangeError(
        'give c(k) in one way: table: c.csv (columns k,c), or the lists k and c, or closure: percus-yevick',
      );
    }
    const about = density > 0 ? density : mean;
    const direct = listed ? correlationTable(k, c, 'c') : percusYevick(dim, sigma, about);
    const error = stderr.length > 0 ? correlationTable(k, stderr, 'stderr') : null;
    const gamma = (wave: number): number => -kT * direct(wave);
    return {
      ...quadraticFunctional({ name: 'ramakrishnan-yussouff', status: 'renormalised', gamma }),
      expandedAt: { density: about, ...(measured > 0 ? { kT: measured } : {}) },
      ...(listed ? {} : { sigma }),
      ...(error === null ? {} : { curvatureError: (wave: number) => kT * error(wave) }),
    };
  },
});
