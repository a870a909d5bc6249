import { short } from '../output/format.ts';
import type { SweepOutcome } from './run-sweep.ts';

/** What `dk theory --sweep` prints. */
export function sweepLines(
  name: string,
  path: string,
  values: readonly number[],
  { critical, refused, away, curves }: SweepOutcome,
): readonly string[] {
  const [from, to] = [values[0], values[values.length - 1]];
  const out = [`${name}: theory at ${values.length} values of ${path} from ${from} to ${to}`];
  for (const { value, density } of critical) {
    out.push(`  critical   ${path} = ${short(value, 6)} at density ${short(density, 6)}`);
  }
  if (curves.some((curve) => curve.name === 'phase-diagram')) out.push('  phases     figures/phase-diagram');
  if (refused.length > 0) {
    const [first] = refused;
    out.push(
      `  refused    ${refused.length} value${refused.length === 1 ? '' : 's'}, where a field could not be run; at ${first.value}: ${first.reason}`,
    );
  }
  if (away.length > 0) {
    const [first] = away;
    out.push(
      `  away       ${away.length} value${away.length === 1 ? ' has' : 's have'} empty cells; at ${first.value}: ${first.reason}`,
    );
  }
  return out;
}
