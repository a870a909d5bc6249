// The stored baseline: what was measured once, on which machine, and whether something has become slower since.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const file = new URL('../baseline.json', import.meta.url);

/** A row has lost when its ratio to the calibration has grown by this. */
export const LOST = 1.1;

export function machine() {
  const list = cpus();
  return {
    cpu: `${list[0]?.model.trim() ?? 'unknown'}, ${list.length} threads, ${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** The stored baseline, or null. */
export function readBaseline() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** How the machine of the baseline differs from this one; empty when it does not. */
export function differences(baseline) {
  const here = machine();
  return Object.keys(here)
    .filter((key) => baseline.machine[key] !== here[key])
    .map((key) => `${key}: ${baseline.machine[key]} then, ${here[key]} now`);
}

/** Stores rows; those of a filtered run are merged into what is there if it is of the same machine. */
export function writeBaseline(rows, filtered) {
  const before = filtered ? readBaseline() : null;
  if (before !== null && differences(before).length > 0) {
    throw new Error(
      `the baseline is of another machine (${differences(before).join('; ')}): store a whole run, without a filter`,
    );
  }
  const stored = Object.fromEntries(
    rows.map(({ name, value, unit, ratio }) => [
      name,
      { value: Number(value.toPrecision(4)), unit, ratio: Number(ratio.toPrecision(4)) },
    ]),
  );
  const content = {
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
    rows: { ...before?.rows, ...stored },
  };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** The row's ratio over the stored one, or null. */
export function change(baseline, row) {
  const before = baseline?.rows[row.name];
  return before === undefined ? null : row.ratio / before.ratio;
}
