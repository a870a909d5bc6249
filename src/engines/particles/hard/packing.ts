/** Packing fraction η: Nσ/L, Nπσ²/4V, Nπσ³/6V. */
export function packingFraction(lengths: readonly number[], count: number, diameter: number): number {
  const sphere = [1, Math.PI / 4, Math.PI / 6][lengths.length - 1];
  return lengths.reduce((eta, length) => (eta * diameter) / length, count * sphere);
}

/** The largest packing fraction: 1, π/√12 = 0.9069, π/√18 = 0.7405. */
export function closePacking(dim: number): number {
  return [1, Math.PI / Math.sqrt(12), Math.PI / Math.sqrt(18)][dim - 1];
}

/** (V/N)^{1/d}. */
export function meanSpacing(lengths: readonly number[], count: number): number {
  const logs = lengths.reduce((sum, length) => sum + Math.log(length), 0);
  return Math.exp((logs - Math.log(count)) / lengths.length);
}

/** @throws RangeError when so many particles cannot be in the box, or the box is too short for them. */
export function checkPacking(lengths: readonly number[], count: number, diameter: number): void {
  const dim = lengths.length;
  if (!(diameter > 0 && Number.isFinite(diameter))) throw new RangeError(`the diameter must be > 0, got ${diameter}`);
  const eta = packingFraction(lengths, count, diameter);
  if (dim === 1) {
    if (eta < 1) return;
    throw new RangeError(`${count} rods of length ${diameter} do not fit on a line of length ${lengths[0]}`);
  }
  if (eta > closePacking(dim)) {
    const what = dim === 2 ? 'disks' : 'spheres';
    throw new RangeError(
      `${count} ${what} of diameter ${diameter} have the packing fraction ${eta.toPrecision(4)}, above close packing, ${closePacking(dim).toPrecision(4)}`,
    );
  }
  const shortest = Math.min(...lengths);
  if (shortest < SHORTEST * diameter) {
    throw new RangeError(`the box must be at least ${SHORTEST} diameters ${diameter} wide, got ${shortest}`);
  }
}

/** Sides of at least two diameters give every pair one image that can touch; the rest is room for the neighbour list. */
const SHORTEST = 2.2;
