/** Every error bar of the project comes from here. */
export { type BlockedMean, BlockSeries } from './statistics/block-series.ts';
export { type Estimate, GroupedJackknife } from './statistics/jackknife.ts';
export { ReplicaAverage, type ReplicaResult } from './statistics/replica-average.ts';
