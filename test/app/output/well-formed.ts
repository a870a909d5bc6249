/** Elements of HTML that have no end. */
const VOID: ReadonlySet<string> = new Set(['meta', 'br', 'hr', 'img', 'link', 'input']);
const TOKEN =
  /<!DOCTYPE [^>]*>|<(?<end>\/?)(?<name>[A-Za-z][\w:-]*)(?<attributes>(?:\s+[\w:-]+="[^"<]*")*)\s*(?<empty>\/?)>|<|[^<]+/gs;
const BARE = /&(?!(?:#\d+|#x[\da-f]+|[a-z]+);)/i;

/**
 * The first mistake in the markup of HTML or SVG, null when there is none: tags that are not closed or closed in the wrong
 * order, attributes without quotes or twice, and bare < or & anywhere. Style sheets count as text.
 */
export function wellFormed(markup: string): string | null {
  const open: string[] = [];
  for (const token of markup.matchAll(TOKEN)) {
    const around = markup.slice(token.index, token.index + 60);
    const { end, name, attributes = '', empty } = token.groups ?? {};
    if (token[0] === '<') return `a bare < in ${around}`;
    if (BARE.test(token[0])) return `a bare & in ${around}`;
    if (name === undefined) continue;
    const names = Array.from(attributes.matchAll(/\s([\w:-]+)="/g), (found) => found[1]);
    if (new Set(names).size !== names.length) return `an attribute twice in ${around}`;
    if (end === '/') {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (empty !== '/' && !VOID.has(name)) open.push(name);
  }
  return open.length === 0 ? null : `<${open.join('><')}> is not closed`;
}
