import { createEntry, isEntrySpec } from '../../core/define.ts';
import { Grid } from '../../core/grid.ts';
import { kernelsMissing } from '../../core/kernel/load.ts';
import { checkOverlaps } from '../../engines/particles/hard/overlap.ts';
import { checkPacking } from '../../engines/particles/hard/packing.ts';
import { externalPotentials } from '../../physics/potentials/external/index.ts';
import { createObservable } from './build.ts';
import {
  buildParticlePlan,
  hardCoreOf,
  type ParticlePlan,
  pairPotentials,
  particleContext,
  particleCount,
} from './build-particles.ts';
import { checkExpect, concerns } from './check-expect.ts';
import { checkWaves, type ProfileFile } from './check-initial.ts';
import { checkObservables } from './check-observables.ts';
import { checkObserve } from './check-observe.ts';
import { checkParticleProfile } from './check-particle-profile.ts';
import { checkStartFile, type StartFile } from './check-start-file.ts';
import { checkGrid } from './checks.ts';
import { refused } from './refused.ts';
import type { Scenario } from './scenario.ts';
import { type Mistake, schedule } from './schedule.ts';
import { startFluctuations } from './start-fluctuations.ts';

/** Terms of F that stand for something in a system of particles. */
const MICROSCOPIC: ReadonlySet<string> = new Set(['ideal-gas', 'pair', 'external']);

/** What is wrong with a scenario, whose single values are all valid, as one of particles. */
export function checkParticles(
  scenario: Scenario,
  file: StartFile | null,
  profile: ProfileFile | null = null,
): readonly Mistake[] {
  const early = [
    ...checkGrid(scenario),
    ...checkSystem(scenario),
    ...checkPotentials(scenario),
    ...checkStartFile(scenario, file),
    ...schedule(scenario, 'particles').mistakes,
    ...checkObserve(scenario, 'particles'),
    ...checkExpect(scenario, 'particles'),
    ...checkMovie(scenario),
  ];
  if (early.length > 0) return early;
  const plan = buildParticlePlan(scenario, file?.positions ?? null, profile?.values ?? null);
  return [
    ...checkHard(plan),
    ...checkParticleProfile(plan, profile),
    ...checkObservables(scenario.observe, (spec) => createObservable(spec, particleContext(plan, spec))),
    ...checkTheory(plan),
  ];
}

function checkSystem(scenario: Scenario): readonly Mistake[] {
  const out: Mistake[] = [];
  const { field, dynamics, particles } = scenario;
  const missing = particles.backend === 'wasm' ? kernelsMissing() : null;
  if (missing !== null) out.push({ path: 'particles.backend', message: `${missing}; write reference, or auto` });
  if (field.kind === 'order-parameter') {
    out.push({ path: 'field.kind', message: 'an order parameter is not made of particles; particles need a density' });
  }
  if (dynamics.mobility.type !== 'brownian') {
    const message = `independent particles have the mobility brownian, M = mu*rho; '${dynamics.mobility.type}' has no particles behind it here`;
    out.push({ path: 'dynamics.mobility', message });
  }
  if (scenario.species !== undefined) {
    out.push({ path: 'species', message: 'the particle engine holds one species; write density: instead' });
  } else if (particleCount(scenario) < 1) {
    out.push({ path: 'density', message: `${scenario.density} times the volume is less than one particle` });
  }
  if (particles.potential !== undefined) return out;
  scenario['free-energy'].forEach(({ term }, i) => {
    if (MICROSCOPIC.has(term)) return;
    const message = `'${term}' is no interaction of particles (${[...MICROSCOPIC].join(', ')} are); say with particles: { potential: { type: … } } how the particles interact`;
    out.push({ path: `free-energy[${i}].term`, message });
  });
  return out;
}

function checkPotentials(scenario: Scenario): readonly Mistake[] {
  const out: Mistake[] = [];
  const { dim } = new Grid(scenario.box.length, scenario.box.cells);
  const where = (i: number): string => {
    if (scenario.particles.potential !== undefined) return 'particles.potential';
    const terms = [...scenario['free-energy'].keys()].filter((t) => scenario['free-energy'][t].term === 'pair');
    return `free-energy[${terms[i]}].potential`;
  };
  try {
    const pairs = pairPotentials(scenario, dim);
    pairs.forEach(({ type, potential: { hardCore } }, i) => {
      if (hardCore === undefined) return;
      if (hardCore !== dim) {
        const fitting = ['hard-rods', 'hard-disks', 'hard-spheres'][dim - 1];
        out.push({ path: where(i), message: `'${type}' live in ${hardCore}D, the box has ${dim}; take ${fitting}` });
      }
      if (pairs.length > 1) {
        out.push({
          path: where(i),
          message: `'${type}' cannot be combined with other potentials: hard particles feel no forces`,
        });
      }
    });
  } catch (error) {
    out.push(refused(error, where(0)));
  }
  scenario['free-energy'].forEach(({ term, potential }, i) => {
    if (term !== 'external' || !isEntrySpec(potential)) return;
    const path = `free-energy[${i}].potential`;
    try {
      createEntry(externalPotentials, potential, { lengths: scenario.box.length });
      if (Array.isArray(potential.waves)) {
        out.push(...checkWaves(scenario, `${path}.waves`, potential.waves.map(Number)));
      }
    } catch (error) {
      out.push(refused(error, path));
    }
  });
  return out;
}

function checkMovie({ output, box }: Scenario): readonly Mistake[] {
  const { movie } = output;
  if (movie === undefined) return [];
  if (box.length.length !== 2) {
    return [{ path: 'output.movie', message: `an animation shows two dimensions, the box has ${box.length.length}` }];
  }
  if (output.trajectory.format === 'none') {
    return [{ path: 'output.trajectory.format', message: 'the animation is made of the trajectory; leave out none' }];
  }
  if (movie.cells === undefined || movie.cells.length === 2) return [];
  return [{ path: 'output.movie.cells', message: `two cell counts must be given here, not ${movie.cells.length}` }];
}

/** Hard particles: without forces, integrator or overlaps. */
function checkHard(plan: ParticlePlan): readonly Mistake[] {
  const core = hardCoreOf(plan);
  if (core === null) return [];
  const { scenario, lengths, count, positions } = plan;
  const { particles } = scenario;
  const out: Mistake[] = [];
  const external = scenario['free-energy'].findIndex(({ term }) => term === 'external');
  if (external >= 0) {
    const message =
      'hard particles feel no external potential here; take pseudo-hard-sphere, whose cores are steep forces';
    out.push({ path: `free-energy[${external}].term`, message });
  }
  if (particles.integrator !== 'leimkuhler-matthews') {
    const message = `hard particles move without forces and have dynamics of their own; leave out ${particles.integrator}`;
    out.push({ path: 'particles.integrator', message });
  }
  const attempt = (path: string, check: () => void): void => {
    try {
      check();
    } catch (error) {
      out.push(refused(error, path));
    }
  };
  attempt('density', () => checkPacking(lengths, count, core.sigma));
  if (positions !== null) attempt('particles.start', () => checkOverlaps(positions, lengths, core.sigma));
  return out;
}

/** An expectation against a theory that there is not. */
function checkTheory(plan: ParticlePlan): readonly Mistake[] {
  const { scenario, model, externals } = plan;
  const reason =
    model === null
      ? 'a pair potential without a Fourier transform has no mean field, so that the theory is left empty'
      : externals.length > 0
        ? 'with an external potential the theory is left empty'
        : '';
  const transient =
    startFluctuations(plan) === null ? 'the theory of S(k,t) needs independent particles at a uniform start' : '';
  return scenario.expect.flatMap((item, i) => {
    if (!('curve' in item) || item.equals !== 'theory' || !concerns(item, 'particles')) return [];
    const why = reason !== '' || item.curve !== 'structure-factor-transient' ? reason : transient;
    return why === '' ? [] : [{ path: `expect[${i}].equals`, message: `${why}; give a number` }];
  });
}
