import type { DirectCorrelation } from '../../analysis/calibrate/calibrate.ts';
import type { Measurement } from './read-measured.ts';

/** Largest number of cells that the written scenario asks for. */
const MOST = 512 * 512;

/**
 * A scenario of the linear field at the state point of a calibration, in the box that was measured, else in one whose smallest
 * wavenumber is the smallest measured. Null where not even the dimension is known.
 */
export function scenarioText(
  name: string,
  functional: string,
  { range }: DirectCorrelation,
  { lengths, dim, density, kT, source, k, s }: Measurement,
): string | null {
  if (lengths === null && dim === null) return null;
  const box = lengths ?? Array.from({ length: dim ?? 0 }, () => (2 * Math.PI) / range[0]);
  // the two-thirds mask keeps |k_a| < (2/3)πn/L
  const wanted = box.map((length) => regular((3 * range[1] * length) / (2 * Math.PI)));
  const total = wanted.reduce((product, n) => product * n, 1);
  const shrink = total > MOST ? Math.exp(Math.log(MOST / total) / box.length) : 1;
  const cells = wanted.map((n) => regular(n * shrink));
  // the slowest of the relaxation times S/(Dk²), mu = 1
  const slowest = k.reduce((longest, wave, i) => Math.max(longest, s[i] / ((kT ?? 1) * wave * wave)), 0);
  const sample = Number((slowest / 4).toPrecision(2));
  const time = (samples: number): string => String(Number((samples * sample).toPrecision(12)));
  return `name: ${JSON.stringify(name)}
summary: ${JSON.stringify(`linear field with the c(k) measured from ${source}`)}
box: { length: [${box.join(', ')}], cells: [${cells.join(', ')}] }
dynamics: { kT: ${kT ?? 1} }${kT === null ? ' # not known of the measurement: energies in units of kT' : ''}
density: ${density}
free-energy:
  - { term: ideal-gas }
  - { term: ramakrishnan-yussouff, table: ${functional} }
# linear dynamics is the default with a measured c(k): dynamics: full leaves S(k) where few particles share a cell
field: { dynamics: linear }
time: { warmup: ${time(16)}, duration: ${time(800)}, sample: ${sample} }
observe: [{ quantity: structure-factor }]
`;
}

/** The smallest even 2^a 3^b 5^c that is at least x. */
function regular(x: number): number {
  let n = 2 * Math.ceil(Math.max(x, 4) / 2 - 1e-9);
  while ([2, 3, 5].reduce(without, n) > 1) n += 2;
  return n;
}

function without(n: number, prime: number): number {
  return n % prime === 0 ? without(n / prime, prime) : n;
}
