/** Where an axis has ticks and what stands at them. */
import { numberText, powerOfTen, signed } from './number-text.ts';

export interface Ticks {
  readonly values: readonly number[];
  /** One per value. */
  readonly labels: readonly string[];
  /** Unlabelled ticks between. */
  readonly minor: readonly number[];
}

const PLAIN = 3;

/** Multiples of 1, 2 or 5 times a power of ten, about `wanted` of them; large and small numbers share one power of ten. */
export function linearTicks([low, high]: readonly [number, number], wanted: number): Ticks {
  const rough = (high - low) / wanted;
  const power = Math.floor(Math.log10(rough));
  const unit = rough / tenTo(power);
  const step = unit < Math.SQRT2 ? 1 : unit < Math.sqrt(10) ? 2 : unit < Math.sqrt(50) ? 5 : 10;
  const decimals = step === 10 ? power + 1 : power;
  const spacing = step * tenTo(power);
  const first = Math.ceil(low / spacing - 1e-9);
  const last = Math.floor(high / spacing + 1e-9);
  const multiples = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const values = multiples.map((n) => decimal(n * step, power));
  const top = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  const common = top > 4 || top < -PLAIN ? top : 0;
  const places = Math.max(0, common - decimals);
  const labels = values.map((v) => {
    const digits = signed((v / tenTo(common)).toFixed(places));
    return common === 0 || v === 0 ? (v === 0 && common !== 0 ? '0' : digits) : `${digits}×${powerOfTen(common)}`;
  });
  return { values, labels, minor: [] };
}

/** Powers of ten; also 2 and 5 times them within two decades; linear ticks when the axis has less than half a decade. */
export function logTicks(domain: readonly [number, number]): Ticks {
  const decades = Math.log10(domain[1] / domain[0]);
  if (decades < 0.5) return linearTicks(domain, 5);
  const inside = (v: number) => v >= domain[0] * (1 - 1e-9) && v <= domain[1] * (1 + 1e-9);
  const first = Math.floor(Math.log10(domain[0]));
  const powers = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => first + i);
  const every = Math.ceil(decades / 8);
  const majors = powers.filter((p) => p % every === 0 && inside(tenTo(p)));
  const minor = powers
    .flatMap((p) => (every > 1 ? [1] : [2, 3, 4, 5, 6, 7, 8, 9]).map((m) => decimal(m, p)))
    .filter(inside);
  if (decades < 2) {
    const values = powers.flatMap((p) => [1, 2, 5].map((m) => decimal(m, p))).filter(inside);
    return { values, labels: values.map((v) => numberText(v)), minor };
  }
  const plain = majors.every((p) => Math.abs(p) <= PLAIN);
  const labels = majors.map((p) => (plain ? numberText(tenTo(p)) : powerOfTen(p)));
  return { values: majors.map(tenTo), labels, minor };
}

function tenTo(power: number): number {
  return decimal(1, power);
}

/** The number that the decimal notation of m×10ⁿ means: no 0.30000000000000004. */
function decimal(mantissa: number, power: number): number {
  return Number(`${mantissa}e${power}`);
}
