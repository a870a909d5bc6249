import type { Model } from '../../physics/model.ts';

/** A state point that a model is used away from. */
export interface Away {
  /** The term that is an expansion. */
  readonly name: string;
  readonly what: 'density' | 'kT';
  /** Its own, and that of the state. */
  readonly own: number;
  readonly here: number;
}

/** Relative difference from which on a state is away. */
const AWAY = 0.01;

/** Whether a term is an expansion about a uniform state: without its constant and linear parts f, μ, P and Z mean nothing. */
export function isExpansion(model: Model): boolean {
  return model.functionals.some((term) => term.expandedAt !== undefined);
}

/** How a uniform state of density ρ at the model's kT lies away from the state points of expansions, by more than 1 %. */
export function awayFrom(model: Model, rho: number): readonly Away[] {
  return model.functionals.flatMap(({ name, expandedAt }) => {
    if (expandedAt === undefined) return [];
    const states = [
      { name, what: 'density' as const, own: expandedAt.density, here: rho },
      { name, what: 'kT' as const, own: expandedAt.kT ?? model.kT, here: model.kT },
    ];
    return states.filter(({ own, here }) => !(Math.abs(here / own - 1) <= AWAY));
  });
}
