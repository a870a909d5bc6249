/** The one file that imports commander; the commands take it from here. */
export { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
