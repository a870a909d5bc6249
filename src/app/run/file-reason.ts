/** Why a file of the user's could not be read, in words. */
export function fileReason(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return String(error);
  const texts: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is no folder',
    EACCES: 'it may not be read',
  };
  return texts[String(error.code)] ?? String(error.code);
}
