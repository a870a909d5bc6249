import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPlugin } from '../../src/app/plugins/load-plugin.ts';
import { loadedPlugins } from '../../src/app/plugins/loaded.ts';
import { buildModel } from '../../src/app/scenario/build-model.ts';
import { builtIn } from '../../src/app/scenario/built-in.ts';
import { loadScenario } from '../../src/app/scenario/load.ts';
import { linearStructureFactor } from '../../src/physics/model.ts';
import { dk, dkHere, scratch } from '../support/dk.ts';

const here = scratch();
const fixture = fileURLToPath(new URL('../fixtures/plugins/three-body.js', import.meta.url));

afterAll(() => here.remove());

/** A term that is fine, as the text of an entry. */
const TERM = `dk.define({ summary: 'F = ∫ρ²', parameters: {}, create: () => dk.quadraticFunctional({ name: 'q', status: 'bare', gamma: () => 0.1 }) })`;
const write = (name: string, text: string): string => {
  writeFileSync(here.in(name), text);
  return here.in(name);
};
const scenario = (name: string, term: string, plugins: readonly string[]): string => {
  const text = {
    name,
    ...(plugins.length === 0 ? {} : { plugins }),
    box: { length: [9], cells: [16] },
    dynamics: { kT: 0.7, mu: 1.3 },
    density: 12,
    'free-energy': [{ term: 'ideal-gas' }, { term }],
    time: { duration: 2, sample: 0.1 },
    ensemble: { replicas: 2 },
  };
  return write(`${name}.json`, JSON.stringify(text));
};

describe('a plug-in that cannot be used says why, with its file; exit 2', () => {
  // a module is loaded once per name
  let count = 0;
  const definition = (text: string): string => `export default (dk) => (${text});`;
  test.each<[what: string, text: string, says: RegExp]>([
    [
      'no default export',
      'export const a = 1;',
      /bad-\d+\.js: no default export; a plug-in begins with export default/,
    ],
    [
      'a throw while loading',
      'const a = nowhere.b;\nexport default a;',
      /bad-\d+\.js(:\d+)?: the plug-in cannot be loaded: ReferenceError: nowhere/,
    ],
    [
      'a throw of the function',
      'export default () => {\n  throw new Error("tired");\n};',
      /bad-\d+\.js(:\d+)?: the default export failed: Error: tired/,
    ],
    ['a number', 'export default 3;', /bad-\d+\.js: default export: expected an object with some of functionals, /],
    ['nothing', definition('{}'), /default export: it defines no entry; expected some of functionals/],
    [
      'an unknown block',
      definition(`{ functional: { a: ${TERM} } }`),
      /functional: unknown key; .* did you mean 'functionals'\?/,
    ],
    ['a block that is no object', definition(`{ functionals: [${TERM}] }`), /functionals: expected an object/],
    [
      'a name that exists',
      definition(`{ functionals: { pair: ${TERM} } }`),
      /functionals\.pair: there is a 'pair' already \(dk list functionals\)/,
    ],
    [
      'a name with capitals',
      definition(`{ functionals: { Pair: ${TERM} } }`),
      /functionals\.Pair: a name has small letters/,
    ],
    [
      'no entry',
      definition('{ functionals: { a: () => 1 } }'),
      /functionals\.a: expected dk\.define\(.*, not a function/,
    ],
    [
      'no create',
      definition("{ functionals: { a: { summary: 's', parameters: {} } } }"),
      /functionals\.a: create\(values, context\) is missing/,
    ],
    [
      'no summary',
      definition('{ functionals: { a: { parameters: {}, create() {} } } }'),
      /functionals\.a: summary is missing/,
    ],
    [
      'no parameters',
      definition("{ functionals: { a: { summary: 's', create() {} } } }"),
      /functionals\.a: parameters must be an object/,
    ],
    [
      'a parameter without doc',
      definition("{ functionals: { a: { summary: 's', parameters: { c: { type: 'number' } }, create() {} } } }"),
      /parameters\.c: doc is missing/,
    ],
    [
      'a parameter of no type',
      definition(
        "{ functionals: { a: { summary: 's', parameters: { c: { type: 'float', doc: 'd' } }, create() {} } } }",
      ),
      /parameters\.c: type is "float"; it must be one of number, numbers, text, map, entry/,
    ],
    [
      'a parameter with an unknown key',
      definition(
        "{ functionals: { a: { summary: 's', parameters: { c: { type: 'number', doc: 'd', minimum: 0 } }, create() {} } } }",
      ),
      /parameters\.c: unknown key 'minimum'; a number may have doc, min/,
    ],
    [
      'a parameter called term',
      definition(
        "{ functionals: { a: { summary: 's', parameters: { term: { type: 'number', doc: 'd' } }, create() {} } } }",
      ),
      /parameters\.term: a scenario uses 'term' itself/,
    ],
    [
      'examples of nothing',
      definition(`{ functionals: { a: ${TERM} }, examples: { b: [{}] } }`),
      /examples\.b: the plug-in has no such entry; it has a/,
    ],
    [
      'examples that are no list',
      definition(`{ functionals: { a: ${TERM} }, examples: { a: { c: 1 } } }`),
      /examples\.a: expected a list/,
    ],
  ])('%s', async (_what, text, says) => {
    const { code, stdout, stderr } = await dkHere(here.path, 'check', write(`bad-${++count}.js`, text));
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('internal error');
    expect(builtIn.functionals).not.toHaveProperty('a');
  });

  test('a syntax error, with its line', async () => {
    const file = write('syntax.js', 'export default (dk) => {\n  return { a: 1;\n};');
    const { code, stdout, stderr } = await dk(here.path, 'check', file);
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/syntax\.js:2: the plug-in cannot be loaded: SyntaxError: /);
  });

  test('an await that never ends: Node would leave with 13 and no word', async () => {
    for (const [name, text] of [
      ['waits.mjs', 'await new Promise(() => {});\nexport default {};'],
      ['waits-later.mjs', 'export default () => new Promise(() => {});'],
    ]) {
      const before = process.listenerCount('beforeExit');
      const pending = dkHere(here.path, 'check', write(name, text));
      while (process.listenerCount('beforeExit') === before) await new Promise((go) => setTimeout(go, 5));
      await new Promise((go) => setTimeout(go, 50));
      process.emit('beforeExit', 0);
      const { code, stderr } = await pending;
      expect(code).toBe(2);
      expect(stderr).toMatch(/waits(-later)?\.mjs: .*waits for something that never happens/);
    }
  });

  test('a file that is not there, a scenario', async () => {
    const missing = await dkHere(here.path, 'list', '--plugin', 'missing.js');
    expect(missing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/cannot read the plug-in missing\.js: there is no such file/),
    });
    const yaml = await dkHere(here.path, 'list', '--plugin', 'a.yaml');
    expect(yaml).toMatchObject({ code: 2, stderr: expect.stringContaining('a.yaml is no plug-in') });
  });
});

describe('code of a plug-in that fails later is named, too', () => {
  const make = (name: string, create: string): string =>
    write(
      `${name}.js`,
      `export default (dk) => ({\n  functionals: { '${name}': { summary: 's', parameters: {}, create: (values, context) => {\n ${create} } } },\n});`,
    );
  const functional = (members: string): string =>
    `{ name: 'n', status: 'bare', bulk: { f: () => 0, slope: () => 0 }, ${members} }`;
  test.each<[name: string, create: string, says: RegExp]>([
    ['create-throws', 'return values.a.b;', /create-throws\.js(:\d+)?: create of 'create-throws' failed: TypeError/],
    [
      'create-refuses',
      "throw new RangeError('only at night');",
      /free-energy\[1\]: only at night \(functionals\.create-refuses of the plug-in .*create-refuses\.js\)/,
    ],
    [
      'create-nothing',
      'return undefined;',
      /functionals\.create-nothing of the plug-in .*: what create returns is undefined; expected \{ name, status, curvature\(…\)/,
    ],
    [
      'no-bulk',
      "return { name: 'n', status: 'bare', curvature: () => 1, bind: () => ({}) };",
      /what create returns has no bulk/,
    ],
    [
      'bind-nothing',
      "return { name: 'n', status: 'bare', curvature: () => 1, bulk: { f: () => 0, slope: () => 0 }, bind: () => ({}) };",
      /what bind returns has no energy/,
    ],
    ...[
      ['no-form', '', /what bind returns has no form that the solver takes; one of local .* is expected/] as const,
      ['kernel-list', 'kernel: [1, 2]', /kernel is a list; a Float64Array of 9 finite numbers.*modes/] as const,
      ['kernel-short', 'kernel: new Float64Array(8)', /kernel has 8 entries; a Float64Array of 9/] as const,
      ['kernel-nan', 'kernel: new Float64Array(9).fill(NaN, 4)', /kernel\[4\] is NaN; /] as const,
      ['external-short', 'external: new Float64Array(9)', /external has 9 entries; a Float64Array of 16/] as const,
      ['nonlinear-false', 'nonlinear: false, kernel: new Float64Array(9)', /nonlinear is false; true is/] as const,
      ['local-half', 'local: { f: () => 0 }', /the local that bind returns has no slope/] as const,
    ].map(([name, form, says]): [string, string, RegExp] => [
      name,
      `return ${functional(`curvature: () => 1, bind: () => ({ energy: () => 0, pressure: () => 0, addPotential() {}, ${form} })`)};`,
      says,
    ]),
    [
      'status-odd',
      `return { ...${functional('curvature: () => 1, bind: () => ({})')}, status: 'Bare' };`,
      /status is 'Bare'; 'bare' or 'renormalised' is expected/,
    ],
    [
      'curvature-throws',
      `return ${functional('curvature: () => nowhere.to.go, bind: () => ({})')};`,
      /curvature-throws\.js(:\d+)?: curvature of 'curvature-throws' failed: ReferenceError: nowhere/,
    ],
    [
      'curvature-nan',
      `return ${functional('curvature: (k, [rho]) => Math.log(11 - rho), bind: () => ({})')};`,
      /curvature\(k, \[12\], 0, 0\) is NaN at k = 0, .*; F″ at the mean density, a finite number, is expected/,
    ],
    [
      'curvature-throws-between',
      `return ${functional('curvature: (k) => (k > 2 && k < 3 ? nowhere.to.go : 1), bind: (fft) => ({ energy: () => 0, pressure: () => 0, addPotential() {}, nonlinear: true })')};`,
      /curvature-throws-between\.js(:\d+)?: curvature of .* failed/,
    ],
  ])('%s', async (name, create, says) => {
    const plugin = make(name, create);
    const { code, stderr } = await dkHere(here.path, 'run', scenario(name, name, []), '--plugin', plugin, '--quiet');
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(existsSync(here.in('runs', name))).toBe(false);
  });

  test('f throws: the run fails with 1, and the check with 3', async () => {
    const plugin = write(
      'f-throws.js',
      `export default (dk) => ({ functionals: { 'f-throws': dk.define({ summary: 's', parameters: {}, create: () => dk.localFunctional({
  name: 'f-throws', status: 'bare', curvature: () => 2, f: (rho) => rho * rho,
  slope: (rho) => { if (rho > 12.001) return nowhere.to.go; return 2 * rho; } }) }) } });`,
    );
    const file = scenario('f-throws', 'f-throws', []);
    const run = await dkHere(here.path, 'run', file, '--plugin', plugin, '--quiet', '--workers', '1');
    expect(run).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^dk: .*f-throws\.js(:\d+)?: error in the plug-in's code: ReferenceError: nowhere/),
    });
    const check = await dkHere(here.path, 'check', file, '--plugin', plugin);
    expect(check.code).toBe(3);
    expect(check.stdout).toMatch(/FAIL +\S*f-throws\.js(:\d+)?: error in the plug-in's code/);
  });
});

describe('a scenario that names plug-ins', () => {
  const told = here.in('told');
  const spy = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(told)}, 'ran');\nexport default (dk) => ({ functionals: { spy: ${TERM} } });`;

  test('loads none of them unless it is allowed to', async () => {
    write('spy.mjs', spy);
    const file = scenario('spied', 'spy', ['spy.mjs']);
    for (const command of ['run', 'plan', 'particles', 'compare', 'theory', 'check']) {
      const { code, stdout, stderr } = await dkHere(here.path, command, file);
      expect({ command, code, stdout }).toStrictEqual({ command, code: 2, stdout: '' });
      expect(stderr).toContain('spied.json wants to load code');
      expect(stderr).toContain(`  ${here.in('spy.mjs')}\n`);
      expect(stderr).toContain('--allow-plugins');
    }
    expect(existsSync(told)).toBe(false);
    // one that is named on the command line does not let another in
    const other = await dkHere(here.path, 'run', file, '--plugin', fixture, '--dry-run');
    expect(other).toMatchObject({ code: 2 });
    expect(existsSync(told)).toBe(false);
    const named = await dkHere(here.path, 'run', file, '--plugin', here.in('spy.mjs'), '--dry-run');
    expect(named).toMatchObject({ code: 0 });
    expect(readFileSync(told, 'utf8')).toBe('ran');
  });

  test('a list of something else is a mistake of the scenario', async () => {
    const file = write('odd.yaml', 'name: odd\nplugins: 3\n');
    expect(await dkHere(here.path, 'check', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('plugins'),
    });
  });
});

describe('a plug-in that is fine', () => {
  beforeAll(async () => {
    await loadPlugin(fixture);
  });

  test('is registered once, however it is named', async () => {
    symlinkSync(fixture, here.in('link.js'));
    const before = loadedPlugins().length;
    expect(await loadPlugin(here.in('link.js'))).toBe(await loadPlugin(fixture));
    expect(loadedPlugins()).toHaveLength(before);
  });

  test('is listed, and in the schema', async () => {
    const list = await dkHere(here.path, 'list', 'functionals', '--plugin', fixture);
    expect(list.stdout).toMatch(
      /^ {2}three-body +F = ∫\(c\/3\)ρ³: repulsion of three bodies\n {6}c +strength .*\(≥ 0\) default 0\.002$/m,
    );
    expect((await dkHere(here.path, 'schema', '--plugin', fixture)).stdout).toContain('"const": "three-body"');
    const wrong = await dkHere(here.path, 'run', scenario('wrong', 'three-bodies', []), '--plugin', fixture);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'three-body'") });
  });

  test('a plain object is a default export, too', async () => {
    const plain = write(
      'plain.js',
      "export default { external: { flat: { summary: 'V = 0', parameters: {}, create: () => ({ energy: () => 0, gradient: (x, out) => out.fill(0) }) } } };",
    );
    expect((await loadPlugin(plain)).entries).toStrictEqual({ external: ['flat'] });
    expect(builtIn.external).toHaveProperty('flat');
  });

  test('theory knows its curvature: S = kT/(ρF″)', () => {
    const text = readFileSync(scenario('theory', 'three-body', []), 'utf8');
    const model = buildModel(loadScenario(text, { file: 'theory' }).scenario);
    const c = 0.002;
    expect(linearStructureFactor(model, 0.7)).toBeCloseTo(0.7 / (0.7 + 2 * c * 12 * 12), 12);
  });

  test('runs on worker threads as in one, and leaves its bytes’ hash and its path', async () => {
    const file = scenario('workers', 'three-body', [fixture]);
    const flags = ['--allow-plugins', '--quiet', '--workers'];
    const quiet = { code: 0, stdout: '', stderr: '' };
    expect(await dk(here.path, 'run', file, ...flags, '2', '--out', 'workers-2')).toStrictEqual(quiet);
    expect(await dkHere(here.path, 'run', file, ...flags, '1', '--out', 'workers-1')).toStrictEqual(quiet);
    const read = (workers: number, name: string): string => readFileSync(here.in(`workers-${workers}`, name), 'utf8');
    expect(read(2, 'curves/structure-factor.csv')).toBe(read(1, 'curves/structure-factor.csv'));
    const { plugins } = JSON.parse(read(2, 'manifest.json'));
    const hash = `sha256:${createHash('sha256').update(readFileSync(fixture)).digest('hex')}`;
    expect(plugins).toStrictEqual([{ file: fixture, hash, entries: { functionals: ['three-body', 'screened-core'] } }]);
    expect(JSON.parse(read(2, 'resolved.json')).plugins).toStrictEqual([fixture]);
    expect(await dk(here.path, 'plot', here.in('workers-2'))).toMatchObject({ code: 2, stdout: '' });
    expect(await dkHere(here.path, 'plot', here.in('workers-2'), '--allow-plugins')).toMatchObject({ code: 0 });
  });
});

test.each([
  ['docs/plugins.md', 'three-body'],
  ['README.md', 'screened-repulsion'],
])('%s: the plug-in of the page is short, passes dk check and runs', async (file, term) => {
  const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const block = (language: string, says: string): string => {
    const blocks = [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text);
    const text = blocks.find((one) => one.includes(says));
    if (text === undefined) throw new Error(`no ${language} block with ${says}`);
    return text;
  };
  const [code, yaml] = [block('js', `'${term}': dk.define(`), block('yaml', `plugins: [${term}.js]`)];
  expect(code.split('\n').length).toBeLessThan(30);
  expect(code).not.toContain('import');
  // under another name than the fixture of this file
  const name = `documented-${term}`;
  write(`${name}.js`, code.replaceAll(term, name));
  write(`${name}.yaml`, yaml.replaceAll(term, name));
  expect(await dkHere(here.path, 'check', `${name}.js`, '--quiet')).toMatchObject({ code: 0 });
  const out = `page-${term}`;
  const flags = ['--allow-plugins', '--quiet', '--set', 'time.duration=20', '--set', 'time.warmup=2', '--out', out];
  expect(await dkHere(here.path, 'run', `${name}.yaml`, ...flags)).toMatchObject({ code: 0 });
  expect(existsSync(join(here.path, out, 'curves', 'structure-factor.csv'))).toBe(true);
});
