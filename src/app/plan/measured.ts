/**
 * What was measured of the error of the time step, in one place. Every table lists pairs [y, bound]: y = D K_c² dt the step in
 * units of diffusion at the cut-off (dimensionless, D = kT M(ρ0)/ρ0), and the bound of the relative error at that step, ascending.
 * Below the first pair the error falls with the power `order`, beyond the last one nothing is known.
 */
export interface Bounds {
  readonly order: 1 | 2;
  readonly pairs: readonly (readonly [y: number, bound: number])[];
  /** What was measured, in a few words. */
  readonly source: string;
}
export type ByScheme = Readonly<Record<string, Bounds>>;

/** Couplings v(k) = ρ0F″(k)/kT − 1 within which the tables hold: repulsion, and attraction down to −0.8. */
export const COUPLING = { most: 14, attraction: -0.2, least: -0.8, third: 5 } as const;

const REPULSION = 'S(k) of a 2D Gaussian core of two cells, ρ0V̂(0)/kT = 5 and 14';
/**
 * S(k), stationary and uniform, repulsion up to ρ0V̂(0)/kT = 14, by mask: a Gaussian core with σ = 2 cells in two dimensions.
 * With the mask and h = 1, D = 1: y = 4.39 dt; without 9.87 dt. From: c_s = 3 within 0.33 % and c_s = 30 within 0.5 % (etdrk2);
 * largest dt for 1 % and 0.3 %: etd1 ≥ 1 and ≥ 1 (no mask: ≥ 1 and 0.35), etd-ab2 ≥ 1 and ≥ 0.5, etdrk2 ≥ 2 and ≥ 2 (≥ 2 and 1);
 * at k = 2.36 without mask dt = 0.0625, 0.125, 0.25, 0.5: etdrk2 0.05, 0.12, 0.19, 0.26 %, etd-am2 −0.01, 0.06, 0.19, 0.34 %.
 */
export const repulsion: Readonly<Record<'two-thirds' | 'none', ByScheme>> = {
  'two-thirds': {
    etd1: { order: 1, pairs: [[4.39, 0.0033]], source: REPULSION },
    etdrk2: {
      order: 1,
      pairs: [
        [3, 0.0033],
        [30, 0.005],
      ],
      source: REPULSION,
    },
    'etd-ab2': {
      order: 1,
      pairs: [
        [2.19, 0.003],
        [4.39, 0.01],
      ],
      source: REPULSION,
    },
    'etd-am2': {
      order: 1,
      pairs: [
        [0.617, 0.0002],
        [1.23, 0.0006],
        [2.47, 0.0019],
        [4.93, 0.0034],
      ],
      source: `${REPULSION}, without mask`,
    },
  },
  none: {
    etd1: {
      order: 1,
      pairs: [
        [3.45, 0.003],
        [9.87, 0.01],
      ],
      source: REPULSION,
    },
    etdrk2: {
      order: 1,
      pairs: [
        [0.617, 0.0005],
        [1.23, 0.0012],
        [2.47, 0.0019],
        [4.93, 0.0026],
        [9.87, 0.003],
        [19.7, 0.01],
      ],
      source: REPULSION,
    },
    'etd-am2': {
      order: 1,
      pairs: [
        [0.617, 0.0002],
        [1.23, 0.0006],
        [2.47, 0.0019],
        [4.93, 0.0034],
      ],
      source: REPULSION,
    },
  },
};

/** S(k) at ρ0V̂(0)/kT = −0.8: the same for both schemes, and at an eighth of the step, within 1 % (docs/validation.md). */
const ATTRACTION = 'S(k) at ρ0V̂(0)/kT = −0.8, against an eighth of the step';
export const attraction: ByScheme = {
  etdrk2: { order: 1, pairs: [[3, 0.01]], source: ATTRACTION },
  'etd-am2': { order: 1, pairs: [[3, 0.01]], source: ATTRACTION },
};

/** max|∂V|/(kT K_c) of the systems of the next two tables; the error grows with its square. */
export const STEEPNESS = { stationary: 0.1875, transient: 0.0938 } as const;

const grid = [0.4, 0.2, 0.1, 0.05, 0.025];
const inPotential = (order: 1 | 2, errors: readonly number[]): Bounds => ({
  order,
  // D dt/h² with the mask, K_c = 2π/3h
  pairs: errors.map((error, i) => [grid[i] * ((2 * Math.PI) / 3) ** 2, error] as const).reverse(),
  source: 'exact covariance of the ideal gas in V = kT cos',
});
/** ⟨δρ_kδρ_q*⟩/N of the ideal gas in V = kT cos, two waves on 32 cells: test/truths/exact-moments.test.ts, docs/numerics.md. */
export const external: ByScheme = {
  etdrk2: inPotential(2, [2.8e-3, 8.1e-4, 2.2e-4, 5.6e-5, 1.4e-5]),
  'etd-am2': inPotential(2, [6.1e-3, 1.8e-3, 4.9e-4, 1.3e-4, 3.2e-5]),
  'etd-ab2': inPotential(2, [1.7e-2, 4.6e-3, 1.2e-3, 3.0e-4, 7.6e-5]),
  etd1: inPotential(1, [1.4e-2, 7.3e-3, 3.7e-3, 1.8e-3, 9.2e-4]),
  'crank-nicolson': inPotential(1, [1.4e-2, 7.3e-3, 3.7e-3, 1.8e-3, 9.2e-4]),
  'euler-maruyama': inPotential(1, [0.63, 0.24, 0.1, 0.05, 0.024]),
};

const relaxing = (order: 1 | 2, [long, short]: readonly [number, number]): Bounds => ({
  order,
  pairs: [
    [0.274, short],
    [2.193, long],
  ],
  source: 'exact moments of a density step 1 ± 0.8 that relaxes in V = kT cos',
});
/** Mean profile (over ρ0) and covariance (over N) of a density step relaxing in V = kT cos: test/truths/exact-moments.test.ts. */
export const transient: Readonly<Record<'mean' | 'covariance', ByScheme>> = {
  mean: {
    etdrk2: relaxing(2, [6.3e-5, 9.9e-7]),
    'etd-am2': relaxing(2, [8.6e-5, 1.3e-6]),
    'etd-ab2': relaxing(2, [1.8e-4, 2.3e-6]),
    etd1: relaxing(1, [1.9e-3, 2.4e-4]),
  },
  covariance: {
    etdrk2: relaxing(2, [3.5e-3, 5.9e-5]),
    'etd-am2': relaxing(2, [2.4e-3, 5.2e-5]),
    'etd-ab2': relaxing(2, [6.8e-3, 1.3e-4]),
    etd1: relaxing(1, [1.1e-2, 1.0e-3]),
  },
};

const third = (pairs: Bounds['pairs'], source: string): Bounds => ({ order: 1, pairs, source });
/**
 * Relative error of ⟨δρ³⟩ of a cell, with the mask, n̄_eff = 27 to 30: ideal gas in one (`line`) and two dimensions, Gaussian core in
 * two at ρ0V̂(0)/kT = 5 (docs/numerics.md, "The automatic step"; at c_s = 2.2 etd1 loses 27 %, etdrk2 39 %).
 */
export const thirdMoment: Readonly<Record<'line' | 'ideal' | 'pair', ByScheme>> = {
  line: {
    'etd-am2': third([[2, 0.018]], '⟨δρ³⟩ of the ideal gas in 1D'),
    etd1: third(
      [
        [0.25, 0.006],
        [3, 0.04],
      ],
      '⟨δρ³⟩ of the ideal gas in 1D',
    ),
    etdrk2: third(
      [
        [0.25, 0.007],
        [3, 0.1],
      ],
      '⟨δρ³⟩ of the ideal gas in 1D',
    ),
  },
  ideal: {
    'etd-am2': third([[2, 0.01]], '⟨δρ³⟩ of the ideal gas'),
    etd1: third(
      [
        [0.25, 0.04],
        [2.2, 0.27],
        [3, 0.35],
      ],
      '⟨δρ³⟩ of the ideal gas',
    ),
    etdrk2: third(
      [
        [0.25, 0.07],
        [2.2, 0.39],
        [3, 0.48],
      ],
      '⟨δρ³⟩ of the ideal gas',
    ),
  },
  pair: {
    'etd-am2': third([[2, 0.04]], '⟨δρ³⟩ of a Gaussian core, ρ0V̂(0)/kT = 5'),
    etd1: third(
      [
        [0.25, 0.07],
        [3, 0.49],
      ],
      '⟨δρ³⟩ of a Gaussian core, ρ0V̂(0)/kT = 5',
    ),
    etdrk2: third([[3, 0.68]], '⟨δρ³⟩ of a Gaussian core, ρ0V̂(0)/kT = 5'),
  },
};

/** n̄_eff below which 2ρ* − ρⁿ of etd-am2 is negative too often. */
export const AM2_PARTICLES = 20;
/** K_c σ from which the grid resolves a potential of length σ; below, S is off by some −3 to −6 % at the edge of the band. */
export const RESOLUTION = 8;
/** In inhomogeneous systems S(k) is good up to this part of K_c. */
export const INNER = 0.8;
/** n̄_eff wanted for the noise, and for the grade green. */
export const PARTICLES = { wanted: 2.5, green: 10 } as const;
