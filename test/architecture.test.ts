import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The rules of the house that a program can check. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');

interface SourceFile {
  /** Path below src, with slashes. */
  readonly path: string;
  readonly lines: number;
  /** The text without comments and without the contents of strings, templates and regular expressions. */
  readonly code: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('core/kernel/assembly/'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8');
    const bare = strip(text);
    return {
      path,
      lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
      code: bare.code,
      imports: specifiers(bare),
    };
  });

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(files.flatMap((f) => f.imports).length).toBeGreaterThan(200);
});

describe('rings: core ← physics ← engines, analysis ← app', () => {
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    core: ['core'],
    physics: ['core', 'physics'],
    engines: ['core', 'physics', 'engines'],
    analysis: ['core', 'physics', 'analysis'],
    app: ['core', 'physics', 'engines', 'analysis', 'app'],
    'index.ts': ['core', 'physics', 'engines', 'analysis', 'app'],
  };
  const ring = (path: string): string => path.split('/')[0];

  test('every file stands in a ring', () => {
    expect(files.filter((f) => !(ring(f.path) in mayImport)).map((f) => f.path)).toEqual([]);
  });

  test('imports go to the left only', () => {
    // a plug-in is handed the public surface
    const handed = 'app/plugins/load-plugin.ts';
    const wrong = relativeImports().filter(({ from, to }) => {
      return !mayImport[ring(from)]?.includes(ring(to)) && !(from === handed && to === 'index.ts');
    });
    expect(wrong).toEqual([]);
  });

  test('of analysis, only theory imports physics', () => {
    const wrong = relativeImports().filter(({ from, to }) => {
      return ring(from) === 'analysis' && ring(to) === 'physics' && !from.startsWith('analysis/theory/');
    });
    expect(wrong).toEqual([]);
  });

  test('relative imports name an existing file, with its ending', () => {
    const known = new Set(files.map((f) => f.path));
    const wrong = relativeImports().filter(({ to }) => !known.has(to) && !to.startsWith('core/kernel/'));
    expect(wrong).toEqual([]);
  });

  test('only app knows Node, and neither the scenario nor the lab does', () => {
    const node = new Set(builtinModules);
    const wrong = files.flatMap((f) => {
      const free = ring(f.path) !== 'app' || /^app\/(scenario|lab)\//.test(f.path);
      if (!free) return [];
      const modules = f.imports.filter((name) => name.startsWith('node:') || node.has(name));
      const globals = f.code.match(/(?<![\w.])(?:process|Buffer|__dirname|__filename|require)(?=\s*[.([])/g) ?? [];
      return [...modules, ...globals].map((what) => `${f.path}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  function relativeImports(): { from: string; to: string }[] {
    return files.flatMap((f) =>
      f.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => ({
          from: f.path,
          to: normalize(join(dirname(f.path), name))
            .split(sep)
            .join('/'),
        })),
    );
  }
});

describe('packages', () => {
  const node = new Set(builtinModules);
  const uses = new Map<string, Set<string>>();
  for (const f of files) {
    for (const name of f.imports) {
      if (name.startsWith('.') || name.startsWith('node:') || node.has(name)) continue;
      const parts = name.split('/');
      const packageName = name.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
      uses.set(packageName, (uses.get(packageName) ?? new Set()).add(f.path));
    }
  }

  test('each is imported by exactly one file, types included', () => {
    const shared = [...uses].filter(([, users]) => users.size > 1).map(([name, users]) => [name, ...users]);
    expect(shared).toEqual([]);
  });

  test('each is a declared dependency', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const declared = Object.keys(property(manifest, 'dependencies') ?? {});
    expect([...uses.keys()].filter((name) => !declared.includes(name))).toEqual([]);
    expect(uses.size).toBeGreaterThan(3);
  });
});

describe('size', () => {
  test('no file is longer than 250 lines', () => {
    expect(files.filter((f) => f.lines > 250).map((f) => `${f.path}: ${f.lines}`)).toEqual([]);
  });

  test('the median is at most 100 lines', () => {
    const lengths = files.map((f) => f.lines).sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(100);
  });

  test('no util, no helpers', () => {
    const vague = /(^|[/-])(utils?|helpers?|misc|common)(\.ts$|\/|-)/;
    expect(files.filter((f) => vague.test(f.path)).map((f) => f.path)).toEqual([]);
    for (const path of ['core/util.ts', 'core/helpers/a.ts', 'core/string-utils.ts'])
      expect(vague.test(path)).toBe(true);
  });
});

describe('language', () => {
  const offences = (pattern: RegExp, where: (path: string) => boolean = () => true): readonly string[] => {
    return files
      .filter((f) => where(f.path))
      .flatMap((f) => f.code.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${f.path}:${i + 1}`] : [])));
  };

  /** `any` as a type: after a colon, an angle, `as`, a bar or ampersand, before brackets; never a method `.any(`. */
  const any = /(?<![\w.])any(?![\w(:?])/;
  const doubleCast = /\bas\s+unknown\s+as\b/;
  /** x! where nothing like != follows, and the definite assignment x!: T. */
  const nonNull = /[\w)\]}"'`]!(?!=)/;
  const power = /\*\*|\bMath\s*\.\s*pow\b/;

  test('no any', () => {
    expect(offences(any)).toEqual([]);
  });
  test('no double cast', () => {
    expect(offences(doubleCast)).toEqual([]);
  });
  test('no non-null assertion', () => {
    expect(offences(nonNull)).toEqual([]);
  });
  test('no ** and no Math.pow in what feeds the state: they differ between Node versions', () => {
    expect(offences(power, (path) => /^(core|physics|engines)\//.test(path))).toEqual([]);
  });

  test('these patterns find what they look for, and nothing else', () => {
    for (const bad of [
      'let x: any;',
      'f<any>(x)',
      'x as any',
      'any[]',
      'Array<any>',
      '(a: any) => 0',
      'type A = any',
    ]) {
      expect(any.test(strip(bad).code), bad).toBe(true);
    }
    for (const good of ['Promise.any(list)', 'const many = 1', '{ any: 1 }', "'any'", '// any', 'company']) {
      expect(any.test(strip(good).code), good).toBe(false);
    }
    for (const bad of ['x!.y', 'f()!', 'a[0]!;', 'let x!: number', 'x! + 1', "o['k']!"]) {
      expect(nonNull.test(strip(bad).code), bad).toBe(true);
    }
    for (const good of [
      'a != b',
      'a !== b',
      'a!==b',
      '!x',
      '!!x',
      'if (!x)',
      "'x!'",
      `\`\${a}!\``,
      '// done!',
      '/a!b/.test(x)',
    ]) {
      expect(nonNull.test(strip(good).code), good).toBe(false);
    }
    for (const bad of ['x ** 2', 'Math.pow(x, 2)', 'x **= 2', `\`\${x ** 2}\``])
      expect(power.test(strip(bad).code)).toBe(true);
    for (const good of ['/** doc */', '// a ** b', "'**'", '`**`', 'x * x', '/\\*\\*/.test(x)']) {
      expect(power.test(strip(good).code), good).toBe(false);
    }
    expect(doubleCast.test('x as unknown as T')).toBe(true);
    expect(specifiers(strip("import a from 'x'; export { b } from './y.ts'; import type { C } from \"z\""))).toEqual([
      'x',
      './y.ts',
      'z',
    ]);
    expect(
      specifiers(strip("const m = await import('x'); type T = import('y').T; require('z'); import './w.ts'")),
    ).toEqual(['x', 'y', 'z', './w.ts']);
    expect(specifiers(strip("require.resolve('p/file.ttf'); // import 'q'\n const s = \"import 'r'\""))).toEqual([
      'p/file.ttf',
    ]);
    expect(specifiers(strip("import {\n  a,\n  b,\n} from 'many';\nexport type * from 't'"))).toEqual(['many', 't']);
  });
});

interface Stripped {
  /** Code with comments blanked and the contents of literals replaced by their number: '0', '1', … */
  readonly code: string;
  readonly strings: readonly string[];
}

/** Blanks comments and literals; line numbers stay as they are. Template placeholders `${…}` remain code. */
function strip(text: string): Stripped {
  const strings: string[] = [];
  let code = '';
  let i = 0;
  /** Depth of braces at which a template goes on. */
  const templates: number[] = [];
  let depth = 0;

  const blank = (to: number): void => {
    code += text.slice(i, to).replace(/[^\n]/g, ' ');
    i = to;
  };
  const literal = (quote: string): void => {
    let end = i + 1;
    while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
    code += `'${strings.length}'`;
    strings.push(text.slice(i + 1, end));
    i = end + 1;
  };
  const template = (): void => {
    // at the first character of a stretch of template text
    while (i < text.length) {
      if (text[i] === '\\') i += 2;
      else if (text[i] === '`') {
        // the end of a template, as if it were a string: what follows it may be a postfix
        code += '` ';
        i++;
        return;
      } else if (text.startsWith('${', i)) {
        code += '${';
        i += 2;
        templates.push(depth);
        depth++;
        return;
      } else {
        if (text[i] === '\n') code += '\n';
        i++;
      }
    }
  };
  const regexFollows = (): boolean => {
    const before = code.trimEnd();
    return before === '' || /[([{,;:=!&|?+\-*%<>~^]$/.test(before) || /\b(return|typeof|case|in|of)$/.test(before);
  };

  while (i < text.length) {
    const c = text[i];
    if (text.startsWith('//', i) || (i === 0 && text.startsWith('#!'))) {
      const end = text.indexOf('\n', i);
      blank(end < 0 ? text.length : end);
    } else if (text.startsWith('/*', i)) {
      const end = text.indexOf('*/', i + 2);
      blank(end < 0 ? text.length : end + 2);
    } else if (c === "'" || c === '"') literal(c);
    else if (c === '`') {
      code += '`';
      i++;
      template();
    } else if (c === '/' && regexFollows()) {
      let end = i + 1;
      let inClass = false;
      while (end < text.length && (inClass || text[end] !== '/') && text[end] !== '\n') {
        if (text[end] === '[') inClass = true;
        if (text[end] === ']') inClass = false;
        end += text[end] === '\\' ? 2 : 1;
      }
      code += '/ /';
      i = end + 1;
    } else {
      if (c === '{') depth++;
      if (c === '}') {
        depth--;
        if (templates.at(-1) === depth) {
          templates.pop();
          code += '}';
          i++;
          template();
          continue;
        }
      }
      code += c;
      i++;
    }
  }
  return { code, strings };
}

/** Everything that is imported, re-exported or required by name. */
function specifiers({ code, strings }: Stripped): readonly string[] {
  const forms = /\bfrom\s*'(\d+)'|\bimport\s*\(?\s*'(\d+)'|\brequire\s*(?:\.\s*resolve\s*)?\(\s*'(\d+)'/g;
  return Array.from(code.matchAll(forms), (found) => strings[Number(found[1] ?? found[2] ?? found[3])]);
}

function property(value: unknown, key: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'object' && found !== null ? found : undefined;
}

test('this file reads src', () => {
  expect(relative(root, source)).toBe('src');
});
