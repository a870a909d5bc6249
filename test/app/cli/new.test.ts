import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { dkHere, scratch } from '../../support/dk.ts';

const here = scratch();
afterAll(() => here.remove());

test('dk new functional: what it writes and says works as written', async () => {
  const made = await dkHere(here.path, 'new', 'functional', 'my-term', '--out', 'terms/mine');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(here.in('terms/mine')).sort()).toStrictEqual(['my-term.js', 'my-term.test.mjs', 'my-term.yaml']);
  const commands = [...made.stdout.matchAll(/^ {2}(dk|node) (.*?)(?: {2,}.*)?$/gm)].map(([, program, rest]) => ({
    program,
    args: rest.split(' '),
  }));
  expect(commands.map(({ program, args }) => `${program} ${args[0]}`)).toStrictEqual([
    'dk check',
    'dk run',
    'node --test',
  ]);
  const [check, run, own] = commands;
  expect(await dkHere(here.path, ...check.args, '--quiet')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ok: /),
  });
  const shorter = ['--quiet', '--set', 'time.duration=10', '--set', 'time.warmup=1'];
  expect(await dkHere(here.path, ...run.args, ...shorter, '--workers', '1')).toMatchObject({ code: 0 });
  expect(spawnSync(process.execPath, own.args, { cwd: here.path, encoding: 'utf8' })).toMatchObject({ status: 0 });
  // the test fails when dk check does
  writeFileSync(here.in('fails.mjs'), 'process.exit(3);');
  const env = { ...process.env, DK: here.in('fails.mjs') };
  expect(spawnSync(process.execPath, own.args, { cwd: here.path, encoding: 'utf8', env })).toMatchObject({ status: 1 });
});

test('nothing is replaced', async () => {
  writeFileSync(here.in('kept.yaml'), 'mine');
  const { code, stderr } = await dkHere(here.path, 'new', 'functional', 'kept');
  expect({ code, stderr }).toStrictEqual({
    code: 2,
    stderr: 'kept.yaml exists, and is not replaced; choose another name or --out\n',
  });
  expect(readFileSync(here.in('kept.yaml'), 'utf8')).toBe('mine');
  expect(readdirSync(here.path)).not.toContain('kept.js');
});

test.each([
  ['Three', /'Three' is no name for a term/],
  ['a/b', /no name for a term/],
  ['..', /no name for a term/],
  ['1st', /no name for a term/],
  ['pair', /there is a term 'pair' already/],
])('the name %s is refused', async (name, says) => {
  const { code, stderr } = await dkHere(here.path, 'new', 'functional', name, '--out', 'refused');
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
  expect(readdirSync(here.path)).not.toContain('refused');
});

test('another kind is refused; a folder that cannot be made is said', async () => {
  expect(await dkHere(here.path, 'new', 'potential', 'a')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('dk new functional NAME'),
  });
  writeFileSync(here.in('file'), '');
  expect(await dkHere(here.path, 'new', 'functional', 'a', '--out', 'file')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot write into file: a file of that name is in the way; choose another --out'),
  });
  expect(await dkHere(here.path, 'new', 'functional', 'a', '--out', 'file/in')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot write into file/in'),
  });
});
