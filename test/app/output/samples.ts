/** Synthetic results of every kind, seeded: what the figure tests draw. */
import type { Column, Curve } from '../../../src/core/curve.ts';

/** Deterministic Gaussians (Box–Muller on a 32-bit LCG): noise for pictures, nothing more. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const column = (name: string, values: number[]): Column => ({ name, label: name, values: Float64Array.from(values) });

/** A curve from rows; the first `keys` names are keys, then value, then `stderr` if named, the rest beside. */
export function curveOf(name: string, names: readonly string[], keys: number, rows: readonly number[][]): Curve {
  const all = names.map((n, i) =>
    column(
      n,
      rows.map((row) => row[i]),
    ),
  );
  const error = names[keys + 1] === 'stderr' ? { error: all[keys + 1] } : {};
  const beside = all.slice(keys + ('error' in error ? 2 : 1));
  return { name, notes: ['k = 2πn/L'], keys: all.slice(0, keys), value: all[keys], ...error, beside };
}

const S = (k: number) => 1 / (1 + 5 * Math.exp((-k * k) / 4));

/** Shells |n| of a square box of side 32. */
function shells(count: number): number[] {
  const squares = new Set<number>();
  for (let a = 1; a < 32; a++) for (let b = 0; b <= a; b++) squares.add(a * a + b * b);
  return [...squares]
    .sort((p, q) => p - q)
    .slice(0, count)
    .map((n2) => (2 * Math.PI * Math.sqrt(n2)) / 32);
}

export function structureFactorSample(count = 150): Curve {
  const g = noise(1);
  const rows = shells(count).map((k, i) => {
    const e = (0.06 * S(k)) / Math.sqrt(1 + i / 12);
    return [k, S(k) * (1 - 0.004 * k * k) + e * g(), e, 4 + 2 * (i % 3), S(k), S(k) * (1 - 0.004 * k * k)];
  });
  return curveOf('structure-factor', ['k', 'S', 'stderr', 'modes', 'theory', 'predicted'], 1, rows);
}

export function transientSample(): Curve {
  const g = noise(2);
  const rows = [0.5, 1, 2, 4, 8].flatMap((t) =>
    shells(60).map((k) => {
      const w = 1.2 * k * k * (1 - (k * k) / 1.8);
      const s = Math.exp(0.7 * w * t) + (2 * k * k * Math.expm1(0.7 * w * t)) / w;
      const e = 0.06 * s;
      return [t, k, s + e * g(), e, s];
    }),
  );
  return curveOf('structure-factor-transient', ['t', 'k', 'S', 'stderr', 'theory'], 2, rows);
}

export function scatteringSample(): Curve {
  const g = noise(3);
  const rows = [Math.PI / 4, Math.PI / 2, Math.PI].flatMap((k) =>
    Array.from({ length: 41 }, (_, i) => {
      const t = 0.1 * i;
      const f = S(k) * Math.exp((-k * k * t) / S(k) / 8);
      return [k, t, f * (1 + 0.02 * g()), 0.02 * f + 0.002, f];
    }),
  );
  return curveOf('intermediate-scattering', ['k', 't', 'F', 'stderr', 'theory'], 2, rows);
}

export function profileSample(dim: 1 | 2 | 3): Curve {
  const g = noise(4);
  const n = dim === 3 ? 12 : 48;
  const axis = Array.from({ length: n }, (_, i) => (8 * i) / n);
  const rows = [0, 0.1, 0.2, 0.4, 0.8].flatMap((t) =>
    axis.flatMap((x) =>
      (dim > 1 ? axis : [0]).flatMap((y) =>
        (dim > 2 ? axis : [0]).map((z) => {
          const wave = Math.cos((2 * Math.PI * (x + (dim > 1 ? 2 * y + z : 0))) / 8);
          const rho = 10 * (1 + 0.9 * Math.exp(-0.617 * 4 * t) * wave) + 0.1 * g();
          return [t, ...[x, y, z].slice(0, dim), rho, 0.15];
        }),
      ),
    ),
  );
  return curveOf('density-profile', ['t', ...['x', 'y', 'z'].slice(0, dim), 'rho', 'stderr'], 1 + dim, rows);
}

export function energySample(): Curve {
  const g = noise(5);
  const rows = Array.from({ length: 120 }, (_, i) => {
    const t = 0.25 * i;
    const f = -412000 + 9000 * Math.exp(-t / 4) + 150 * g();
    return [t, f, 250, 82 + 3 * Math.exp(-t / 6) + 0.3 * g(), 0.4];
  });
  return curveOf('energy', ['t', 'F', 'stderr', 'pressure', 'pressure-stderr'], 1, rows);
}

export function histogramSample(): Curve {
  const g = noise(6);
  const rows = Array.from({ length: 61 }, (_, i) => {
    const rho = -1 + 0.35 * i;
    const p = Math.exp(-((rho - 9) ** 2) / 14) / Math.sqrt(14 * Math.PI);
    return [rho, p * (1 + 0.03 * g()), 0.03 * p];
  });
  return curveOf('density-histogram', ['rho', 'P', 'stderr'], 1, rows);
}

export function dispersionSample(): Curve {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const k = 0.007 * i;
    return [k, k * k * (1 - k * k)];
  });
  return curveOf('dispersion', ['k', 'omega'], 1, rows);
}

export function directCorrelationSample(): Curve {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const k = 0.06 * i;
    return [k, -9 * Math.exp(-0.3 * k * k) + Math.sin(1.1 * k) / (1 + k), 0.1 + 0.02 * k];
  });
  return curveOf('direct-correlation', ['k', 'c', 'stderr'], 1, rows);
}

/** A spinodal-like pattern: random waves of one wavelength, sharpened. */
export function spinodalSample(nx: number, ny: number): Float64Array {
  const g = noise(7);
  const waves = Array.from({ length: 60 }, (_, i) => {
    const angle = (Math.PI * i) / 60;
    const n = 12 + g();
    return [Math.round(n * Math.cos(angle)), Math.round(0.5 * n * Math.sin(angle)), 6.28 * g()];
  });
  return Float64Array.from({ length: nx * ny }, (_, j) => {
    const [x, y] = [Math.floor(j / ny) / nx, (j % ny) / ny];
    const sum = waves.reduce((s, [a, b, phase]) => s + Math.cos(2 * Math.PI * (a * x + b * y) + phase), 0);
    return Math.tanh(sum / 3) + 0.05 * g();
  });
}

export function pairCorrelationSample(): Curve {
  const g = noise(8);
  const rows = Array.from({ length: 100 }, (_, i) => {
    const r = 0.04 * (i + 0.5);
    const value = r < 0.9 ? 0 : 1 + 1.3 * Math.exp(-2 * (r - 1)) * Math.cos(6 * (r - 1.1));
    return [r, value + 0.02 * g(), 0.02];
  });
  return curveOf('pair-correlation', ['r', 'g', 'stderr'], 1, rows);
}

export function meanSquareDisplacementSample(): Curve {
  const rows = Array.from({ length: 65 }, (_, i) => [0.1 * i, 0.4 * i, 0.01 * i]);
  return curveOf('mean-square-displacement', ['t', 'msd', 'stderr'], 1, rows);
}

export function numberFluctuationsSample(): Curve {
  const rows = [0.5, 1, 2, 4].map((l) => [l, 0.9 - 0.2 * l, 0.01, 20 * l * l, 1 - (l * l) / 64, 0.9 - 0.2 * l]);
  return curveOf('number-fluctuations', ['l', 'chi', 'stderr', 'mean', 'ideal', 'theory'], 1, rows);
}

export function directionSample(): Curve {
  const g = noise(9);
  const rows = shells(40).map((k, i) => [k, i % 3 === 0 ? Number.NaN : 0.02 * g(), 0.02, 0.02 * g(), 0.02, 4]);
  return curveOf('structure-factor-direction', ['k', 'Q', 'stderr', 'R', 'R-stderr', 'modes'], 1, rows);
}

export function partialSample(types = 2): Curve {
  const g = noise(10);
  const rows = Array.from({ length: types }, (_, a) =>
    Array.from({ length: types - a }, (_, i) =>
      shells(40).map((k) => [a + 1, a + i + 1, k, (i === 0 ? 1 : 0) - 0.6 * Math.exp(-k * k) + 0.02 * g(), 0.02, 4]),
    ).flat(),
  ).flat();
  return curveOf('structure-factor-partial', ['a', 'b', 'k', 'S', 'stderr', 'modes'], 3, rows);
}

export function timeCorrelationSample(): Curve {
  const rows = [1, 2].flatMap((a) =>
    [1, 2].flatMap((b) =>
      Array.from({ length: 20 }, (_, i) => [
        a,
        b,
        0.1 * i,
        (a === b ? 1 : 0.1) * Math.exp(-0.1 * a * i),
        0.01,
        0,
        0.01,
      ]),
    ),
  );
  return curveOf('time-correlation', ['a', 'b', 't', 'C', 'stderr', 'im', 'im-stderr'], 3, rows);
}

export function domainLengthSample(): Curve {
  const rows = [1, 2, 4, 8, 16].map((t) => [t, 3 * Math.cbrt(t), 0.1]);
  return curveOf('domain-length', ['t', 'length', 'stderr'], 1, rows);
}
