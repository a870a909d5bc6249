// The work that is compared. `steps` fill about one round with our own times.

/** Field steps (etd1 against a peer's step), transform pairs, normals, particle steps. */
export function works({ large, seconds }) {
  const field = (dim, cells) => grid('field', dim, cells, 6e-8);
  const fft = (dim, cells) => grid('fft', dim, cells, 8e-9);
  const grid = (kind, dim, cells, cost) => ({
    ...{ kind, dim, cells, dt: 0.05 },
    name: `${kind} ${new Array(dim).fill(cells).join('x')}`,
    steps: Math.max(1, Math.round(seconds / (cost * cells ** dim))),
  });
  const particles = (dim, density, count) => ({
    ...{ kind: 'particles', dim, density, count },
    name: `particles ${dim}D rho=${density} N=${count}`,
    steps: Math.max(1, Math.round(seconds / (1e-7 * count))),
  });
  const list = [
    ...[256, 512, 1024].map((n) => field(2, n)),
    field(1, 65536),
    field(3, 64),
    ...(large ? [field(3, 128)] : []),
    ...[256, 512, 1024].map((n) => fft(2, n)),
    fft(1, 65536),
    fft(3, 64),
    ...(large ? [fft(3, 128)] : []),
    { ...grid('normals', 1, 2 ** 20, 3e-9), name: 'normals 2^20' },
    particles(2, 0.5, 1e4),
    particles(2, 0.5, 1e5),
    particles(3, 0.7, 1e4),
  ];
  return list;
}
