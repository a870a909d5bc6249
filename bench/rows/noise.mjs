// A million standard normal numbers.
import { backendNames, dk, normals, transforms } from '../lib/library.mjs';

export function* noiseRows() {
  for (const backend of backendNames) {
    yield {
      name: `noise/10^6 normals ${backend}`,
      backend,
      unit: 'µs',
      prepare() {
        const fft = transforms([1000, 1000], backend);
        if (fft === null) return null;
        const source = normals(fft, 1);
        const out = fft.allocReal();
        return () => source.fill(out);
      },
    };
  }
  yield {
    name: 'noise/10^6 normals, one by one',
    backend: 'reference',
    unit: 'µs',
    prepare() {
      const source = new dk.Gaussians(1);
      return () => {
        for (let i = 0; i < 1e6; i++) source.next();
      };
    },
  };
}
