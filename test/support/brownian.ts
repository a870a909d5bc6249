import { createEntry, type EntrySpec } from '../../src/core/define.ts';
import type { Normals } from '../../src/core/normals.ts';
import { Gaussians } from '../../src/core/random.ts';
import type { Backend } from '../../src/engines/particles/backend.ts';
import { BrownianEngine } from '../../src/engines/particles/engine.ts';
import { externalInteraction } from '../../src/engines/particles/external.ts';
import { particleIntegrators } from '../../src/engines/particles/integrators/index.ts';
import type { Interaction } from '../../src/engines/particles/interaction.ts';
import { pairInteraction } from '../../src/engines/particles/pairs.ts';
import { latticeStart } from '../../src/engines/particles/start.ts';
import { externalPotentials } from '../../src/physics/potentials/external/index.ts';
import { potentials } from '../../src/physics/potentials/index.ts';

export interface BrownianSettings {
  readonly lengths: readonly number[];
  readonly count: number;
  readonly kT: number;
  readonly mu: number;
  readonly dt: number;
  readonly integrator?: string;
  readonly pair?: EntrySpec;
  readonly external?: EntrySpec;
  readonly noiseScale?: number;
  readonly mass?: number;
  readonly seed?: number;
  readonly backend?: Backend;
  /** In place of those of the seed. */
  readonly normals?: Normals;
  readonly positions?: readonly Float64Array[];
}

/** A Brownian engine from plain entries. */
export function brownian(settings: BrownianSettings): BrownianEngine {
  const { lengths, count, kT, mu, dt, pair, external } = settings;
  const interactions: Interaction[] = [];
  const u = pair === undefined ? null : createEntry(potentials, pair, undefined);
  if (u !== null) interactions.push(pairInteraction(u, lengths));
  if (external !== undefined) {
    interactions.push(externalInteraction(createEntry(externalPotentials, external, { lengths }), lengths));
  }
  const setup = {
    lengths,
    kT,
    mu,
    dt,
    mass: settings.mass ?? 1,
    noiseScale: settings.noiseScale ?? 1,
    integrator: particleIntegrators[settings.integrator ?? 'leimkuhler-matthews'],
    interactions,
    sigma: u?.sigma ?? null,
    ...(settings.backend === undefined ? {} : { backend: settings.backend }),
  };
  return new BrownianEngine(
    setup,
    settings.positions ?? latticeStart(lengths, count),
    settings.normals ?? new Gaussians(settings.seed ?? 1),
  );
}
