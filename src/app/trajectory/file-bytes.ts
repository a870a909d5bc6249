import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';
import { UsageError } from '../usage-error.ts';

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/**
 * The bytes of a file, piece by piece; what is packed with gzip is unpacked, whatever the name of the file. `read` hears
 * how many bytes of the file itself have been read so far. @throws UsageError where that fails
 */
export async function* fileBytes(file: string, read?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    const packed = await isGzip(file);
    const raw = createReadStream(file, { highWaterMark: CHUNK });
    // a packed file that is cut off gives what is there: the reader of the frames reports the loss
    const unpacked = packed ? createGunzip({ chunkSize: CHUNK, finishFlush: constants.Z_SYNC_FLUSH }) : null;
    if (unpacked !== null) raw.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
    try {
      for await (const chunk of unpacked ?? raw) {
        read?.(raw.bytesRead);
        yield chunk;
      }
    } finally {
      raw.destroy();
      unpacked?.destroy();
    }
  } catch (error) {
    throw explained(file, error);
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function explained(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'reading it is not permitted',
    EISDIR: 'it is a folder; name the files in it',
    Z_DATA_ERROR: 'its gzip data are damaged',
  };
  const reason = reasons[String(error.code)];
  return reason === undefined ? error : new UsageError(`cannot read ${file}: ${reason}`);
}
