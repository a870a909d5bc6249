import { compare } from '../../src/app/compare/compare.ts';
import type { Comparison, CurveVerdict } from '../../src/app/compare/comparison.ts';
import { fieldSide, particleSide } from '../../src/app/compare/simulated.ts';
import { buildPlan } from '../../src/app/scenario/build.ts';
import { buildParticlePlan } from '../../src/app/scenario/build-particles.ts';
import { checkParticles } from '../../src/app/scenario/check-particles.ts';
import { checkPhysics } from '../../src/app/scenario/checks.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { ScenarioError } from '../../src/app/scenario/problem.ts';
import type { Scenario } from '../../src/app/scenario/scenario.ts';

type Source = Readonly<Record<string, unknown>>;

export interface ComparisonSettings {
  /** What the particles are made from instead: the same scenario unless a fault is planted. */
  readonly particles?: Source;
  /** More than one: worker threads from the build, as `dk compare` runs it. */
  readonly workers?: number;
  /** Looks that there is time for. */
  readonly looks?: number;
}

/**
 * Runs a comparison on the way that `dk compare` takes, up to the files: checks, plans, both sides, looks, verdicts. Tolerance and
 * confidence are the field's; the clock is no clock, so that the number of looks does not depend on the machine. No trajectories.
 * @throws Error where a replica does not end as planned
 */
export async function runComparison(source: Source, settings: ComparisonSettings = {}): Promise<Comparison> {
  const { particles = source, workers = 1, looks = 1 } = settings;
  const field = checked(source, checkPhysics);
  const movers = checked(particles, checkParticles);
  const simulate = { workers, progress: () => {} };
  const a = fieldSide(buildPlan(field, null), null, false, simulate);
  const b = particleSide(buildParticlePlan(movers, null), '', simulate);
  const failed = (): string | null => [...a.messages, ...b.messages][0] ?? null;
  let taken = 0;
  const comparison = await compare(field, a, b, {
    now: () => (taken < looks ? 0 : 1e12),
    told: () => {
      taken++;
    },
    grade: () => a.ensemble.measured().grade,
    failed,
  });
  const failure = failed();
  if (failure !== null) throw new Error(failure);
  return comparison;
}

/** What became of one curve. @throws RangeError where it was not compared */
export function verdictOn({ verdicts }: Comparison, curve: string): CurveVerdict {
  const found = verdicts.find((verdict) => verdict.curve === curve);
  if (found !== undefined) return found;
  throw new RangeError(`no verdict on '${curve}' among ${verdicts.map((verdict) => verdict.curve).join(', ')}`);
}

function checked(
  source: Source,
  check: (scenario: Scenario, profile: null) => ReturnType<typeof checkPhysics>,
): Scenario {
  const text = JSON.stringify({ ...source, output: { trajectory: { format: 'none' } } }, null, 1);
  const loaded = loadScenario(text, { file: 'test.json' });
  const mistakes = check(loaded.scenario, null);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map((m) => loaded.problem(m.path, m.message)));
  return loaded.scenario;
}
