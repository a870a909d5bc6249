import { type Saved, SavedReader } from '../../core/saved.ts';
import { type BlockedMean, BlockSeries, type Estimate, GroupedJackknife } from '../statistics.ts';

/**
 * Time or replica averages of quantities quadratic in the modes, Q_j = ⟨|ρ_m|²⟩ averaged over a group of modes (or a
 * correlation of them), with the mean density kept or subtracted: Q_j − |⟨ρ_m⟩|². `rho` is ρ_m/√norm, [2*modes].
 */
export interface QuadraticLayout {
  /** The modes that enter each quantity. */
  readonly groups: readonly Int32Array[];
  readonly modes: number;
  readonly subtract: boolean;
  /** Quantity whose value sets the scale of single-sample fluctuations: itself, or F(k,0) for a correlation. */
  readonly scaleOf?: (j: number) => number;
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

  /** Mean and blocked error of every quantity. */
  evaluate(): (j: number) => BlockedMean {
    const { groups, modes, subtract, scaleOf = (j: number) => j } = this.#layout;
    const series = this.#series;
    if (!subtract) return (j) => series.evaluate(j);
    const means = series.means();
    const offset = groups.length;
    const blocks = Array.from({ length: 2 * modes }, (_, i) => series.blockMeans(offset + i));
    // |⟨ρ⟩|² of a finite series is too large by the variance of the mean
    const variances = blocks.map((_, i) => series.evaluate(offset + i).error ** 2);
    const meanSquare = (members: Int32Array): number => {
      let square = 0;
      for (const m of members) {
        for (const i of [2 * m, 2 * m + 1]) square += means[offset + i] * means[offset + i] - variances[i];
      }
      return square / members.length;
    };
    return (j) => {
      const members = groups[j];
      // d(q − |m|²) = dq − 2 Re(dρ m*): the error of the difference from its linear form, block by block
      const linear = series.blockMeans(j);
      for (const m of members) {
        for (const i of [2 * m, 2 * m + 1]) {
          const slope = (2 * means[offset + i]) / members.length;
          for (let b = 0; b < linear.length; b++) linear[b] -= slope * blocks[i][b];
        }
      }
      const square = meanSquare(members);
      const scale = means[scaleOf(j)] - square;
      return series.evaluateBlocks(means[j] - square, linear, (scale * scale) / members.length);
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
    const { groups, subtract } = this.#layout;
    return this.#jackknife.evaluate(groups.length, (means, out) => {
      for (let j = 0; j < groups.length; j++) {
        out[j] = means[j];
        if (!subtract) continue;
        for (const m of groups[j]) {
          const [re, im] = [means[groups.length + 2 * m], means[groups.length + 2 * m + 1]];
          out[j] -= (re * re + im * im) / groups[j].length;
        }
      }
    });
  }
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
