import { type Saved, SavedReader } from '../../core/saved.ts';
import {
  type BlockedMean,
  BlockSeries,
  derivedMean,
  type Estimate,
  GroupedJackknife,
  type SeriesPart,
} from '../statistics.ts';

/** Σ w_m|ρ_m|² over some modes. */
export interface ModeGroup {
  readonly members: Int32Array;
  /** [members]. */
  readonly weights: Float64Array;
}

/**
 * Time or replica averages of quantities quadratic in the modes, Q_j = Σ w_m⟨|ρ_m|²⟩ over a group of modes, with the mean
 * density kept or subtracted: ⟨|ρ_m|²⟩ − |⟨ρ_m⟩|². `rho` is ρ_m/√norm, [2*modes].
 */
export interface QuadraticLayout {
  /** The modes that enter each quantity. */
  readonly groups: readonly ModeGroup[];
  readonly modes: number;
  readonly subtract: boolean;
}

/** Means and blocked errors of the quantities of one replica. */
export interface QuadraticMeans {
  value(j: number): BlockedMean;
  /** Q_j/Q_i, the error with what the two have in common. */
  ratio(j: number, i: number): BlockedMean;
}

/** The average over some modes. */
export function averageOf(members: Int32Array): ModeGroup {
  return { members, weights: new Float64Array(members.length).fill(1 / members.length) };
}

/** Averages over time in one replica. */
export class QuadraticSeries {
  readonly #layout: QuadraticLayout;
  readonly #series: BlockSeries;
  readonly #row: Float64Array;

  constructor(layout: QuadraticLayout, series?: BlockSeries) {
    this.#layout = layout;
    this.#row = new Float64Array(rowLength(layout));
    this.#series = series ?? new BlockSeries(this.#row.length, layout.subtract ? 64 : 128);
  }

  static restore(layout: QuadraticLayout, saved: Saved): QuadraticSeries {
    return new QuadraticSeries(layout, BlockSeries.restore(saved));
  }

  get samples(): number {
    return this.#series.samples;
  }

  add(quantities: Float64Array, rho: Float64Array): void {
    fillRow(this.#layout, quantities, rho, this.#row);
    this.#series.add(this.#row);
  }

  evaluate(): QuadraticMeans {
    const series = this.#series;
    const part = this.#layout.subtract ? this.#centred() : plain(series);
    return {
      value(j) {
        const { mean, linear, single } = part(j);
        return series.evaluateBlocks(mean, linear, single);
      },
      ratio(j, i) {
        const [a, b] = [part(j), part(i)];
        const ratio = a.mean / b.mean;
        return derivedMean(series, ratio, [a, b], [1 / b.mean, -ratio / b.mean]);
      },
    };
  }

  /** The parts with |⟨ρ_m⟩|² taken off. */
  #centred(): (j: number) => Part {
    const { groups, modes } = this.#layout;
    const series = this.#series;
    const means = series.means();
    const offset = groups.length;
    const blocks = Array.from({ length: 2 * modes }, (_, i) => series.blockMeans(offset + i));
    // |⟨ρ⟩|² of a finite series is too large by the variance of the mean
    const squares = blocks.map(
      (_, i) => means[offset + i] * means[offset + i] - series.evaluate(offset + i).error ** 2,
    );
    return (j) => {
      const { members, weights } = groups[j];
      const linear = series.blockMeans(j);
      let mean = means[j];
      let single = 0;
      members.forEach((m, n) => {
        let variance = 0;
        for (const i of [2 * m, 2 * m + 1]) {
          mean -= weights[n] * squares[i];
          variance += series.variance(offset + i);
          // d(q − |m|²) = dq − 2 Re(dρ m*): the error of the difference from its linear form, block by block
          const slope = 2 * weights[n] * means[offset + i];
          for (let b = 0; b < linear.length; b++) linear[b] -= slope * blocks[i][b];
        }
        // |δρ|² is exponential
        single += weights[n] * weights[n] * variance * variance;
      });
      return { mean, linear, single };
    };
  }

  save(): Saved {
    return this.#series.save();
  }
}

/** Averages over replicas at one time. */
export class QuadraticEnsemble {
  readonly #layout: QuadraticLayout;
  readonly #jackknife: GroupedJackknife;

  constructor(layout: QuadraticLayout) {
    this.#layout = layout;
    const length = rowLength(layout);
    this.#jackknife = new GroupedJackknife(length, Math.max(8, Math.min(64, Math.floor(4e6 / length))));
  }

  add(row: Float64Array): void {
    this.#jackknife.add(row);
  }

  evaluate(): Estimate {
    return this.#jackknife.evaluate(this.#layout.groups.length, (means, out) => this.#quantities(means, out));
  }

  /** Σ_j a_j Q_j / Σ_j b_j Q_j, one number. */
  ratio(a: ArrayLike<number>, b: ArrayLike<number>): Estimate {
    const quantities = new Float64Array(this.#layout.groups.length);
    return this.#jackknife.evaluate(1, (means, out) => {
      this.#quantities(means, quantities);
      let [above, below] = [0, 0];
      for (let j = 0; j < quantities.length; j++) {
        above += a[j] * quantities[j];
        below += b[j] * quantities[j];
      }
      out[0] = above / below;
    });
  }

  #quantities(means: Float64Array, out: Float64Array): void {
    const { groups, subtract } = this.#layout;
    for (let j = 0; j < groups.length; j++) {
      out[j] = means[j];
      if (!subtract) continue;
      const { members, weights } = groups[j];
      members.forEach((m, n) => {
        const [re, im] = [means[groups.length + 2 * m], means[groups.length + 2 * m + 1]];
        out[j] -= weights[n] * (re * re + im * im);
      });
    }
  }
}

interface Part extends SeriesPart {
  readonly mean: number;
}

function plain(series: BlockSeries): (j: number) => Part {
  const means = series.means();
  return (j) => ({ mean: means[j], linear: series.blockMeans(j), single: series.variance(j) });
}

/** One sample as a row: the quantities and, when the mean is subtracted, the modes. */
export function quadraticRow(layout: QuadraticLayout, quantities: Float64Array, rho: Float64Array): Float64Array {
  const row = new Float64Array(rowLength(layout));
  fillRow(layout, quantities, rho, row);
  return row;
}

/** Rows of one replica, as they are saved and merged. */
export function savedRows(saved: Saved): readonly Float64Array[] {
  return new SavedReader(saved).list('rows').map((row) => {
    if (!(row instanceof Float64Array)) throw new TypeError('saved data: a row is no Float64Array');
    return row;
  });
}

function rowLength({ groups, modes, subtract }: QuadraticLayout): number {
  return groups.length + (subtract ? 2 * modes : 0);
}

function fillRow(layout: QuadraticLayout, quantities: Float64Array, rho: Float64Array, row: Float64Array): void {
  row.set(quantities);
  if (layout.subtract) row.set(rho, layout.groups.length);
}
