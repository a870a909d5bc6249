import type { ParameterValue } from '../../core/define.ts';
import type { Dealias } from '../../core/grid.ts';
import type { FieldKind } from '../../physics/model.ts';

/**
 * A scenario with every default filled in. Keys are spelled as in the file (kebab case), so that JSON.stringify of it is
 * `resolved.json` and loads as the same scenario again. Lists that a file may give as one number (1D) are lists here.
 */
export interface Scenario {
  readonly name: string;
  readonly summary?: string;
  /** Texts for axis labels. */
  readonly units: { readonly length?: string; readonly time?: string; readonly energy?: string };
  readonly box: { readonly length: readonly number[]; readonly cells: readonly number[] };
  readonly dynamics: { readonly kT: number; readonly mu: number; readonly mobility: TypedSpec };
  /** Mean density of the only species; exactly one of `density` and `species` is there. */
  readonly density?: number;
  readonly species?: readonly { readonly name: string; readonly density: number }[];
  readonly 'free-energy': readonly TermSpec[];
  readonly field: FieldBlock;
  readonly particles: ParticlesBlock;
  /** `sample` is duration/200 unless given. */
  readonly time: { readonly warmup: number; readonly duration: number; readonly sample: number };
  readonly ensemble: { readonly replicas: number; readonly seed: number };
  readonly observe: readonly ObserveSpec[];
  readonly compare: CompareBlock;
  readonly expect: readonly Expectation[];
  readonly output: OutputBlock;
  /** Plug-ins whose entries are used: as in the file, relative to it. */
  readonly plugins?: readonly string[];
}

/** A registry entry by its name, with its parameters complete and valid: what `createEntry` takes. */
export interface TypedSpec {
  readonly type: string;
  readonly [parameter: string]: ParameterValue;
}

/** A free-energy term; `createEntry` wants its name under `type`. */
export interface TermSpec {
  readonly term: string;
  readonly [parameter: string]: ParameterValue;
}

/** An observable with its parameters. `sample` is time.sample unless given; `mean` is absent unless given. */
export interface ObserveSpec {
  readonly quantity: string;
  readonly sample: number;
  readonly average: 'time' | 'replicas';
  readonly times: readonly number[];
  readonly mean?: 'kept' | 'subtracted';
  readonly [parameter: string]: ParameterValue;
}

export interface FieldBlock {
  readonly kind: FieldKind;
  /** `auto`: by the free energy (decide.ts). */
  readonly dynamics: 'auto' | 'full' | 'linear';
  readonly integrator: string;
  readonly step: 'auto' | number;
  readonly dealias: Dealias;
  readonly accuracy: 'two-point' | 'three-point';
  readonly backend: string;
  readonly noise: { readonly positivity: string; readonly scale: number; readonly at: 'auto' | 'full' | 'linearised' };
  readonly initial: { readonly profile: ProfileSpec; readonly fluctuations: 'none' | 'poisson' };
  readonly 'accept-grade': Grade | 'any';
}

export type Grade = 'green' | 'yellow' | 'red';

export type ProfileSpec =
  | { readonly type: 'uniform' }
  | { readonly type: 'cosine'; readonly amplitude: number; readonly waves: readonly number[] }
  | { readonly type: 'step'; readonly amplitude: number; readonly axis: number }
  | { readonly type: 'droplet'; readonly inside: number; readonly radius: number; readonly width: number }
  | { readonly type: 'file'; readonly file: string };

export interface ParticlesBlock {
  readonly integrator: string;
  readonly step: 'auto' | number;
  /** Absent: that of the pair term. */
  readonly potential?: TypedSpec;
  readonly backend: string;
  readonly 'noise-scale': number;
  readonly mass: number;
  readonly start: StartSpec;
}

export type StartSpec =
  | { readonly type: 'auto' | 'lattice' | 'random' }
  | { readonly type: 'file'; readonly file: string };

export interface CompareBlock {
  readonly tolerance: number;
  /** Absent: one and a half times the tolerance. */
  readonly 'rate-tolerance'?: number;
  readonly confidence: number;
  readonly budget: string;
}

export interface OutputBlock {
  readonly snapshots: readonly number[];
  /** Of particles. `every` absent: time.sample, or a multiple of it. */
  readonly trajectory: {
    readonly format: 'lammps' | 'extxyz' | 'none';
    readonly every?: number;
    readonly replicas: number;
  };
  readonly movie?: MovieSpec;
}

export interface MovieSpec {
  readonly cells?: readonly number[];
  readonly width?: number;
  readonly 'frames-per-second': number;
  readonly frames: boolean;
}

/**
 * What a run must show for `dk` to end with 0. Ranges are [low, high]. `engine`: for that one alone, else for both;
 * `column`: another than the value of the curve.
 */
export type Expectation =
  | {
      readonly curve: string;
      readonly engine?: 'field' | 'particles';
      readonly column?: string;
      readonly k?: readonly [number, number];
      readonly t?: readonly [number, number];
      readonly equals: 'theory' | 'predicted' | number;
      readonly within: number;
    }
  | {
      readonly mode: readonly number[];
      readonly engine?: 'field' | 'particles';
      readonly part: 're' | 'im';
      readonly t?: number;
      readonly equals: number;
      readonly within: number;
    }
  | { readonly grade: Grade }
  | { readonly compare: string; readonly verdict: 'agree' | 'differ' | 'inconclusive'; readonly within: number };
