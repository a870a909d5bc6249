/** Every error bar of the project comes from here. */
export { type BlockedMean, BlockSeries } from './statistics/block-series.ts';
export { derivedMean, type SeriesPart } from './statistics/derived-mean.ts';
export { incompleteBeta } from './statistics/incomplete-beta.ts';
export { type Estimate, GroupedJackknife } from './statistics/jackknife.ts';
export { meanCovariance } from './statistics/mean-covariance.ts';
export { ReplicaAverage, type ReplicaResult } from './statistics/replica-average.ts';
export { studentQuantile, studentTail } from './statistics/student.ts';
