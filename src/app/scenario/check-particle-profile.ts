import { Droplet } from '../../engines/field/droplet.ts';
import { profileAxis } from '../../engines/particles/profile-axis.ts';
import { hardCoreOf, type ParticlePlan } from './build-particles.ts';
import { checkInitial, type ProfileFile } from './check-initial.ts';
import type { Mistake } from './schedule.ts';

/** Whether particles can start from field.initial; nothing where particles.start names another start. */
export function checkParticleProfile(plan: ParticlePlan, file: ProfileFile | null): readonly Mistake[] {
  const { scenario } = plan;
  const { profile, fluctuations } = scenario.field.initial;
  const start = scenario.particles.start.type;
  if (profile.type === 'uniform' || start === 'file') return [];
  if (hardCoreOf(plan) !== null) {
    const message =
      'hard particles start in equilibrium or from a file of positions (particles.start), not from a profile; pseudo-hard-sphere, whose cores are steep forces, can';
    return [{ path: 'field.initial.profile', message }];
  }
  if (start !== 'auto') return [];
  const out = [...checkInitial(scenario, file), ...checkNegative(plan, file)];
  if (fluctuations === 'none' && profileAxis(profile, plan.dim) === null) {
    const message =
      'a quenched start of particles needs one dimension or a profile along one axis; write fluctuations: poisson';
    out.push({ path: 'field.initial.fluctuations', message });
  }
  return out;
}

/** A density that is negative somewhere: a field may start from it, particles are never fewer than none. */
function checkNegative({ scenario, fft }: ParticlePlan, file: ProfileFile | null): readonly Mistake[] {
  const path = 'field.initial.profile';
  const { profile } = scenario.field.initial;
  const { density = Number.NaN } = scenario;
  const where = 'particles need a density that is nowhere negative';
  if (profile.type === 'droplet') {
    const { outside } = new Droplet(fft.grid, density, profile);
    // an outside that is to be empty is so to rounding only
    if (outside >= -1e-9 * density) return [];
    const message = `the outside would be ${outside.toPrecision(3)}: ${where}; take a smaller or thinner droplet`;
    return [{ path, message }];
  }
  const low = file?.values.findIndex((value) => value < 0) ?? -1;
  if (low < 0) return [];
  return [{ path, message: `value ${low} of the array (in C order) is ${file?.values[low]}: ${where}` }];
}
