// One step of the field at its automatic length: every scheme on small grids, etd1 and etdrk2 on large ones.
import { advance, backendNames, dk, fieldEngine, transforms } from '../lib/library.mjs';

const small = [[4096], [128, 128], [32, 32, 32]];
const large = [[65536], [256, 256], [512, 512], [1024, 1024], [64, 64, 64]];

export function* fieldRows(options) {
  for (const cells of small) for (const name of Object.keys(dk.integrators)) yield* rows(cells, name);
  for (const cells of options.large ? [...large, [128, 128, 128]] : large) {
    for (const name of ['etd1', 'etdrk2']) yield* rows(cells, name);
  }
}

function* rows(cells, name) {
  for (const backend of backendNames) {
    yield {
      name: `step/${name} ${cells.join('x')} ${backend}`,
      backend,
      unit: 'µs',
      prepare() {
        const fft = transforms(cells, backend);
        if (fft === null) return null;
        const engine = fieldEngine(fft, name);
        return () => advance(engine, 1);
      },
    };
  }
}
