import type { Profile } from '../field/initial.ts';

/** The axis along which alone a profile varies (0 for a uniform one); null where it varies along several. */
export function profileAxis(profile: ProfileKind, dim: number): number | null {
  if (dim === 1 || profile.type === 'uniform') return 0;
  if (profile.type === 'step') return profile.axis;
  if (profile.type !== 'cosine') return null;
  const along = profile.waves.flatMap((n, a) => (n === 0 ? [] : [a]));
  return along.length === 1 ? along[0] : null;
}

/** A profile whose values, if it is one of values, need not be known. */
type ProfileKind = Exclude<Profile, { readonly type: 'values' }> | { readonly type: 'values' | 'file' };
