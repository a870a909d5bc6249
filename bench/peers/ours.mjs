// Our side of a comparison, with the protocol of the peers: `run` does STEPS steps and prints `cpu SECONDS`, `spectrum` prints
// k² and |ρ_k|²/N of every resolved mode, `energy` the potential energy of a particle.
//   ours.mjs field DIM CELLS DT STEPS BACKEND · fft DIM CELLS 0 PAIRS BACKEND · normals 1 COUNT 0 REPEATS BACKEND
//   ours.mjs particles DIM COUNT DENSITY STEPS
import { createInterface } from 'node:readline';
import { advance, fieldEngine, normals, particleEngine, transforms } from '../lib/library.mjs';
import { cpuSeconds } from '../lib/measure.mjs';

const [work, ...words] = process.argv.slice(2);
const [dim, size, number, steps] = words.map(Number);
const backend = words[4];
const cells = new Array(dim).fill(size);

const makers = {
  field() {
    const fft = transforms(cells, backend);
    const engine = fieldEngine(fft, 'etd1', { step: number });
    return { run: () => advance(engine, steps), spectrum: () => spectrum(fft, engine.state.hat[0]) };
  },
  fft() {
    const fft = transforms(cells, backend);
    const [real, hat] = [fft.allocReal(), fft.allocSpectrum()];
    normals(fft, 1).fill(real);
    return repeat(() => {
      fft.forward(real, hat);
      fft.inverse(hat, real);
    });
  },
  normals() {
    const fft = transforms([size], backend);
    const source = normals(fft, 1);
    const out = fft.allocReal();
    return repeat(() => source.fill(out));
  },
  particles() {
    const engine = particleEngine(dim, number, size);
    return { run: () => advance(engine, steps), energy: () => engine.energy() / size };
  },
};

function repeat(call) {
  return {
    run() {
      for (let i = 0; i < steps; i++) call();
    },
  };
}

function spectrum(fft, hat) {
  const { grid } = fft;
  const lines = [];
  for (const m of fft.band('two-thirds').resolved) {
    const power = (hat[2 * m] ** 2 + hat[2 * m + 1] ** 2) / (20 * grid.size);
    if (m > 0) lines.push(`${grid.k2[m]} ${power}`);
  }
  return [...lines, 'end'].join('\n');
}

const maker = makers[work]();
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'run') {
    const start = cpuSeconds();
    maker.run();
    console.log(`cpu ${cpuSeconds() - start}`);
  } else console.log(line === 'energy' ? `energy ${maker.energy()}` : maker.spectrum());
}
