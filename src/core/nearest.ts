/**
 * The candidate that was probably meant by `word`, if any: equal but for case and hyphens (rho_max, rhoMax: rho-max), at
 * most one letter in three wrong (Levenshtein distance, an exchange of neighbours counted once) in all of it or in some of
 * its words (gaussain: gaussian-core), or one the beginning of the other (clipped: clip; rh: rho).
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word);
  if (wanted.length > 60) return undefined;
  let best: string | undefined;
  let least = Math.floor(wanted.length / 3) + 0.75;
  for (const candidate of candidates) {
    const whole = distance(wanted, plain(candidate));
    // half a letter more than the whole, so that a whole name is preferred to part of one
    const begins = begin(wanted, plain(candidate)) ? 1.5 : Number.POSITIVE_INFINITY;
    const short = wanted.length === 2 && candidate.length === 3 && candidate.startsWith(wanted) ? 0.5 : begins;
    const score = Math.min(whole, short, ...parts(candidate).map((part) => distance(wanted, part) + 0.5));
    if (score < least) {
      least = score;
      best = candidate;
    }
  }
  return best;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** Whether one of the two, of three letters or more, begins the other. */
function begin(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
}

/** Every run of words of a hyphenated name of three letters or more, without the whole. */
function parts(name: string): string[] {
  const words = name.toLowerCase().split('-');
  const out: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const part = words.slice(from, to).join('');
      if (to - from < words.length && part.length >= 3) out.push(part);
    }
  }
  return out;
}

/** Insertions, deletions, replacements of letters and exchanges of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : replaced;
      current.push(Math.min(replaced, exchanged, previous[j] + 1, current[j - 1] + 1));
    }
    before = previous;
    previous = current;
  }
  return previous[b.length];
}
