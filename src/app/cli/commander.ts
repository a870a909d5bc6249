/** The one file that imports commander; the commands take it from here. */
export { Command, CommanderError, InvalidArgumentError } from 'commander';
