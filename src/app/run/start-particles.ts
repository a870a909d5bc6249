import { Gaussians } from '../../core/random.ts';
import { annealedStart } from '../../engines/particles/annealed-start.ts';
import type { Backend } from '../../engines/particles/backend.ts';
import { BrownianEngine } from '../../engines/particles/engine.ts';
import { externalInteraction } from '../../engines/particles/external.ts';
import { Forces } from '../../engines/particles/forces.ts';
import { HardRods } from '../../engines/particles/hard/rods.ts';
import { hardRodStart } from '../../engines/particles/hard/rods-start.ts';
import { HardSpheres } from '../../engines/particles/hard/spheres.ts';
import { hardSphereStart } from '../../engines/particles/hard/spheres-start.ts';
import { particleIntegrators } from '../../engines/particles/integrators/index.ts';
import type { Interaction } from '../../engines/particles/interaction.ts';
import { pairForces } from '../../engines/particles/pair-forces.ts';
import type { ParticleEngine } from '../../engines/particles/particle-engine.ts';
import { quenchedStart } from '../../engines/particles/quenched-start.ts';
import { latticeStart, randomStart, removeOverlaps } from '../../engines/particles/start.ts';
import type { PairPotential } from '../../physics/potentials/potential.ts';
import { short } from '../output/format.ts';
import { profileOf } from '../scenario/build.ts';
import { hardCoreOf, type ParticlePlan } from '../scenario/build-particles.ts';
import { startType } from '../scenario/start-type.ts';

/** An engine at its start, and how it got there. */
export interface StartedParticles {
  readonly engine: ParticleEngine;
  readonly start: string;
}

/** Share of σ by which forces may move a particle in the first step of a random start; the guard stops at a tenth. */
const GENTLE = 0.04;

/**
 * The engine of a replica. The streams are 2r (noise) and 2r + 1 (start) of a seed that no run of the field has, so that
 * fields and particles of one scenario are independent.
 */
export function startParticles(plan: ParticlePlan, replica: number): StartedParticles {
  const { ensemble } = plan.scenario;
  const seed = ensemble.seed < OTHER ? ensemble.seed + OTHER : ensemble.seed - OTHER;
  const [noise, first] = [new Gaussians(seed, 2 * replica), new Gaussians(seed, 2 * replica + 1)];
  const core = hardCoreOf(plan);
  return core === null ? brownian(plan, noise, first) : hard(plan, core, noise, first);
}

const OTHER = 2 ** 52;

function hard(plan: ParticlePlan, core: PairPotential, noise: Gaussians, first: Gaussians): StartedParticles {
  const { lengths, dt, count, positions, dim, scenario } = plan;
  const { kT, mu } = scenario.dynamics;
  const diameter = core.sigma;
  const setup = { lengths, diameter, kT, mu, dt, noiseScale: scenario.particles['noise-scale'] };
  if (dim === 1) {
    const at = positions ?? hardRodStart(lengths[0], count, diameter, first);
    return {
      engine: new HardRods(setup, at, noise),
      start: said(positions, 'in equilibrium: rods between random points'),
    };
  }
  const at = positions ?? hardSphereStart(lengths, count, diameter, first);
  return { engine: new HardSpheres(setup, at, noise), start: said(positions, 'a lattice, molten by 50 flights') };
}

function brownian(plan: ParticlePlan, noise: Gaussians, first: Gaussians): StartedParticles {
  const { scenario, lengths, dt, count, dim } = plan;
  const { particles, dynamics } = scenario;
  const { kT, mu } = dynamics;
  const interactions: Interaction[] = [
    ...plan.pairs.map(({ potential }) => pairForces(potential, lengths, count)),
    ...plan.externals.map((external) => externalInteraction(external, lengths)),
  ];
  const sigmas = plan.pairs.map(({ potential }) => potential.sigma);
  const sigma = sigmas.length === 0 ? null : Math.min(...sigmas);
  const setup = {
    lengths,
    kT,
    mu,
    mass: particles.mass,
    noiseScale: particles['noise-scale'],
    dt,
    integrator: particleIntegrators[particles.integrator],
    interactions,
    sigma,
    ...backendOf(particles.backend),
  };
  const { positions, start } = place(plan, first);
  if (sigma === null || plan.positions !== null || keepsProfile(plan)) {
    return { engine: new BrownianEngine(setup, positions, noise), start };
  }
  const limit = (GENTLE * sigma) / (mu * dt);
  const relaxed = removeOverlaps(positions, lengths, new Forces(dim, count, interactions), sigma, limit);
  const how =
    relaxed.iterations === 0
      ? 'no overlaps'
      : `overlaps removed by ${relaxed.iterations} steps of steepest descent, largest force ${short(relaxed.before)} → ${short(relaxed.after)}`;
  return { engine: new BrownianEngine(setup, positions, noise), start: `${start}; ${how}` };
}

/** Where cores may overlap the forces are those of the profile, and descending along them would flatten it. */
function keepsProfile(plan: ParticlePlan): boolean {
  const type = startType(plan);
  if (type !== 'annealed' && type !== 'quenched') return false;
  return plan.pairs.every(({ potential }) => Number.isFinite(potential.energy(0)));
}

function place(plan: ParticlePlan, first: Gaussians): { positions: readonly Float64Array[]; start: string } {
  const { scenario, lengths, count, fft } = plan;
  if (plan.positions !== null) return { positions: plan.positions, start: said(plan.positions, '') };
  const type = startType(plan);
  if (type === 'lattice') return { positions: latticeStart(lengths, count), start: 'a lattice' };
  if (type !== 'annealed' && type !== 'quenched') {
    return { positions: randomStart(lengths, count, first), start: 'random positions' };
  }
  const { density = Number.NaN } = scenario;
  const profile = profileOf(scenario, plan.profile);
  const on = `the ${scenario.field.initial.profile.type} profile`;
  if (type === 'annealed') {
    const positions = annealedStart(fft.grid, density, profile, count, first);
    return { positions, start: `annealed, independent particles on ${on}` };
  }
  const positions = quenchedStart(fft.grid, density, profile, count);
  return { positions, start: `quenched, one smooth arrangement on ${on} for every replica` };
}

function said(positions: readonly Float64Array[] | null, otherwise: string): string {
  return positions === null ? otherwise : 'positions from a file';
}

/** The backend that a scenario names; the engine chooses where it says auto. */
function backendOf(name: string): { readonly backend?: Backend } {
  return name === 'wasm' || name === 'reference' ? { backend: name } : {};
}
