import type { Dealias } from '../../core/grid.ts';
import { short } from '../output/format.ts';
import type { FieldPlan } from '../scenario/build.ts';
import { AM2_PARTICLES, INNER, PARTICLES, RESOLUTION } from './measured.ts';
import type { Situation } from './situation.ts';
import { isSmooth, workOfGrid } from './work.ts';

/** Mask and cells. */
export interface GridChoice {
  readonly dealias: Dealias;
  readonly cells: readonly number[];
  readonly maskReason: string;
  readonly gridReason: string;
}

/** What the cut-off and the particles per resolved cell must be. */
export interface GridNeed {
  readonly cutoff: number;
  readonly why: string;
  /** n̄_eff wanted; 0 where the noise sets no condition. */
  readonly particles: number;
}

/** The cut-off must resolve the potential and cover every k that is asked for; the cells must hold enough particles. */
export function gridNeed(plan: FieldPlan, situation: Situation): GridNeed {
  const { scenario, problem, model } = plan;
  const { sigma, largestK, inhomogeneous, purpose } = situation;
  const reach = inhomogeneous ? largestK / INNER : largestK;
  const resolved = Number.isNaN(sigma) ? 0 : RESOLUTION / sigma;
  const green = scenario.expect.some((item) => 'grade' in item && item.grade === 'green');
  const gated = model.kind === 'density' && problem.sde.noiseKind === 'multiplicative';
  const particles = purpose === 'three-point' ? AM2_PARTICLES : green ? PARTICLES.green : PARTICLES.wanted;
  return {
    cutoff: Math.max(resolved, reach),
    why:
      resolved >= reach
        ? resolved === 0
          ? ''
          : `K_c σ ≥ ${RESOLUTION} for σ = ${short(sigma)}`
        : `k = ${short(largestK)} is asked for${inhomogeneous ? `, to be read up to ${INNER} K_c` : ''}`,
    particles: gated ? particles : 0,
  };
}

/** Mask and cells that keep the cells of the scenario. */
export function keptGrid(plan: FieldPlan, situation: Situation, need: GridNeed): GridChoice {
  const { box, field } = plan.scenario;
  const { cells } = box;
  const kept = 'the cells of the scenario are kept';
  const three = situation.purpose === 'three-point';
  const own = three ? 'two-thirds' : field.dealias;
  const short_ = smallest(plan, cells, own) < need.cutoff * (1 - 1e-9);
  const few = effectiveOf(plan, cells, 'none') < need.particles;
  if (!three && own === 'two-thirds' && short_ && !few && smallest(plan, cells, 'none') >= need.cutoff * (1 - 1e-9)) {
    return {
      dealias: 'none',
      cells,
      maskReason: `${need.why}: these cells reach K_c = ${short(smallest(plan, cells, 'none'))} without mask, ${short(smallest(plan, cells, own))} with it`,
      gridReason: kept,
    };
  }
  const maskReason = three
    ? 'third moments need it: without it aliased triads add to them'
    : field.dealias === 'none'
      ? 'two-point functions need no mask; K_c stays what it is'
      : 'K_c, the scale of coarse-graining, stays what it is on these cells';
  return {
    dealias: own,
    cells,
    maskReason,
    gridReason: short_ ? `${kept}; they are too coarse: ${need.why} wants K_c ≥ ${short(need.cutoff)}` : kept,
  };
}

/**
 * The cheapest grid: two-point functions need no mask, and the same K_c then takes 1.5^d fewer cells; K_c as low as the potential
 * and the asked k allow, or as it is where there is no potential to resolve or what is measured depends on K_c. Of all that leave
 * enough particles in each resolved cell the one of the least work; a text says why there is none.
 */
export function freeGrid(plan: FieldPlan, situation: Situation, need: GridNeed): GridChoice | string {
  const { scenario } = plan;
  const { box, field, observe } = scenario;
  const bound = observe.some(({ quantity }) => ['cumulants', 'density-histogram', 'energy'].includes(quantity));
  const open = Number.isNaN(situation.sigma) || bound;
  const cutoffs = cutoffsOf(plan, box.cells, field.dealias).map((k) => (open ? Math.max(need.cutoff, k) : need.cutoff));
  const third = situation.purpose === 'three-point';
  const masks: readonly Dealias[] = third || situation.drift === 'local' ? ['two-thirds'] : ['none', 'two-thirds'];
  const all = masks.flatMap((dealias) => [
    ...(['fast', 'smooth', 'even'] as const).map((kind) => ({ dealias, cells: sides(plan, cutoffs, dealias, kind) })),
    ...(cutoffsOf(plan, box.cells, dealias).every((k, a) => k >= cutoffs[a] * (1 - 1e-9))
      ? [{ dealias, cells: box.cells }]
      : []),
  ]);
  const held = [need.particles, Math.min(need.particles, PARTICLES.wanted)]
    .map((least) => all.filter((one) => effectiveOf(plan, one.cells, one.dealias) >= least * (1 - 1e-9)))
    .find((list) => list.length > 0);
  if (held === undefined) {
    return `no grid has both ${need.why === '' ? 'the present K_c' : need.why} and n̄_eff ≥ ${PARTICLES.wanted}: too dilute for a field; run particles instead`;
  }
  const { dealias, cells } = held.reduce((best, one) => {
    return workOfGrid(one.cells, field.backend) < workOfGrid(best.cells, field.backend) * (1 - 1e-9) ? one : best;
  });
  const effective = effectiveOf(plan, cells, dealias);
  const reason = [
    cutoffs.some((k) => k > need.cutoff * (1 + 1e-9))
      ? `K_c ≥ ${[...new Set(cutoffs.map((k) => short(k)))].join(' × ')} as now`
      : `${need.why}: K_c ≥ ${short(need.cutoff)}`,
    `n̄_eff = ${short(effective)}${effective < need.particles * (1 - 1e-9) ? `, although ${need.particles} would be better` : ''}`,
  ];
  return {
    dealias,
    cells,
    maskReason: third
      ? 'third moments need it: without it aliased triads add to them'
      : masks.length === 1
        ? 'the local nonlinearity needs it'
        : dealias === 'none'
          ? 'two-point functions need no mask, which would cost 1.5^d times the cells for the same K_c'
          : `no cheaper cells without it${need.particles > 0 ? ` keep n̄_eff ≥ ${need.particles}` : ''}`,
    gridReason: reason.slice(0, need.particles > 0 ? 2 : 1).join('; '),
  };
}

/** Even cells per side, at least 4, that reach the cut-off; `smooth`: 2^a 3^b 5^c; `fast`: 2^a. */
export function sides(
  { scenario }: FieldPlan,
  cutoffs: readonly number[],
  dealias: Dealias,
  kind: 'fast' | 'smooth' | 'even',
): readonly number[] {
  return scenario.box.length.map((length, a) => {
    const least = (cutoffs[a] * length) / ((dealias === 'none' ? 1 : 2 / 3) * Math.PI);
    let n = Math.max(4, 2 * Math.ceil((least / 2) * (1 - 1e-9)));
    while (!((kind === 'smooth' && isSmooth(n)) || (kind === 'fast' && isSmooth(n, [2])) || kind === 'even')) n += 2;
    return n;
  });
}

/** The smallest K_c of the axes. */
export function smallest(plan: FieldPlan, cells: readonly number[], dealias: Dealias): number {
  return Math.min(...cutoffsOf(plan, cells, dealias));
}

function cutoffsOf({ scenario }: FieldPlan, cells: readonly number[], dealias: Dealias): readonly number[] {
  return scenario.box.length.map((length, a) => ((dealias === 'none' ? 1 : 2 / 3) * Math.PI * cells[a]) / length);
}

/** n̄_eff = ρ0 Π π/K_a on these cells. */
export function effectiveOf({ model }: FieldPlan, cells: readonly number[], dealias: Dealias): number {
  const share = dealias === 'none' ? 1 : 1.5;
  return cells.reduce((n, count, a) => n * ((share * model.lengths[a]) / count), model.species[0].density);
}
