import type { ParameterSpec, Parameters } from '../../core/define.ts';
import { backends } from '../../core/fft/backends.ts';
import { nearest } from '../../core/nearest.ts';
import { builtIn } from '../scenario/built-in.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './commander.ts';
import { collect } from './options.ts';

type Listed = Readonly<Record<string, { readonly summary: string; readonly parameters?: Parameters }>>;

/** Every registry by the name that `dk list` takes, with where a scenario uses it. */
const REGISTRIES: Readonly<Record<string, { readonly used: string; readonly entries: Listed }>> = {
  functionals: { used: 'free-energy: [{ term: NAME, … }]', entries: builtIn.functionals },
  potentials: { used: '{ term: pair, potential: { type: NAME, … } }', entries: builtIn.potentials },
  external: { used: '{ term: external, potential: { type: NAME, … } }', entries: builtIn.external },
  mobilities: { used: 'dynamics: { mobility: { type: NAME, … } }', entries: builtIn.mobilities },
  integrators: { used: 'field: { integrator: NAME }', entries: builtIn.integrators },
  'particle-integrators': { used: 'particles: { integrator: NAME }', entries: builtIn.particleIntegrators },
  positivity: { used: 'field: { noise: { positivity: NAME } }', entries: builtIn.positivity },
  observables: { used: 'observe: [{ quantity: NAME, … }]', entries: builtIn.observables },
  backends: { used: 'field: { backend: NAME }, particles: { backend: NAME }', entries: backends },
};

const HELP = `
Registries: ${Object.keys(REGISTRIES).join(', ')}

Examples:
  dk list
  dk list potentials
  dk list functionals --json`;

/** `dk list [REGISTRY]`: what a scenario can name, with its parameters. */
export function addList(program: Command, finish: (code: number) => void): void {
  program
    .command('list')
    .argument('[registry]', 'one registry only')
    .option('--json', 'print as JSON')
    .option('--plugin <file>', 'load a plug-in first, to list its entries too (repeatable)', collect)
    .description('list functionals, potentials, mobilities, integrators, observables, …')
    .addHelpText('after', HELP)
    .action((name: string | undefined, flags: { readonly json?: boolean }) => {
      if (name !== undefined && !Object.hasOwn(REGISTRIES, name)) {
        const meant = nearest(name, Object.keys(REGISTRIES));
        const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
        throw new UsageError(`there is no registry '${name}'; there are ${Object.keys(REGISTRIES).join(', ')}${hint}`);
      }
      const chosen = name === undefined ? Object.keys(REGISTRIES) : [name];
      if (flags.json === true) {
        const all = chosen.map((key) => {
          const { entries } = REGISTRIES[key];
          const plain = Object.entries(entries).map(([type, { summary, parameters }]) => [
            type,
            { summary, ...(parameters === undefined ? {} : { parameters }) },
          ]);
          return [key, Object.fromEntries(plain)];
        });
        process.stdout.write(`${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
      } else process.stdout.write(`${chosen.map(text).join('\n\n')}\n`);
      finish(0);
    });
}

function text(name: string): string {
  const { used, entries } = REGISTRIES[name];
  const lines = [`${name}   ${used}`];
  for (const [type, { summary, parameters }] of Object.entries(entries)) {
    lines.push(`  ${type.padEnd(24)} ${summary}`);
    for (const [key, spec] of Object.entries(parameters ?? {})) lines.push(`      ${key.padEnd(20)} ${describe(spec)}`);
  }
  return lines.join('\n');
}

/** One parameter: what it is, its range, its default, its unit. */
function describe(spec: ParameterSpec): string {
  const parts: string[] = [spec.doc];
  if (spec.type === 'number') {
    if (spec.unit !== undefined) parts.push(`[${spec.unit}]`);
    const bounds = [
      spec.above === undefined ? '' : `> ${spec.above}`,
      spec.min === undefined ? '' : `≥ ${spec.min}`,
      spec.below === undefined ? '' : `< ${spec.below}`,
      spec.max === undefined ? '' : `≤ ${spec.max}`,
    ].filter((bound) => bound !== '');
    if (bounds.length > 0) parts.push(`(${spec.integer === true ? 'integer, ' : ''}${bounds.join(', ')})`);
    parts.push(spec.default === undefined ? 'required' : `default ${spec.default}`);
  } else if (spec.type === 'numbers') {
    const fallback = spec.default?.length === 0 ? 'optional' : `default [${spec.default}]`;
    parts.push(
      `(list of ${spec.integer === true ? 'integers' : 'numbers'})`,
      spec.default === undefined ? 'required' : fallback,
    );
  } else if (spec.type === 'text') {
    if (spec.choices !== undefined) parts.push(`(${spec.choices.join(' | ')})`);
    parts.push(spec.default === undefined ? 'required' : `default ${spec.default}`);
  } else if (spec.type === 'map') {
    parts.push('(names with numbers: { a: 1, … })', spec.default === undefined ? 'required' : 'optional');
  } else parts.push(`(one of: dk list ${spec.registry})`, 'required');
  return parts.join(' ');
}
