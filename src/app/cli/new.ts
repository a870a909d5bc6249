import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFunctional } from '../plugins/new-functional.ts';
import { fileReason } from '../run/file-reason.ts';
import { builtIn } from '../scenario/built-in.ts';
import { UsageError } from '../usage-error.ts';
import { type Command, Option } from './commander.ts';
import { quoted } from './options.ts';

const HELP = `
Writes NAME.js, a plug-in with a term that works and says where to change it; NAME.yaml, a scenario that uses it; NAME.test.mjs,
its test. Nothing is ever replaced. docs/plugins.md tells more.

Examples:
  dk new functional three-body
  dk new functional three-body --out my-terms`;

/** `dk new functional NAME`: the files to start an own term of the free energy from. */
export function addNew(program: Command, finish: (code: number) => void): void {
  program
    .command('new')
    .argument('<kind>', 'functional')
    .argument('<name>', 'name of the term: small letters, digits, hyphens')
    .addOption(new Option('--out <dir>', 'folder that takes the files').default('.'))
    .description('write a plug-in to start from, with its scenario and test')
    .addHelpText('after', HELP)
    .action((kind: string, name: string, { out }: { readonly out: string }) => {
      if (kind !== 'functional') throw new UsageError(`cannot make a new ${kind}; write dk new functional NAME`);
      if (!/^[a-z][a-z0-9-]*$/.test(name) || name.length > 60) {
        throw new UsageError(
          `'${name}' is no name for a term: at most 60 small letters, digits and hyphens, first a letter, such as three-body`,
        );
      }
      if (Object.hasOwn(builtIn.functionals, name)) {
        throw new UsageError(`there is a term '${name}' already (dk list functionals); choose another name`);
      }
      const files = newFunctional(name, fileURLToPath(new URL('../../../bin/dk.js', import.meta.url)));
      const there = Object.keys(files).filter((file) => existsSync(join(out, file)));
      if (there.length > 0) {
        throw new UsageError(`${join(out, there[0])} exists, and is not replaced; choose another name or --out`);
      }
      try {
        mkdirSync(out, { recursive: true });
        for (const [file, text] of Object.entries(files)) writeFileSync(join(out, file), text, { flag: 'wx' });
      } catch (error) {
        throw new UsageError(`cannot write into ${out}: ${reason(error)}; choose another --out`);
      }
      const at = (file: string): string => quoted(join(out, file));
      const lines = [
        ...Object.keys(files).map((file) => `written    ${join(out, file)}`),
        'next',
        `  dk check ${at(`${name}.js`)}                       derivatives, mode by mode`,
        `  dk run ${at(`${name}.yaml`)} --allow-plugins       a run that uses it`,
        `  node --test ${at(`${name}.test.mjs`)}`,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
      finish(0);
    });
}

/** mkdir says EEXIST of a file, writing says it of a link to nowhere. */
function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return 'a file of that name is in the way';
  return code === 'EACCES' || code === 'EPERM' ? 'writing there is not permitted' : fileReason(error);
}
