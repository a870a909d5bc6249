/** Numbers as a paper prints them: true minus sign, powers of ten with superscripts, no noise of binary fractions. */
import { math } from '../markup.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** To `digits` significant digits without trailing zeros; as m×10ⁿ outside 10⁻³ … 10⁵. */
export function numberText(value: number, digits = 4): string {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? '0' : String(value).replace('-', '−');
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power < -3 || power > 4) return `${signed(trim(mantissa))}×${powerOfTen(power)}`.replace(/^(−?)1×/, '$1');
  return signed(trim(value.toFixed(Math.max(0, digits - 1 - power))));
}

/** `t = 12.5 τ`, the symbol in italics. */
export function reading(symbol: string, value: number, unit: string | undefined): string {
  return `${math(symbol)} = ${numberText(value)}${unit === undefined ? '' : ` ${unit}`}`;
}

/** 10ⁿ. */
export function powerOfTen(power: number): string {
  const digits = [...String(Math.abs(power))].map((d) => SUPERSCRIPTS[Number(d)]).join('');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}

export function signed(text: string): string {
  return text.replace('-', '−');
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
