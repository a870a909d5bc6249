import type { Parameters } from '../../core/define.ts';

/** What the schema needs to know of a registry. */
export type Catalogue = Readonly<Record<string, { readonly summary: string; readonly parameters: Parameters }>>;
export type Names = Readonly<Record<string, { readonly summary: string }>>;

/** Everything a scenario can name. An `entry` parameter refers to one of the catalogues by its key here. */
export interface Registries {
  readonly functionals: Catalogue;
  readonly mobilities: Catalogue;
  readonly potentials: Catalogue;
  readonly external: Catalogue;
  readonly observables: Catalogue;
  readonly integrators: Names;
  readonly particleIntegrators: Names;
  readonly positivity: Names;
}
