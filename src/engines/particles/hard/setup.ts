/** What an engine of hard particles is made of: rods (1D), disks (2D) or spheres (3D) in a periodic box. */
export interface HardSetup {
  readonly lengths: readonly number[];
  /** Length of a rod, diameter of a disk or sphere, σ. */
  readonly diameter: number;
  readonly kT: number;
  /** Mobility of one particle; D = μ kT. */
  readonly mu: number;
  readonly dt: number;
  /** Multiplies the noise amplitude. Hard particles have no energy scale: they diffuse with D·noiseScale². */
  readonly noiseScale: number;
  /** Species of every particle, [particles]; a label, all have the same diameter. Default: one species. */
  readonly speciesOf?: Int32Array;
}
