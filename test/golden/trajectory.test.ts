import { expect, test } from 'vitest';
import { throttledHost } from '../../src/app/run/host.ts';
import { runReplica } from '../../src/app/run/replica.ts';
import { buildPlan } from '../../src/app/scenario/build.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';

const text = `
name: golden
box: { length: [4, 3], cells: [8, 6] }
dynamics: { kT: 0.7, mu: 1.3 }
density: 30
free-energy: [{ term: ideal-gas }, { term: pair, potential: { type: gaussian-core, epsilon: 0.1, sigma: 0.9 } }]
time: { duration: 1, sample: 0.5 }
`;

// A golden test: it guards against change, not against error. A new value here means that every published run changes.
test('the field after one time unit, reference backend', () => {
  const { scenario } = loadScenario(text, { file: 'golden.yaml', sets: ['field.backend=reference'] });
  const result = runReplica(buildPlan(scenario, null), 0, { ...throttledHost(() => {}), force: false });
  expect(Array.from(result.snapshots[0].values.slice(0, 4))).toMatchInlineSnapshot(`
    [
      31.6459554025351,
      33.34833440874692,
      31.66570158901942,
      28.280689763080087,
    ]
  `);
});

test('the field after one time unit, compiled kernels', () => {
  const { scenario } = loadScenario(text, { file: 'golden.yaml', sets: ['field.backend=wasm'] });
  const result = runReplica(buildPlan(scenario, null), 0, { ...throttledHost(() => {}), force: false });
  expect(Array.from(result.snapshots[0].values.slice(0, 4))).toMatchInlineSnapshot(`
    [
      33.33745461894808,
      28.823043460372176,
      25.50191518151717,
      26.69519806123807,
    ]
  `);
});
