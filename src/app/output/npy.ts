/**
 * Arrays as NumPy .npy bytes: magic `\x93NUMPY`, version, little-endian header length (2 bytes in 1.0, 4 in 2.0), a Python
 * dict as text, padded so that the data begin at a multiple of 64, then the numbers in C order. Pure functions on bytes.
 * Source: numpy.lib.format, NEP 1.
 */
export interface NpyArray {
  readonly values: Float64Array;
  readonly shape: number[];
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const BIG = "convert it in Python with a.astype('<f8')";

type Reader = (view: DataView, at: number) => number;
const TYPES: ReadonlyMap<string, readonly [bytes: number, read: Reader]> = new Map([
  ['<f8', [8, (view, at) => view.getFloat64(at, true)]],
  ['<f4', [4, (view, at) => view.getFloat32(at, true)]],
  ['<i4', [4, (view, at) => view.getInt32(at, true)]],
  ['<i8', [8, (view, at) => exact(view.getBigInt64(at, true))]],
]);

/** Version 1.0, `<f8`, C order. @throws RangeError when the shape does not hold exactly these values. */
export function encodeNpy(values: Float64Array, shape: readonly number[]): Uint8Array {
  const size = count(shape);
  if (size !== values.length) throw new RangeError(`shape (${shape}) holds ${size} values, got ${values.length}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + 8 * size);
  bytes.set(MAGIC);
  bytes.set([1, 0, (start - 10) & 255, (start - 10) >> 8], 6);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(start - 11)}\n`), 10);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < size; i++) view.setFloat64(start + 8 * i, values[i], true);
  return bytes;
}

/** Versions 1.0 and 2.0; `<f8`, `<f4`, `<i4`, `<i8`, C order. @throws RangeError with the reason for anything else. */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new RangeError('not an .npy file: it does not begin with \\x93NUMPY');
  }
  const [major, minor] = [bytes[6], bytes[7]];
  if ((major !== 1 && major !== 2) || minor !== 0) {
    throw new RangeError(`.npy version ${major}.${minor} is not read, only 1.0 and 2.0`);
  }
  const text = major === 1 ? 10 : 12;
  const start = text + (major === 1 ? view.getUint16(8, true) : bytes.length < 12 ? Infinity : view.getUint32(8, true));
  if (start > bytes.length) throw new RangeError(`truncated: the .npy header ends beyond the ${bytes.length} bytes`);
  const { shape, type } = header(new TextDecoder('latin1').decode(bytes.subarray(text, start)));
  const [width, read] = type;
  const size = count(shape);
  const [wanted, found] = [size * width, bytes.length - start];
  if (found !== wanted) {
    const fault = found < wanted ? 'truncated' : 'bytes left over';
    throw new RangeError(`${fault}: shape (${shape}) needs ${wanted} bytes of data, the .npy has ${found}`);
  }
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = read(view, start + i * width);
  return { values, shape };
}

function header(text: string): { shape: number[]; type: readonly [bytes: number, read: Reader] } {
  if (!/^\s*\{.*\}\s*$/s.test(text)) throw new RangeError(`the .npy header is not a dict: ${text.trim()}`);
  const descr = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)")/.exec(text);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text);
  const tuple = /['"]shape['"]\s*:\s*\(([\d\s,]*)\)/.exec(text);
  if (descr === null) throw new RangeError(`the .npy header names no plain number type; ${BIG}`);
  const name = descr[1] ?? descr[2];
  const type = TYPES.get(name);
  if (type === undefined) throw new RangeError(`.npy type '${name}' is not read, only ${[...TYPES.keys()]}; ${BIG}`);
  if (order === null) throw new RangeError('the .npy header has no fortran_order');
  if (order[1] === 'True') {
    throw new RangeError('the .npy is in Fortran order; save np.ascontiguousarray(a) instead of a');
  }
  if (tuple === null) throw new RangeError('the .npy header has no shape');
  const sides = tuple[1].split(',').map((side) => side.trim());
  if (sides.at(-1) === '') sides.pop();
  if (sides.some((side) => !/^\d+$/.test(side))) throw new RangeError(`bad .npy shape (${tuple[1]})`);
  return { shape: sides.map(Number), type };
}

function count(shape: readonly number[]): number {
  const size = shape.reduce((p, n) => p * n, 1);
  if (shape.some((n) => !Number.isInteger(n) || n < 0) || !Number.isSafeInteger(size)) {
    throw new RangeError(`(${shape}) is not a shape`);
  }
  return size;
}

function exact(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`the .npy holds ${value}, beyond 2^53: not exact as f8`);
  return number;
}
