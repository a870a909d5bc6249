/**
 * Columns of numbers from a CSV text, by name: comment lines (#), then either a line of names or, where the first line
 * holds numbers, exactly the wanted columns in their order; separated by commas, semicolons or blanks. The columns of
 * `optional` come after them, empty where the file has none. Further columns are passed over.
 * @throws RangeError that names the file and the line
 */
export function parseColumns(
  text: string,
  wanted: readonly string[],
  file: string,
  optional: readonly string[] = [],
): readonly number[][] {
  const names = [...wanted, ...optional];
  const out = names.map((): number[] => []);
  let at: readonly number[] | null = null;
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (line.trim() === '' || line.trimStart().startsWith('#')) return;
      const cells = line.trim().split(/\s*[,;]\s*|\s+/);
      const where = `${file}:${i + 1}`;
      if (at === null) {
        const named = cells.some((cell) => !isNumber(cell));
        at = named ? names.map((name) => cells.indexOf(name)) : wanted.map((_, c) => c);
        const missing = wanted.filter((_, c) => (at?.[c] ?? -1) < 0);
        if (missing.length > 0) {
          throw new RangeError(
            `${where}: there is no column '${missing[0]}' among ${cells.join(', ')}; wanted are ${wanted.join(', ')}`,
          );
        }
        if (!named && cells.length !== wanted.length) {
          throw new RangeError(
            `${where}: ${cells.length} columns without names; ${wanted.length} are wanted: ${wanted.join(', ')}`,
          );
        }
        if (named) return;
      }
      at.forEach((column, c) => {
        if (column < 0) return;
        const cell = cells[column] ?? '';
        if (!isNumber(cell)) throw new RangeError(`${where}: '${cell}' in column '${names[c]}' is not a number`);
        out[c].push(Number(cell));
      });
    });
  if (out[0].length === 0) throw new RangeError(`${file}: the file holds no rows of ${wanted.join(', ')}`);
  return out;
}

/** The numbers of comment lines such as `# density: 0.7`, by name. */
export function parseFacts(text: string): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s*#\s*([\w-]+)\s*[:=]\s*(\S+)\s*$/.exec(line) ?? [];
    if (name !== undefined && isNumber(value)) out.set(name, Number(value));
  }
  return out;
}

function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
}
