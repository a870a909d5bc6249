import { expect, test } from 'vitest';
import type { ReplicaResult } from '../../../src/app/run/replica.ts';
import { runReplicas } from '../../../src/app/run/replicas.ts';
import { loadScenario } from '../../../src/app/scenario/load.ts';

const { scenario } = loadScenario(
  JSON.stringify({
    name: 'r',
    box: { length: 4, cells: 16 },
    density: 40,
    'free-energy': [{ term: 'ideal-gas' }],
    time: { duration: 1, sample: 0.1 },
  }),
  { file: 'r.json' },
);

/** All that does not depend on the clock. */
function lasting({
  wallSeconds,
  cpuSeconds,
  ...rest
}: ReplicaResult): Omit<ReplicaResult, 'wallSeconds' | 'cpuSeconds'> {
  return rest;
}

async function results(workers: number): Promise<ReplicaResult[]> {
  const out: ReplicaResult[] = [];
  const task = { kind: 'field', scenario, profile: null, force: false } as const;
  await runReplicas(task, { replicas: 5, workers, progress: () => {} }, (result) => out.push(result));
  return out;
}

test('results come in the order of the replicas, and are the same from threads', async () => {
  const alone = await results(1);
  expect(alone.map(({ replica }) => replica)).toStrictEqual([0, 1, 2, 3, 4]);
  expect(alone[0]).toMatchObject({ status: 'done', message: '', samples: [10] });
  expect((await results(3)).map(lasting)).toStrictEqual(alone.map(lasting));
});

test('an error in a worker, or in what takes the results, ends all workers', async () => {
  const initial = { profile: { type: 'file', file: 'never-read.npy' }, fluctuations: 'none' } as const;
  const broken = { ...scenario, field: { ...scenario.field, initial } };
  const task = { kind: 'field', scenario: broken, profile: null, force: false } as const;
  const options = { replicas: 4, workers: 2, progress: () => {} };
  await expect(runReplicas(task, options, () => {})).rejects.toThrow('the initial profile has not been read');
  const refuse = (): void => {
    throw new Error('disk full');
  };
  await expect(runReplicas({ ...task, scenario }, options, refuse)).rejects.toThrow('disk full');
});
