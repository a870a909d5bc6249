import type { PairLaw } from '../../../physics/potentials/pair-law.ts';

/** How a law stands in the kernel's arguments: form, four numbers, two powers (kernel/assembly/particles-force-laws.ts). */
export function lawNumbers(law: PairLaw): readonly number[] {
  switch (law.form) {
    case 'powers': {
      const { length, a, b, m, k } = law;
      const square = length * length;
      if (m === 6 && k === 6) return [0, square, a, b, 0, 0, 0];
      if (m % 2 === 0 && k % 2 === 0) return [1, square, a, b, 0, m / 2, k / 2];
      return [2, square, a, b, 0, m, k];
    }
    case 'exponential':
      return [3, 1 / (law.length * law.length), law.strength, 0, 0, law.n / 2, 0];
    case 'screened':
      return [4, 0, law.strength, law.kappa * law.length, law.kappa, 0, 0];
    case 'linear':
      return [5, 0, law.a, law.b, 0, 0, 0];
  }
}

/** What e^x needs there: bounds, 1/ln 2, 1.5·2⁵², ln 2 in two parts (the first times an integer is exact), 1/0! … 1/13!. */
export function exponentialNumbers(): readonly number[] {
  const out = [700, -700, Math.LOG2E, 6755399441055744, 0.6931471803691238, 1.9082149292705877e-10];
  for (let n = 1, factorial = 1; n <= 14; factorial *= n, n++) out.push(1 / factorial);
  return out;
}
