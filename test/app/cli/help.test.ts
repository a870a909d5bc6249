import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { builtIn } from '../../../src/app/scenario/built-in.ts';
import { dk, dkHere, scratch } from '../../support/dk.ts';

/** What a new user tries first. All of it writes nothing. */

const here = scratch();
const scenarios = fileURLToPath(new URL('../../../scenarios/', import.meta.url));
/** Scenarios whose free energy no field can have. */
const PARTICLES: ReadonlySet<string> = new Set(['lecture.yaml', 'wca-2d-dense.yaml', 'hard-rods-1d.yaml']);
/** Scenarios for both engines at once. */
const COMPARED: ReadonlySet<string> = new Set(['gaussian-core-weak.yaml']);
const shipped = readdirSync(scenarios).filter((name) => name.endsWith('.yaml'));

afterAll(() => {
  expect(readdirSync(here.path)).toStrictEqual([]);
  here.remove();
});

test('dk alone and dk --help show the commands, examples and exit codes', async () => {
  const help = await dk(here.path, '--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const word of [
    'run',
    'plan',
    'particles',
    'compare',
    'theory',
    'plot',
    'list',
    'schema',
    'Examples:',
    'Exit codes:',
  ]) {
    expect(help.stdout).toContain(word);
  }
  expect(await dk(here.path)).toStrictEqual(help);
});

test('every command has a help with an example, and its examples exist', async () => {
  for (const command of ['run', 'plan', 'particles', 'compare', 'theory', 'plot', 'list', 'schema']) {
    const { code, stdout, stderr } = await dkHere(here.path, command, '--help');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`Usage: dk ${command}`));
    expect(stdout).toMatch(new RegExp(`Examples:\n  dk ${command}`));
    for (const [, name] of stdout.matchAll(/scenarios\/([\w-]+\.yaml)/g)) expect(shipped).toContain(name);
  }
  const { stdout } = await dkHere(here.path, 'run', '--help');
  const options = ['set', 'seed', 'out', 'replicas', 'workers', 'dry-run', 'quiet', 'json', 'force', 'overwrite'];
  for (const option of options) expect(stdout).toContain(`--${option}`);
});

test('dk --version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(await dk(here.path, '--version')).toStrictEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('usage that is wrong ends with 2, one message on stderr and a hint', () => {
  test.each([
    ['no scenario', ['run'], "missing required argument 'scenario'"],
    ['unknown command', ['ruin'], "unknown command 'ruin'"],
    ['unknown option', ['run', '--nope', 'a.yaml'], "unknown option '--nope'"],
    ['option without a value', ['run', 'a.yaml', '--seed'], 'argument missing'],
    ['two scenarios', ['run', 'a.yaml', 'b.yaml'], 'too many arguments'],
    ['no run', ['plot'], "missing required argument 'run'"],
  ])('%s', async (_what, args, says) => {
    const { code, stdout, stderr } = await dkHere(here.path, ...args);
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).toContain('dk COMMAND --help');
  });

  test('a misspelt command or registry is guessed', async () => {
    expect((await dkHere(here.path, 'ruin')).stderr).toContain('Did you mean run?');
    const list = await dkHere(here.path, 'list', 'potential');
    expect(list).toMatchObject({ code: 2, stdout: '' });
    expect(list.stderr).toContain("there is no registry 'potential'; there are functionals, potentials, ");
    expect(list.stderr).toContain("did you mean 'potentials'?");
  });
});

describe('dk list', () => {
  test('names every entry, with its parameters, and where a scenario uses it', async () => {
    const { code, stdout, stderr } = await dkHere(here.path, 'list');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    for (const registry of Object.values(builtIn)) {
      for (const name of Object.keys(registry)) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    }
    const potentials = await dkHere(here.path, 'list', 'potentials');
    expect(stdout).toContain(potentials.stdout.trimEnd());
    expect(potentials.stdout).toMatch(/^potentials {3}\{ term: pair, potential: \{ type: NAME, … \} \}\n/);
    expect(potentials.stdout).toMatch(/^ {6}sigma +.+ \[length\] \(> 0\) default 1$/m);
  });

  test('--json is the same as data', async () => {
    const { stdout } = await dkHere(here.path, 'list', 'potentials', '--json');
    const { potentials } = JSON.parse(stdout);
    expect(Object.keys(potentials)).toStrictEqual(Object.keys(builtIn.potentials));
    expect(potentials['gaussian-core'].parameters.sigma).toMatchObject({ type: 'number', above: 0, default: 1 });
    expect(Object.keys(JSON.parse((await dkHere(here.path, 'list', '--json')).stdout))).toContain('integrators');
  });
});

test('dk schema is a JSON Schema of draft 2020-12', async () => {
  const { code, stdout, stderr } = await dkHere(here.path, 'schema');
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
  const schema = JSON.parse(stdout);
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.type).toBe('object');
  expect(schema.required).toStrictEqual(['name', 'box', 'free-energy', 'time']);
  // every reference leads somewhere
  for (const [, name] of stdout.matchAll(/"\$ref": "#\/\$defs\/([^"]+)"/g)) expect(schema.$defs).toHaveProperty(name);
});

describe('dk run --dry-run', () => {
  const file = `${scenarios}/gaussian-core-2d.yaml`;

  test('prints plan, regime and cost, and writes nothing', async () => {
    const { code, stdout } = await dkHere(here.path, 'run', file, '--dry-run');
    expect(code).toBe(0);
    for (const word of ['grid', 'K_c = ', 'n̄_eff = ', 'K_c σ = ', 'negative fraction', 'step', 'x_max', 'cost']) {
      expect(stdout).toContain(word);
    }
    expect(stdout).toMatch(/^ {2}plan +dk plan \S*gaussian-core-2d\.yaml chooses integrator, step and mask/m);
  });

  test('--json is data, --quiet is silence', async () => {
    const { code, stdout, stderr } = await dkHere(here.path, 'run', file, '--dry-run', '--json');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    const { regime, cost } = JSON.parse(stdout);
    expect(regime).toMatchObject({ dimension: 2, cells: [32, 32], integrator: 'etdrk2', unstable: false });
    expect(cost.steps).toBeGreaterThan(0);
    const quiet = await dkHere(here.path, 'run', file, '--dry-run', '--quiet');
    expect(quiet).toStrictEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each(shipped)('%s plans without a mistake', async (name) => {
    const command = PARTICLES.has(name) ? 'particles' : COMPARED.has(name) ? 'compare' : 'run';
    expect(await dkHere(here.path, command, scenarios + name, '--dry-run')).toMatchObject({ code: 0 });
  });
});
