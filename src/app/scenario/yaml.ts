/** The one file that imports yaml; what reads and what rewrites a scenario take it from here. */
export { isAlias, isCollection, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
