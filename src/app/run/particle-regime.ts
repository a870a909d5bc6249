import { chosenBackend } from '../../engines/particles/backend.ts';
import { packingFraction } from '../../engines/particles/hard/packing.ts';
import { particleIntegrators } from '../../engines/particles/integrators/index.ts';
import { short } from '../output/format.ts';
import { effectiveTemperature, hardCoreOf, type ParticlePlan } from '../scenario/build-particles.ts';
import { startType } from '../scenario/start-type.ts';
import { intervalName } from './regime.ts';
import { trajectoryName } from './tasks.ts';

/** What is known of a run of particles before its first step; also written to the manifest. */
export interface ParticleRegime {
  readonly dimension: number;
  readonly particles: number;
  /** N/V. */
  readonly density: number;
  readonly potentials: readonly string[];
  /** Packing fraction of cores of the smallest σ; NaN for potentials without a core, which let particles overlap. */
  readonly packing: number;
  readonly modes: number;
  readonly integrator: string;
  /** What computes: wasm or reference. */
  readonly backend: string;
  readonly step: number;
  readonly stepLimit: string;
  /** annealed, quenched, lattice, random or file; equilibrium for hard particles. */
  readonly start: string;
  /** Time between frames of the trajectory; 0 without one. */
  readonly frames: number;
  readonly warnings: readonly string[];
}

export function particleRegime(plan: ParticlePlan): ParticleRegime {
  const { scenario, lengths, count, pairs, dt, limit, schedule, modes, dim } = plan;
  const { particles, density = Number.NaN } = scenario;
  const volume = lengths.reduce((product, length) => product * length, 1);
  const sigma = Math.min(...pairs.map(({ potential }) => potential.sigma));
  const core = hardCoreOf(plan);
  const auto = particles.step === 'auto';
  const warnings: string[] = [];
  if (Math.abs(count / (density * volume) - 1) > 1e-9) {
    warnings.push(
      `density ${density} times the volume is ${short(density * volume, 6)} particles; ${count} are taken, density ${short(count / volume, 6)}`,
    );
  }
  if (!auto && dt > limit.dt * (1 + 1e-9)) {
    warnings.push(
      `particles.step ${short(dt)} is longer than the limit ${short(limit.dt)} of an automatic step (${limit.reason})`,
    );
  }
  const scale = particles['noise-scale'];
  if (scale !== 1) {
    warnings.push(
      `noise-scale ${scale} breaks fluctuation and dissipation: the particles are at kT·noise-scale² = ${short(effectiveTemperature(scenario))}, not kT = ${scenario.dynamics.kT}`,
    );
  }
  const ends = schedule.total * schedule.tick;
  const wanted = scenario.time.warmup + scenario.time.duration;
  if (ends < wanted * (1 - 1e-9)) {
    warnings.push(
      `the run ends at t = ${short(ends, 6)}, not ${short(wanted, 6)}: time.duration is no whole number of sample intervals`,
    );
  }
  const cores = pairs.some(({ potential }) => potential.transform(0, dim) === null);
  return {
    dimension: dim,
    particles: count,
    density: count / volume,
    potentials: pairs.map(({ type }) => type),
    packing: cores ? packingFraction(lengths, count, sigma) : Number.NaN,
    modes: modes.count,
    integrator: core === null ? particles.integrator : dim === 1 ? 'exact (sorted walkers)' : 'event-driven',
    backend: core === null ? (particles.backend === 'auto' ? chosenBackend() : particles.backend) : 'reference',
    step: dt,
    stepLimit: auto
      ? limit.dt < schedule.tick
        ? `${limit.reason} (≤ ${short(limit.dt)})`
        : `the ${intervalName(plan)}`
      : 'particles.step',
    start: core === null ? startType(plan) : 'equilibrium',
    frames: trajectoryName(scenario, 0) === null ? 0 : plan.frameTicks * schedule.tick,
    warnings,
  };
}

/** The regime as lines for people. */
export function particleRegimeLines(plan: ParticlePlan, regime: ParticleRegime): readonly string[] {
  const { scenario, lengths, schedule, pairs } = plan;
  const { mu } = scenario.dynamics;
  const kT = effectiveTemperature(scenario);
  const names = pairs.map(({ type, potential }) => `${type} (σ = ${short(potential.sigma)})`).join(', ');
  const packed = Number.isNaN(regime.packing) ? '' : `, η = ${short(regime.packing)}`;
  const external = plan.externals.length === 0 ? '' : `, ${plan.externals.length} external potential(s)`;
  const lines = [
    `${scenario.name}: ${scenario.summary ?? 'particle run'}`,
    `  particles  N = ${regime.particles} in ${lengths.join(' × ')}, ρ = ${short(regime.density, 4)}${packed}; ${names || 'no pair potential'}${external}`,
    `  dynamics   ${regime.integrator} (${regime.backend}), D = ${short(mu * kT)} (μ = ${short(mu)}, kT = ${short(scenario.dynamics.kT)})`,
    `  step       ${short(regime.step, 4)} = ${intervalName(plan)} ${short(schedule.tick)}/${Math.round(schedule.tick / regime.step)}, set by ${regime.stepLimit}`,
    `  start      ${regime.start}${startWords(plan, regime)}`,
  ];
  const integrator = particleIntegrators[scenario.particles.integrator];
  if (hardCoreOf(plan) === null && integrator.offset !== 0 && scenario.observe.some(({ lags }) => lags !== undefined)) {
    lines.push(`             free particles: mean square displacement 2dD(t − dt/2), a constant offset of the scheme`);
  }
  if (regime.frames > 0) lines.push(`  trajectory every ${short(regime.frames)} after the warm-up`);
  return lines;
}

/** What stands behind the name of a start that follows field.initial. */
function startWords({ scenario }: ParticlePlan, { start }: ParticleRegime): string {
  const { type } = scenario.field.initial.profile;
  if (start === 'annealed') return `: independent particles on the ${type} profile of field.initial`;
  if (start === 'quenched') return `: one smooth arrangement on the ${type} profile of field.initial for every replica`;
  return '';
}
