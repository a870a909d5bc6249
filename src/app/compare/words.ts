import type { Comparison } from './comparison.ts';

/** The verdict in one or two sentences. */
export function comparisonWords({ outcome, tolerance, verdicts, range }: Omit<Comparison, 'words'>): string {
  const within = percent(tolerance);
  const upTo = `k ≤ ${short(range.k[1])}`;
  const measured = verdicts.filter(({ curve }) => curve !== 'density').map(({ what }) => what);
  if (outcome === 'agree')
    return `Field and particles agree within ${within} for ${upTo}: ${measured.join(', ')}.${theory(verdicts)}`;
  const decisive = verdicts.filter((one) => one.outcome === outcome);
  const where = decisive.map(({ what, words }) => `${what}: ${words}`).join('; ');
  if (outcome === 'differ') return `Field and particles differ: ${where}.${theory(verdicts)}`;
  return `Undecided at ${within} for ${upTo}: ${where || 'there is nothing to compare'}.${theory(verdicts)}`;
}

/** How far linear theory is from the particles, in the band where it is farthest. */
function theory(verdicts: Comparison['verdicts']): string {
  const bands = verdicts.find(({ curve }) => curve === 'structure-factor')?.bands ?? [];
  let far: { readonly off: number; readonly error: number; readonly label: string } | null = null;
  for (const { theory: value, particles, label } of bands) {
    if (value === null) continue;
    const off = value / particles.value - 1;
    const error = ((particles.error / particles.value) * value) / particles.value;
    if (far === null || Math.abs(off) > Math.abs(far.off)) far = { off, error, label };
  }
  if (far === null) return '';
  const sign = far.off < 0 ? '−' : '+';
  return ` Linear (mean-field) theory is off by at most ${sign}${percent(Math.abs(far.off))} ± ${percent(far.error)}, at ${far.label}.`;
}

function percent(value: number): string {
  return `${Number((100 * value).toPrecision(2))} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
