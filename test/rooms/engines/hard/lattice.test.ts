import { describe, expect, it } from 'vitest';
import { roomiestLattice } from '../../../../src/engines/particles/hard/lattice.ts';
import { closePacking, packingFraction } from '../../../../src/engines/particles/hard/packing.ts';

describe('the roomiest lattice', () => {
  it('is hexagonal or face-centred cubic where the box allows', () => {
    const hexagonal = roomiestLattice([10, 6 * Math.sqrt(3)], 120, 0.9);
    expect(hexagonal.cells).toEqual([10, 6]);
    expect(hexagonal.distance).toBeCloseTo(1, 12);
    const cubic = roomiestLattice([4, 4, 4], 256, 0.7);
    expect(cubic.cells).toEqual([4, 4, 4]);
    expect(cubic.basis).toHaveLength(4);
    expect(cubic.distance).toBeCloseTo(Math.SQRT1_2, 12);
  });
});

describe('packing', () => {
  it('of a full lattice is close packing', () => {
    expect(packingFraction([7], 7, 1)).toBe(1);
    expect(packingFraction([10, 6 * Math.sqrt(3)], 120, 1)).toBeCloseTo(closePacking(2), 12);
    expect(packingFraction([4, 4, 4], 256, Math.SQRT1_2)).toBeCloseTo(closePacking(3), 12);
  });
});
