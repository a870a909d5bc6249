import { describe, expect, test } from 'vitest';
import { buildField } from '../support/build-model.ts';

/**
 * Two phases held for a long time: the mean state is linearly unstable, and a part of the spectrum that belongs to no real field
 * would grow from rounding as e^{ωt}, ω = M a²/4κ, while no nonlinear term answers it. Here ωt = 106, e^{106} = 1e46.
 */
const [a, kappa, value] = [1.3, 1.7, 0.8];
const omega = (value * a * a) / (4 * kappa);
const dt = 0.25;

describe.each(['reference', 'wasm'])('%s', (backend) => {
  test.each(
    [
      { lengths: [11, 14], cells: [10, 12] },
      { lengths: [11, 9, 8], cells: [10, 8, 6] },
    ].flatMap((box) => [0, 1].map((scale) => ({ ...box, scale }))),
  )('$cells, noise $scale', ({ lengths, cells, scale }) => {
    const { engine, grid } = buildField({
      lengths,
      cells,
      kind: 'order-parameter',
      density: 0.1,
      kT: 0.003,
      mobility: { type: 'constant', value },
      terms: [
        { type: 'double-well', a },
        { type: 'square-gradient', kappa },
      ],
      integrator: 'etdrk2',
      dt,
      noise: { scale },
      backend,
      seed: 4,
      normals: (fft) => fft.cells.normals(4, 0),
      initial: { type: 'cosine', amplitude: 5, waves: lengths.map((_, axis) => (axis === 0 ? 1 : 0)) },
    });
    engine.advanceTo(Math.round(106 / omega / dt) * dt);
    // Parseval: what the spectrum holds is what the real field shows
    const [hat] = engine.state.hat;
    let power = 0;
    for (let m = 0; m < grid.modes; m++) {
      power += grid.weight(m) * (hat[2 * m] * hat[2 * m] + hat[2 * m + 1] * hat[2 * m + 1]);
    }
    const squares = engine.state.real().reduce((sum, phi) => sum + phi * phi, 0);
    expect(Math.abs(power / grid.size / squares - 1)).toBeLessThan(1e-12);
    expect(squares / grid.size).toBeGreaterThan(0.3);
    expect(squares / grid.size).toBeLessThan(1.3);
  });
});
