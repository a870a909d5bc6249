/**
 * A plug-in that cannot be used: it cannot be loaded, or its code has failed where an entry was made. The message names the
 * file. A RangeError, so that who checks a scenario can say at which term.
 */
export class PluginError extends RangeError {
  override readonly name = 'PluginError';
}
