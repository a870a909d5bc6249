import { jsonSchema } from '../scenario/schema.ts';
import type { Command } from './commander.ts';
import { collect } from './options.ts';

const HELP = `
Examples:
  dk schema > scenario.schema.json
  and as the first line of a scenario: # yaml-language-server: $schema=scenario.schema.json`;

/** `dk schema`: the JSON Schema of a scenario file. */
export function addSchema(program: Command, finish: (code: number) => void): void {
  program
    .command('schema')
    .option('--plugin <file>', 'load a plug-in first, for a schema with its entries (repeatable)', collect)
    .description('print the JSON Schema of scenario files, for editors')
    .addHelpText('after', HELP)
    .action(() => {
      process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      finish(0);
    });
}
