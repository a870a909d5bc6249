import type { Finding } from './findings.ts';
import { type Path, valueAt } from './path.ts';

/**
 * What several keys must satisfy together. Works on the data as read, so that these mistakes are reported together with
 * all others; what is of the wrong type is passed over here, the schema has reported it.
 */
export function consistency(data: unknown): readonly Finding[] {
  const out: Finding[] = [];
  const given = sides(valueAt(data, ['box', 'length']));
  const dim = given !== undefined && given >= 1 && given <= 3 ? given : undefined;
  const perSide = (path: Path, what: string): void => {
    const here = sides(valueAt(data, path));
    if (dim === undefined || here === undefined || here === dim) return;
    out.push({
      path,
      message: `the box has ${count(dim, 'side')}, so ${count(dim, what)} must be given here, not ${here}`,
    });
  };

  perSide(['box', 'cells'], 'cell count');
  const profile: Path = ['field', 'initial', 'profile'];
  perSide([...profile, 'waves'], 'integer');
  const axis = valueAt(data, [...profile, 'axis']);
  if (dim !== undefined && typeof axis === 'number' && axis >= dim && axis <= 2) {
    out.push({ path: [...profile, 'axis'], message: `the box has ${count(dim, 'side')}; axes count from 0` });
  }
  list(valueAt(data, ['expect'])).forEach((item, i) => {
    perSide(['expect', i, 'mode'], 'integer');
    for (const key of ['k', 't']) {
      const range = valueAt(item, [key]);
      if (Array.isArray(range) && range.length === 2 && range[0] > range[1]) {
        out.push({ path: ['expect', i, key], message: `[${range[0]}, ${range[1]}] is empty; write [low, high]` });
      }
    }
  });
  out.push(...densities(data));
  return out;
}

/** Exactly one of density and species; signs, unless the field is an order parameter. */
function densities(data: unknown): readonly Finding[] {
  const out: Finding[] = [];
  const [density, species] = [valueAt(data, ['density']), valueAt(data, ['species'])];
  if (density === undefined && species === undefined) {
    out.push({
      path: [],
      message: "missing key 'density': a number (or, for a mixture, species: [{ name, density }, …])",
      missing: 'density',
    });
  }
  if (density !== undefined && species !== undefined) {
    out.push({ path: ['species'], message: 'density is given as well; a scenario has one of the two', atKey: true });
  }
  const names = list(species).map((one) => valueAt(one, ['name']));
  names.forEach((name, i) => {
    if (typeof name === 'string' && names.indexOf(name) < i) {
      out.push({ path: ['species', i, 'name'], message: `there are two species '${name}'` });
    }
  });
  const kind = valueAt(data, ['field', 'kind']);
  if (kind !== undefined && kind !== 'density') return out;

  const positive = (path: Path): void => {
    const value = valueAt(data, path);
    if (typeof value !== 'number' || value > 0 || !Number.isFinite(value)) return;
    const message = `a density must be greater than 0, received ${value}; a field of any sign needs field.kind: order-parameter`;
    out.push({ path, message });
  };
  positive(['density']);
  names.forEach((_, i) => {
    positive(['species', i, 'density']);
  });
  const profile: Path = ['field', 'initial', 'profile'];
  const amplitude = valueAt(data, [...profile, 'amplitude']);
  if (typeof amplitude === 'number' && Math.abs(amplitude) > 1 && Number.isFinite(amplitude)) {
    const message = `an amplitude of ${amplitude} makes the density negative; at most 1 (unless field.kind: order-parameter)`;
    out.push({ path: [...profile, 'amplitude'], message });
  }
  const inside = valueAt(data, [...profile, 'inside']);
  if (typeof inside === 'number' && inside < 0 && Number.isFinite(inside)) {
    out.push({ path: [...profile, 'inside'], message: `a density must not be negative, received ${inside}` });
  }
  return out;
}

/** How many sides a value speaks of: a list, or one number for 1D. */
function sides(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? 1 : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
