// The bias of S(k) in an actual run. The same normals drive the linearised equation, whose S(k) is known exactly, beside it: the
// difference of the two has a tenth of the error.
import { dk, fieldProblem, normals, transforms, uniformSpectrum } from '../lib/library.mjs';

const BLOCKS = 24;
const EDGES = [0.15, 0.365, 0.58, 0.79, 1.005];
const TOP = 0.8 * (2 / 3) * Math.PI;

/** Engine-like: a state and one step. */
function runner(fft, coupling, dynamics, create) {
  const problem = fieldProblem(fft, 'etd1', { coupling, dynamics });
  const state = new dk.FieldState(fft, 1);
  state.hat[0].set(uniformSpectrum(problem));
  state.touch();
  const scheme = create(problem);
  const source = normals(fft, 7);
  return { problem, state, step: () => scheme.step(state, source) };
}

/**
 * Bands of k ≤ 0.8 K_c: S/S_linear − 1 with its standard error from blocks. `create(problem)` makes the scheme, `duration` is in units
 * of h²/D after a tenth of it as warm-up.
 */
export function measuredBias({ cells, coupling, backend, dt, duration, create }) {
  const fft = transforms(cells, backend);
  const full = runner(fft, coupling, 'full', create);
  const linear = runner(fft, coupling, 'linear', ({ sde }) => dk.integrators.etd1.create(sde, dt));
  const bands = bandsOf(fft, coupling);
  const steps = Math.ceil(duration / dt / BLOCKS);
  // the lowest waves that are looked at relax within a few units
  const every = Math.max(1, Math.floor(0.25 / dt));
  for (let i = 0; i < (steps * BLOCKS) / 10; i++) {
    full.step();
    linear.step();
  }
  const blocks = bands.map(() => new Float64Array(BLOCKS));
  for (let block = 0; block < BLOCKS; block++) {
    let samples = 0;
    for (let i = 1; i <= steps; i++) {
      full.step();
      linear.step();
      if (i % every !== 0 && i !== steps) continue;
      samples++;
      const [own, other] = [full.state.hat[0], linear.state.hat[0]];
      for (const [j, { modes }] of bands.entries()) {
        let sum = 0;
        for (const [m, weight] of modes) sum += weight * (power(own, m) - power(other, m));
        blocks[j][block] += sum;
      }
    }
    for (const row of blocks) row[block] /= samples;
  }
  return bands.map(({ low, high }, j) => ({ low, high, ...statistics(blocks[j]) }));
}

/** The band that is furthest off. */
export function worst(bands) {
  return bands.reduce((far, band) => (Math.abs(band.mean) > Math.abs(far.mean) ? band : far));
}

function power(hat, m) {
  return hat[2 * m] * hat[2 * m] + hat[2 * m + 1] * hat[2 * m + 1];
}

/** Modes with weights that sum |ρ̂|² up to the band's mean of |ρ_k|²/(N S_linear). */
function bandsOf(fft, coupling) {
  const { grid } = fft;
  const rows = EDGES.slice(1).map((high, i) => ({ low: EDGES[i] * TOP, high: high * TOP, modes: [] }));
  for (const m of fft.band('two-thirds').resolved) {
    const k = Math.sqrt(grid.k2[m]);
    const row = rows.find(({ low, high }) => k >= low && k < high);
    row?.modes.push([m, (grid.weight(m) * (1 + coupling * Math.exp(-k * k))) / (20 * grid.size)]);
  }
  for (const { modes } of rows) {
    const total = modes.reduce((sum, [m]) => sum + grid.weight(m), 0);
    for (const mode of modes) mode[1] /= total;
  }
  return rows.filter(({ modes }) => modes.length > 0);
}

function statistics(values) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}
