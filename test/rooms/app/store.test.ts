import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { RunFolder } from '../../../src/app/run/store.ts';
import { UsageError } from '../../../src/app/usage-error.ts';
import { scratch } from '../../support/dk.ts';

const here = scratch();
afterAll(here.remove);

const manifest = '{ "program": "dean-kawasaki" }';

describe('a new folder', () => {
  test('holds what is written, whole files only, and nothing outside of it', () => {
    const folder = RunFolder.create(here.in('a', 'b'), false);
    folder.write('curves/x.csv', 'k,S\n');
    folder.writeJson('manifest.json', { nan: Number.NaN, infinite: Number.POSITIVE_INFINITY, one: 1 });
    expect(readdirSync(here.in('a', 'b'), { recursive: true }).sort()).toStrictEqual([
      'curves',
      'curves/x.csv',
      'manifest.json',
    ]);
    expect(JSON.parse(folder.readText('manifest.json'))).toStrictEqual({ nan: null, infinite: null, one: 1 });
    expect(folder.list('curves', '.csv')).toStrictEqual(['x.csv']);
    expect(folder.list('fields', '.npy')).toStrictEqual([]);
    for (const name of ['../c', '/etc/passwd', 'curves/../../c', '..', '.', '']) {
      expect(() => folder.write(name, '')).toThrow('lies outside of the run folder');
      expect(() => folder.read(name)).toThrow('lies outside of the run folder');
    }
    // a sibling whose name begins alike is outside as well
    expect(() => folder.write('../bc/x', '')).toThrow('lies outside');
    expect(() => folder.read('fields/none.npy')).toThrow(UsageError);
  });
});

describe('what is in the way', () => {
  test('a run is replaced on demand: what the program writes goes, what the user put there stays', () => {
    mkdirSync(here.in('run', 'curves'), { recursive: true });
    writeFileSync(here.in('run', 'manifest.json'), manifest);
    writeFileSync(here.in('run', 'curves', 'old.csv'), '');
    writeFileSync(here.in('run', 'mine.yaml'), 'mine');
    expect(() => RunFolder.create(here.in('run'), false)).toThrow(/holds a run already; add --overwrite/);
    expect(existsSync(here.in('run', 'curves', 'old.csv'))).toBe(true);
    RunFolder.create(here.in('run'), true);
    expect(readdirSync(here.in('run'))).toStrictEqual(['mine.yaml']);
  });

  test.each([
    ['no manifest', null],
    ['one of another program', '{ "name": "app" }'],
    ['one that is no JSON', '{'],
    ['one that is no object', 'null'],
  ])('a folder with %s is left alone', (what, text) => {
    mkdirSync(here.in(what));
    writeFileSync(here.in(what, 'precious.txt'), 'precious');
    if (text !== null) writeFileSync(here.in(what, 'manifest.json'), text);
    for (const overwrite of [false, true]) {
      expect(() => RunFolder.create(here.in(what), overwrite)).toThrow(/is no run folder .*is left alone/);
    }
    expect(readFileSync(here.in(what, 'precious.txt'), 'utf8')).toBe('precious');
    expect(() => RunFolder.open(here.in(what))).toThrow(UsageError);
  });

  test('files, broken links, long and empty names: nothing is made, nothing removed', () => {
    writeFileSync(here.in('file'), 'x');
    symlinkSync(here.in('nowhere'), here.in('link'));
    const before = readdirSync(here.path, { recursive: true });
    const bad: [string, RegExp][] = [
      [here.in('file'), /a file stands in the way/],
      [here.in('file', 'below'), /a file stands in the way/],
      [here.in('new', 'deep', 'y'.repeat(256)), /longer than 255 bytes/],
      [here.in('link'), /cannot write/],
      ['', /--out needs the name of a folder/],
      [' ', /--out needs the name of a folder/],
    ];
    for (const [path, says] of bad) {
      for (const overwrite of [false, true]) expect(() => RunFolder.create(path, overwrite)).toThrow(says);
    }
    expect(readdirSync(here.path, { recursive: true })).toStrictEqual(before);
    expect(readFileSync(here.in('file'), 'utf8')).toBe('x');
  });
});
