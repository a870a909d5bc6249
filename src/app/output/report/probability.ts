/** A probability as a relation: `p = 0.32`, `p < 0.001`. */
export function probability(p: number): string {
  if (Number.isNaN(p)) return 'p = –';
  return p < 0.001 ? 'p < 0.001' : `p = ${Number(p.toPrecision(2))}`;
}
