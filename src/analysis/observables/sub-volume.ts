import type { ModeSet } from '../../core/modes.ts';

/**
 * |W_k|² of a cube of edge ℓ, W_k = ∫_B e^{−ik·x}dx = Π_a sin(k_aℓ/2)/(k_a/2), of every mode, [modes]. The number in the cube,
 * averaged over all its places, has the variance (1/V²)Σ_{k≠0}|W_k|²⟨|ρ_k|²⟩, over k and −k.
 */
export function subVolume(modes: ModeSet, edge: number): Float64Array {
  const { dim, lengths, n } = modes;
  return Float64Array.from({ length: modes.count }, (_, m) => {
    let product = 1;
    for (let a = 0; a < dim; a++) {
      const k = (2 * Math.PI * n[m * dim + a]) / lengths[a];
      const w = k === 0 ? edge : (2 * Math.sin((k * edge) / 2)) / k;
      product *= w * w;
    }
    return product;
  });
}
