// One real transform. `masked`: of the modes of the two-thirds mask only, as the steps use it, where the backend has it.
import { backendNames, normals, transforms } from '../lib/library.mjs';

const sizes = [[4096], [65536], ...[64, 96, 128, 256, 512, 1024].map((n) => [n, n]), [64, 64, 64]];

export function* fftRows({ large }) {
  for (const cells of large ? [...sizes, [128, 128, 128]] : sizes) {
    for (const backend of backendNames) {
      const start = () => {
        const fft = transforms(cells, backend);
        if (fft === null) return null;
        const [real, spectrum] = [fft.allocReal(), fft.allocSpectrum()];
        normals(fft, 1).fill(real);
        fft.forward(real, spectrum);
        return { fft, real, spectrum };
      };
      const row = (what, call) => ({
        name: `fft/${what} ${cells.join('x')} ${backend}`,
        backend,
        unit: 'µs',
        prepare() {
          const given = start();
          return given === null ? null : call(given);
        },
      });
      yield row(
        'forward',
        ({ fft, real, spectrum }) =>
          () =>
            fft.forward(real, spectrum),
      );
      yield row(
        'inverse',
        ({ fft, real, spectrum }) =>
          () =>
            fft.inverse(spectrum, real),
      );
      yield row('masked forward', ({ fft, real, spectrum }) => {
        const band = fft.band?.('two-thirds');
        return band === undefined ? null : () => band.forward(real, spectrum);
      });
      yield row('masked inverse', ({ fft, real, spectrum }) => {
        const band = fft.band?.('two-thirds');
        if (band === undefined) return null;
        band.forward(real, spectrum.fill(0));
        return () => band.inverse(spectrum, real);
      });
    }
  }
}
