/**
 * The number that a text was probably meant for, as it should be written: "1e-3" (in quotes), 1_000, 0,5, 1d-3 (Fortran),
 * 1/2, 2*pi. Undefined where the text is none of these.
 */
export function reading(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40) return undefined;
  if (NUMBER.test(trimmed)) return trimmed;
  const plain = trimmed.replace(/(?<=\d)_(?=\d)/g, '').replace(/^([-+]?\d+),(\d+)/, '$1.$2');
  const fortran = plain.replace(/(?<=[\d.])[dD](?=[-+]?\d+$)/, 'e');
  if (NUMBER.test(fortran)) return fortran;
  const [, above, below] = /^([-+]?[\d.]+) *\/ *([\d.]+)$/.exec(trimmed) ?? [];
  if (above !== undefined && below !== undefined) return finite(Number(above) / Number(below));
  const [, factor] = /^([-+]?[\d.]*) *\*? *(?:pi|π)$/i.exec(trimmed) ?? [];
  if (factor !== undefined) return finite((factor === '' ? 1 : Number(factor)) * Math.PI);
  return undefined;
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

function finite(value: number): string | undefined {
  return Number.isFinite(value) ? String(value) : undefined;
}
