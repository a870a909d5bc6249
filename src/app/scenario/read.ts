import { formatPath, type Path } from './path.ts';
import type { Mark, Span } from './place.ts';
import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, parseDocument } from './yaml.ts';

/** What stands in a text, and where. */
export interface Read {
  readonly data: unknown;
  readonly marks: ReadonlyMap<string, Mark>;
  /** Mistakes of the text itself. */
  readonly mistakes: readonly Mistake[];
  /** The text is no YAML, so that `data` means nothing. */
  readonly broken?: true;
}

interface Mistake {
  readonly path: Path;
  readonly message: string;
  readonly span: Span;
  /** There is no value to look at any further. */
  readonly lost?: true;
}

const DEEPEST = 100;
/** Number of values that all aliases together may stand for. */
const LARGEST = 10_000;

/**
 * YAML 1.2 (and so JSON) as plain data: objects, lists, numbers, texts, booleans, null. Refuses what a scenario has no use
 * for: doubled keys, keys that are not words, tags, and aliases that contain themselves or expand without end.
 */
export function read(text: string): Read {
  if (nesting(text) > DEEPEST) return broken(`more than ${DEEPEST} levels of nesting`, [0, 1]);
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, schema: 'core' });
  // one slip often makes several errors: the first one is the slip
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) return broken(inWords(first.code, first.message), first.pos);
  const reader = new Reader();
  const data = reader.visit(document.contents, { path: [], at: [0, 0], aliased: false });
  if (reader.excess !== undefined) return broken(reader.excess.message, reader.excess.span);
  return { data, marks: reader.marks, mistakes: reader.mistakes };
}

interface Where {
  readonly path: Path;
  /** Where an absent value would stand. */
  readonly at: Span;
  readonly key?: Span;
  readonly aliased: boolean;
}

class Reader {
  readonly marks = new Map<string, Mark>();
  readonly mistakes: Mistake[] = [];
  /** Why the reader gave up. */
  excess: { readonly message: string; readonly span: Span } | undefined;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #expanded = 0;

  visit(node: Node | null, where: Where): unknown {
    const { path, key, aliased } = where;
    const span = spanOf(node, where.at);
    const mark = { value: span, block: isCollection(node) && node.flow !== true };
    this.marks.set(formatPath(path), key === undefined ? mark : { ...mark, key });
    if (aliased && ++this.#expanded > LARGEST) {
      this.excess ??= { message: `the aliases stand for more than ${LARGEST} values`, span };
    }
    if (path.length > DEEPEST) this.excess ??= { message: `more than ${DEEPEST} levels of nesting`, span };
    if (this.excess !== undefined) return null;
    if (isAlias(node)) return this.#alias(node.source, span, where);
    if (isScalar(node) || isCollection(node)) {
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    }
    // −0 does not survive JSON
    if (isScalar(node)) return typeof node.value === 'number' ? node.value + 0 : node.value;
    if (!isCollection(node)) return null;
    this.#open.add(node);
    const out = isSeq(node)
      ? node.items.map((item, i) => this.visit(item as Node | null, { path: [...path, i], at: span, aliased }))
      : this.#block(isMap(node) ? node.items : [], where, span);
    this.#open.delete(node);
    return out;
  }

  #alias(name: string, span: Span, where: Where): unknown {
    const target = this.#anchors.get(name);
    if (target === undefined) return this.#lose(where.path, span, `there is no anchor &${name} before this alias`);
    if (this.#open.has(target)) return this.#lose(where.path, span, `the alias *${name} stands inside its own anchor`);
    const out = this.visit(target, { ...where, aliased: true });
    const mark = { value: span, block: false };
    this.marks.set(formatPath(where.path), where.key === undefined ? mark : { ...mark, key: where.key });
    return out;
  }

  #block(pairs: readonly { key: unknown; value: unknown }[], { path, aliased }: Where, span: Span): unknown {
    const out: Record<string, unknown> = {};
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const key = spanOf(keyNode, span);
      const name = isScalar(keyNode) && keyNode.value !== null ? String(keyNode.value) : undefined;
      if (name === undefined || name === '__proto__') {
        this.mistakes.push({
          path,
          message: name === undefined ? 'a key must be a word' : `unknown key '${name}'`,
          span: key,
        });
        continue;
      }
      const inner: Path = [...path, name];
      if (Object.hasOwn(out, name)) {
        this.mistakes.push({ path: inner, message: `the key '${name}' is given twice; keep one`, span: key });
        continue;
      }
      out[name] = this.visit(pair.value as Node | null, { path: inner, at: [key[1], key[1]], key, aliased });
    }
    return out;
  }

  #lose(path: Path, span: Span, message: string): null {
    this.mistakes.push({ path, message, span, lost: true });
    return null;
  }
}

function spanOf(node: Node | null, otherwise: Span): Span {
  const range = node?.range;
  return range === undefined || range === null ? otherwise : [range[0], range[1]];
}

function broken(message: string, span: Span): Read {
  return { data: null, marks: new Map(), mistakes: [{ path: [], message, span }], broken: true };
}

/** What the parser says, in terms of what to do; by its error codes. */
function inWords(code: string, message: string): string {
  if (code === 'BAD_INDENT' && message.startsWith('Flow')) {
    return 'the ] or } that closes a list or block is missing, or does not stand further right than the key';
  }
  const words: Readonly<Record<string, string>> = {
    TAB_AS_INDENT: 'a tab as indentation; indent with spaces',
    BLOCK_AS_IMPLICIT_KEY:
      "a second 'key:' where a value is expected; begin a new line with the same indentation, or write { key: value }; text that contains ': ' needs quotes",
    MULTILINE_IMPLICIT_KEY: "a line without ': '; write 'key: value'",
    MULTIPLE_DOCS: "a second document begins here; a scenario file has one, without '---' between",
    TAG_RESOLVE_FAILED: 'tags (words that begin with !) mean nothing here; put the text in quotes',
    BAD_SCALAR_START: `${message}; put the text in quotes`,
  };
  return Object.hasOwn(words, code) ? words[code] : message;
}

/**
 * An upper bound of the depth, from brackets, indentation and list markers, before the recursive parser sees the text: very
 * deep nesting can take the whole process down.
 */
function nesting(text: string): number {
  let deepest = 0;
  let flow = 0;
  for (const character of text) {
    if (character === '[' || character === '{') flow++;
    else if ((character === ']' || character === '}') && flow > 0) flow--;
    if (flow > deepest) deepest = flow;
  }
  for (const line of text.split('\n')) {
    const [lead] = /^(?:[ \t]|[-?:](?=\s))*/.exec(line) ?? [''];
    deepest = Math.max(deepest, lead.length / 4);
  }
  return deepest;
}
