import { type Assignment, override } from './overrides.ts';
import { formatPath, type Path, valueAt } from './path.ts';
import { read } from './read.ts';
import { parseDocument } from './yaml.ts';

/**
 * The text of a scenario with values put in: nothing else changes, comments and layout included, wherever a value is a number,
 * a word or a list of them; else the yaml library writes the whole text anew, with its comments. JSON stays JSON.
 * @throws RangeError where a value has no place
 */
export function rewrite(text: string, assignments: readonly Assignment[]): string {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const isJson = content.trimStart().startsWith('{');
  if (isJson) return `${JSON.stringify(assigned(content, assignments), null, 2)}\n`;
  return assignments.reduce((before, one) => {
    const wanted = canonical(assigned(before, [one]));
    const spliced = splice(before, one.path, one.value);
    // an anchor that is used elsewhere, for example, makes more of a change than was meant
    if (spliced !== null && canonical(read(spliced).data) === wanted) return spliced;
    return written(before, one);
  }, content);
}

/** The data with the values put in. */
function assigned(text: string, assignments: readonly Assignment[]): unknown {
  const { data } = read(text);
  if (typeof data !== 'object' || data === null) throw new RangeError('the text holds no scenario');
  const { failed } = override(data as Record<string, unknown>, assignments);
  if (failed.length > 0) throw new RangeError(`${failed[0].label}: ${failed[0].message}`);
  return data;
}

/** Data as a text that does not depend on the order of keys. */
function canonical(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The text with one value put in by hand; null where that is not simple. */
function splice(text: string, path: Path, value: unknown): string | null {
  const plain = inline(value);
  if (plain === null) return null;
  const { data, marks } = read(text);
  const own = marks.get(formatPath(path));
  const insert = (at: number, what: string, until = at): string => text.slice(0, at) + what + text.slice(until);
  if (own !== undefined && valueAt(data, path) !== undefined && !own.block)
    return insert(own.value[0], plain, own.value[1]);
  const parent = path.slice(0, -1);
  const key = path[path.length - 1];
  const holder = marks.get(formatPath(parent));
  if (typeof key !== 'string') return null;
  if (holder === undefined || parent.length === 0) {
    if (parent.length > 1 || marks.get('')?.block !== true) return null;
    const end = text.endsWith('\n') ? text : `${text}\n`;
    return parent.length === 0 ? `${end}${key}: ${plain}\n` : `${end}${parent[0]}:\n  ${key}: ${plain}\n`;
  }
  const prefix = `${formatPath(parent)}.`;
  const inner = [...marks].flatMap(([name, mark]) => (name.startsWith(prefix) ? [mark] : []));
  if (inner.length > 0 && holder.block) {
    const first = Math.min(...inner.map((mark) => mark.key?.[0] ?? mark.value[0]));
    const indent = first - (text.lastIndexOf('\n', first - 1) + 1);
    const last = text.slice(0, Math.max(...inner.map((mark) => mark.value[1]))).trimEnd().length;
    const end = text.indexOf('\n', last);
    const line = `${' '.repeat(indent)}${key}: ${plain}\n`;
    return end < 0 ? `${text}\n${line}` : insert(end + 1, line);
  }
  const close = holder.value[1] - 1;
  if (text[close] !== '}') return null;
  const inside = text.slice(0, close).trimEnd();
  return `${inside}${inside.endsWith('{') || inside.endsWith(',') ? '' : ','} ${key}: ${plain} ${text.slice(close)}`;
}

/** A number, a word, or a list of them. */
function inline(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return /^[A-Za-z][\w-]*$/.test(value) ? value : null;
  if (!Array.isArray(value)) return null;
  const parts = value.map(inline);
  return parts.includes(null) ? null : `[${parts.join(', ')}]`;
}

/** The text as the yaml library writes it. */
function written(text: string, { label, path, value }: Assignment): string {
  const document = parseDocument(text, { schema: 'core' });
  try {
    document.setIn(path, document.createNode(value, { flow: true }));
  } catch (error) {
    throw new RangeError(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return document.toString({ lineWidth: 0 });
}
