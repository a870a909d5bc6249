import type { Interaction } from '../interaction.ts';
import { KernelPairs } from './kernel-pairs.ts';
import type { KernelMemory } from './memory.ts';
import { SortedPairs } from './sorted-pairs.ts';

/** Skin of the list in units of the potential's length. */
const SKIN = 0.6;

/** The interaction as the kernel computes it; unchanged where it is no neighbour list or its potential has no `law`. */
export function kernelInteraction(
  interaction: Interaction,
  lengths: readonly number[],
  count: number,
  memory: KernelMemory,
): Interaction {
  const potential = interaction.listed;
  if (potential?.law === undefined) return interaction;
  // a pair has one image within the reach
  const skin = Math.min(SKIN * potential.sigma, 0.5 * Math.min(...lengths) - potential.range);
  const sorted = new SortedPairs(memory, lengths, count, potential, potential.law, skin);
  return new KernelPairs(potential, lengths, sorted);
}
