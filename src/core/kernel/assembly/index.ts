export { normalKey, normalTables, normals } from './normals';
export { clip, flux, noise, polynomial, range, smooth } from './cells';
export { longColumns, longMerge, longRows, longSplit } from './long';
export { combine, power, rotate } from './modes';
export { columns, copyRows, rowsForward, rowsInverse } from './transforms';
export { particleForces, particleLargest } from './particles-forces';
export { particleMoved, particleNear, particlePairs, particleSort } from './particles-list';
export { particleStep } from './particles-step';
