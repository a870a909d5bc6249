import { describe, expect, test } from 'vitest';
import { integrators } from '../../../src/engines/field/integrators/index.ts';
import { stepLimits, tightest } from '../../../src/engines/field/step-size.ts';
import { type BuiltField, buildField, type FieldSpec } from '../../support/build-model.ts';

/** An interrupted run is the uninterrupted one, bit for bit: save, copy the plain data, load into a new engine, go on. */

const base: Omit<FieldSpec, 'integrator'> = {
  lengths: [4.2, 3.1],
  cells: [12, 10],
  density: 6,
  kT: 0.8,
  mu: 1.4,
  terms: [
    { type: 'ideal-gas' },
    { type: 'pair', potential: { type: 'gaussian-core', epsilon: 0.5, sigma: 1.1 } },
    { type: 'external', potential: { type: 'cosine', amplitude: 0.4, waves: [1, -1] } },
    { type: 'polynomial', coefficients: [0, 0, 0.1] },
  ],
  dt: 1 / 512,
  seed: 20,
  stream: 3,
  initial: { type: 'cosine', amplitude: 0.5, waves: [1, 0] },
};

const problems: readonly { readonly name: string; readonly change: Partial<FieldSpec> }[] = [
  { name: 'multiplicative noise', change: {} },
  {
    name: 'multiplicative noise, dilute: cells are negative',
    change: { density: 1.5, terms: [{ type: 'ideal-gas' }] },
  },
  { name: 'additive noise', change: { noise: { at: 'linearised' } } },
  { name: 'no noise', change: { noise: { scale: 0 } } },
  {
    name: 'an order parameter',
    change: {
      kind: 'order-parameter',
      density: 0.1,
      mobility: { type: 'constant', value: 0.7 },
      terms: [
        { type: 'double-well', a: 1.3 },
        { type: 'square-gradient', kappa: 0.2 },
      ],
    },
  },
];

/** All that an engine shows. */
function shown({ engine }: BuiltField) {
  return {
    spectrum: Array.from(engine.state.hat[0]),
    cells: Array.from(engine.state.real()),
    time: engine.time,
    dt: engine.dt,
    steps: engine.steps,
    energy: engine.energy(),
    pressure: engine.pressure(),
    rises: { ...engine.energyRises },
    changes: [...engine.stepChanges],
  };
}

/** Each backend with its own numbers. */
const sources: readonly Partial<FieldSpec>[] = [
  { backend: 'reference' },
  { backend: 'wasm', normals: (fft) => fft.cells.normals(20, 3) },
];

describe.each(
  problems.flatMap((p) => sources.map((source) => ({ ...p, source, backend: source.backend }))),
)('$name, $backend', ({ change, source }) => {
  test.each(Object.keys(integrators))('%s', (integrator) => {
    const spec = { ...base, ...change, ...source, integrator };
    const whole = buildField(spec);
    whole.engine.advanceTo(23 * spec.dt);
    whole.engine.advanceTo(60 * spec.dt);

    const first = buildField(spec);
    first.engine.advanceTo(23 * spec.dt);
    const original = first.engine.save();
    const saved = structuredClone(original);
    const halfway = shown(first);

    // neither the seed nor the state of the new engine matters
    const second = buildField({ ...spec, seed: 999, stream: 0, initial: { type: 'uniform' } });
    if (spec.backend === 'wasm') expect(first.fft.backend).toBe('wasm');
    second.engine.advanceTo(5 * spec.dt);
    second.engine.load(saved);
    expect(shown(second)).toEqual(halfway);
    expect(second.engine.save()).toEqual(saved);
    second.engine.advanceTo(60 * spec.dt);
    expect(shown(second)).toEqual(shown(whole));
    expect(second.engine.save()).toEqual(whole.engine.save());

    // the engine that was saved goes on unharmed, and what it saved stays what it was
    first.engine.advanceTo(60 * spec.dt);
    expect(shown(first)).toEqual(shown(whole));
    expect(original).toEqual(saved);
  });
});

test('saving twice without a step between gives the same, and loading changes nothing', () => {
  const field = buildField({ ...base, integrator: 'etd-ab2' });
  field.engine.advanceTo(7 * base.dt);
  const saved = field.engine.save();
  expect(field.engine.save()).toEqual(saved);
  field.engine.load(saved);
  expect(field.engine.save()).toEqual(saved);
});

describe('automatic steps', () => {
  const spec: Omit<FieldSpec, 'integrator' | 'dt'> = {
    ...base,
    lengths: [8],
    cells: [32],
    density: 4,
    terms: [{ type: 'ideal-gas' }, { type: 'polynomial', coefficients: [0, 0, 0.06, 0.01] }],
    adaptive: true,
    initial: { type: 'cosine', amplitude: 0.9, waves: [1] },
  };
  /** Two to four times what the initial state allows: the engine must shorten it on the way. */
  const tooLong = (integrator: string): number => {
    const { model, fft, sde, entry, engine } = buildField({ ...spec, integrator, dt: 1 });
    const problem = { model, fft, dealias: 'two-thirds', sde, integrator: entry, diffusive: 3 } as const;
    let dt = 1 / 8;
    while (dt / 2 > 2 * tightest(stepLimits(problem, engine.state.real())).dt) dt /= 2;
    return dt;
  };
  const advance = ({ engine }: BuiltField, from: number, to: number): void => {
    for (let i = from + 1; i <= to; i++) engine.advanceTo(i / 8);
  };

  test.each(Object.keys(integrators).filter((name) => integrators[name].largestRate > 0.1))('%s', (integrator) => {
    const dt = tooLong(integrator);
    const whole = buildField({ ...spec, integrator, dt });
    advance(whole, 0, 6);
    expect(whole.engine.stepChanges.length).toBeGreaterThan(0);
    for (const stop of [1, 2, 4]) {
      const first = buildField({ ...spec, integrator, dt });
      advance(first, 0, stop);
      const second = buildField({ ...spec, integrator, dt, seed: 4 });
      const saved = structuredClone(first.engine.save());
      second.engine.load(saved);
      expect(second.engine.save()).toEqual(saved);
      advance(second, stop, 6);
      expect(shown(second)).toEqual(shown(whole));
    }
  });
});
