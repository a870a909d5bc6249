import type { BulkTheory } from './bulk-theory.ts';

/** The numbers of a bulk theory as they stand in manifest.json and --json: null for what does not exist. */
export function bulkSummary(bulk: BulkTheory) {
  const { state, softest, critical, pattern } = bulk;
  const number = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const face = bulk.interface;
  return {
    density: state.density,
    freeEnergyDensity: number(state.f),
    chemicalPotential: number(state.mu),
    pressure: number(state.pressure),
    pressureSlope: number(state.pressureSlope),
    compressibilityFactor: number(state.compressibilityFactor),
    compressibility: number(state.compressibility),
    structureFactorAtZero: state.structureFactor > 0 && !bulk.longRanged ? number(state.structureFactor) : null,
    longRanged: bulk.longRanged,
    peakK: number(softest.at),
    peakStructureFactor: softest.value > 0 ? 1 / softest.value : null,
    spinodals: bulk.spinodals.map(({ low, high }) => ({ low: number(low), high: number(high) })),
    binodals: bulk.binodals,
    patternInstability: pattern,
    critical: critical === null ? null : { kT: critical.value, density: critical.density },
    interface: face === null ? null : { width: face.width, tenToNinety: face.tenNinety, tension: face.tension },
  };
}
