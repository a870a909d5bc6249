// The peers: what each needs, how it is built, which work it can do. `open` returns something with run(), spectrum(), close().
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Lammps } from './lammps.mjs';
import { compile, find, Program } from './programs.mjs';
import { buildXmds } from './xmds.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const FLAGS = ['-O3', '-march=native', '-ffast-math'];

/** Peers for a run with a temporary folder and a planner of FFTW. */
export function allPeers({ folder, planner }) {
  let binary = null;
  const fftw =
    (variant) =>
    ({ kind, dim, cells, dt, steps }) => {
      if (binary === null) {
        binary = join(folder, 'dk-fftw');
        compile('gcc', [...FLAGS, '-o', binary, here('dk-fftw.c'), '-lfftw3', '-lm'], folder);
      }
      const wisdom = join(folder, 'wisdom');
      return new Program(binary, [kind, dim, cells, dt, steps, variant, planner, wisdom].map(String));
    };
  const xmds =
    (iterations) =>
    ({ dim, cells, dt, steps }) => {
      // XMDS2 keeps its settings and plans in the home folder: here a temporary one
      const env = { ...process.env, HOME: folder };
      const program = buildXmds(folder, { dim, cells, dt, steps, iterations, planner, env });
      return new Program(program, [], { cwd: folder, env });
    };
  const python = findPython();
  const numpy = ({ kind, dim, cells, dt, steps }) =>
    new Program(python, [here('dk_numpy.py'), kind, dim, cells, dt, steps].map(String));
  const lmp = find('lmp', 'lammps', 'lmp_serial');
  const field = ['field'];
  return [
    { name: 'fftw', kinds: ['field', 'fft', 'normals'], missing: missingFftw, open: fftw('fused') },
    { name: 'fftw-plain', kinds: field, missing: missingFftw, open: fftw('plain') },
    { name: 'xmds2', kinds: field, missing: missingXmds, whole: true, open: xmds(3) },
    { name: 'xmds2-once', kinds: field, missing: missingXmds, whole: true, open: xmds(1) },
    {
      name: 'numpy',
      kinds: ['field', 'fft', 'normals'],
      missing: () => (python === null ? 'no python3 with numpy and scipy (Debian: python3-scipy)' : null),
      open: numpy,
    },
    {
      name: 'lammps',
      kinds: ['particles'],
      missing: () => (lmp === null ? 'no lmp (Debian: lammps)' : null),
      open: (work) => new Lammps(lmp, here(`lammps-${work.dim}d.in`), work),
    },
  ];
}

function missingFftw() {
  if (find('gcc') === null) return 'no gcc';
  const args = ['-E', '-x', 'c', '-'];
  const { status } = spawnSync('gcc', args, { input: '#include <fftw3.h>\n' });
  return status === 0 ? null : 'no fftw3.h (Debian: libfftw3-dev)';
}

function missingXmds() {
  return find('xmds2') === null ? 'no xmds2 (Debian: xmds2)' : null;
}

/** The first python3 of the path that has NumPy and SciPy: a private one often has not. */
function findPython() {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'python3'));
  const able = (python) => spawnSync(python, ['-c', 'import numpy, scipy.fft']).status === 0;
  return [...new Set(places)].find(able) ?? null;
}
