/** Bad input or usage: printed as one message, exit code 2, nothing run and nothing written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
