/** Numbers with errors as a paper prints them: the error to two digits, the value to the same place. */
import { numberText, powerOfTen, signed } from '../figures/number-text.ts';

/** `0.2561 ± 0.0008`, `(1.23 ± 0.04)×10⁻⁷`; a value that is known exactly stands alone. */
export function measured(value: number, error: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  if (!(error > 0 && Number.isFinite(error))) return numberText(value);
  const power = Math.floor(Math.log10(Math.max(Math.abs(value), error)));
  const common = power < -4 || power > 5 ? power : 0;
  const [v, e] = [value, error].map((x) => x / Number(`1e${common}`));
  const digits = places(e);
  const text = `${signed(v.toFixed(digits))} ± ${e.toFixed(digits)}`;
  return common === 0 ? text : `(${text})×${powerOfTen(common)}`;
}

/** With its sign, to the place of the second digit of `error`. */
export function difference(value: number, error: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  if (!(error > 0 && Number.isFinite(error))) return value > 0 ? `+${numberText(value)}` : numberText(value);
  const text = value.toFixed(places(error));
  return signed(Number(text) > 0 ? `+${text}` : text.replace(/^-(0\.?0*)$/, '$1'));
}

function infinite(value: number): string {
  return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
}

/** Decimals that show two digits of an error. */
function places(error: number): number {
  return Math.max(0, Math.min(12, 1 - Math.floor(Math.log10(error))));
}
