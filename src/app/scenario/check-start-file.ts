import { particleCount } from './build-particles.ts';
import type { Scenario } from './scenario.ts';
import type { Mistake } from './schedule.ts';

/** Start positions that were read from a file. */
export interface StartFile {
  readonly lengths: readonly number[];
  readonly positions: readonly Float64Array[];
}

/** Whether start positions from a file fit the scenario. */
export function checkStartFile(scenario: Scenario, file: StartFile | null): readonly Mistake[] {
  if (file === null) return [];
  const path = 'particles.start';
  const { length: lengths } = scenario.box;
  if (file.lengths.some((length, a) => Math.abs(length / lengths[a] - 1) > 1e-6)) {
    return [
      {
        path,
        message: `the file has a box of ${file.lengths.join(' × ')}, the scenario one of ${lengths.join(' × ')}`,
      },
    ];
  }
  const count = file.positions[0].length;
  if (count === particleCount(scenario)) return [];
  const density = count / lengths.reduce((volume, length) => volume * length, 1);
  const message = `the file has ${count} particles, the density makes ${particleCount(scenario)}; write density: ${density}`;
  return [{ path, message }];
}
