import { formatPath, parsePath } from '../scenario/path.ts';
import { UsageError } from '../usage-error.ts';

/** `--sweep PATH=FROM:TO:COUNT`: evenly spaced values of one number of the scenario. */
export interface ParameterSweep {
  /** As in messages and table heads: `free-energy[1].a`. */
  readonly path: string;
  readonly values: readonly number[];
}

const MOST = 10000;

/** @throws UsageError where it is not of that form. */
export function parameterSweep(text: string): ParameterSweep {
  const found = /^([^=]+)=([^:]+):([^:]+):([^:]+)$/.exec(text);
  const [from, to, count] = (found?.slice(2) ?? []).map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const path = parsePath(found?.[1].trim() ?? '');
  if (found === null || path.length === 0 || !Number.isFinite(from) || !Number.isFinite(to)) {
    throw new UsageError(
      `--sweep ${text}: write PATH=FROM:TO:COUNT, such as --sweep density=0.1:2:50 or --sweep dynamics.kT=0.5:1.2:40`,
    );
  }
  if (!Number.isInteger(count) || count < 2 || count > MOST) {
    throw new UsageError(
      `--sweep ${text}: COUNT is the number of values, a whole number from 2 to ${MOST}, not ${found[4]}`,
    );
  }
  if (from === to) throw new UsageError(`--sweep ${text}: FROM and TO are equal; a sweep needs a range`);
  const step = (to - from) / (count - 1);
  // the ends exactly; in between without the digits that the division has brought
  const values = Array.from({ length: count }, (_, i) => {
    return i === 0 ? from : i === count - 1 ? to : Number((from + i * step).toPrecision(12));
  });
  return { path: formatPath(path), values };
}
