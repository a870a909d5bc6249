// Fills the template dk.xmds and compiles it with XMDS2. Steps per round are compiled in.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './programs.mjs';

/** The path of the compiled program. `iterations` of the semi-implicit midpoint: 3 is XMDS2's own default. */
export function buildXmds(folder, { dim, cells, dt, steps, iterations, planner, env }) {
  const name = `dk${dim}d${cells}i${iterations}s${steps}${planner}`;
  const values = { NAME: name, STEPS: steps, INTERVAL: dt * steps, ITERATIONS: iterations, ...script(dim, cells) };
  const plan = planner === 'patient' ? 'patient' : 'measure';
  const template = readFileSync(new URL('dk.xmds', import.meta.url), 'utf8');
  const text = template.replace(/@([A-Z0-9]+)@/g, (_, key) => String({ ...values, PLANNER: plan }[key]));
  writeFileSync(join(folder, `${name}.xmds`), text);
  compile('xmds2', [`${name}.xmds`], folder, env);
  return join(folder, name);
}

function script(dim, cells) {
  const axes = ['x', 'y', 'z'].slice(0, dim);
  const join_ = (part, separator) => axes.map(part).join(separator);
  const cut = (2 * Math.PI) / 3;
  // pairs of real fields in one complex transform; a field F̂ that becomes imaginary is i F̂, F̂ = i k v ρ̂ for a force
  const pack = {
    1: ['rho * (1 - kx * v)'],
    2: ['rho', 'rho * v * (i * kx - ky)'],
    3: ['rho * (1 - kx * v)', 'rho * v * (i * ky - kz)'],
  }[dim];
  const force = {
    1: ['q0.Im()'],
    2: ['q1.Re()', 'q1.Im()'],
    3: ['q0.Im()', 'q1.Re()', 'q1.Im()'],
  }[dim];
  return {
    DIM: dim,
    PACKED: pack.length,
    DIMENSIONS: join_((x) => `      <dimension name="${x}" lattice="${cells}" domain="(0, ${cells})" />`, '\n'),
    XS: axes.join(' '),
    KS: join_((x) => `k${x}`, ' '),
    ONE: join_((x) => `${x}(1)`, ' '),
    WS: join_((x) => `w${x}`, ' '),
    JS: join_((x) => `j${x}`, ' '),
    QS: pack.map((_, i) => `q${i}`).join(' '),
    K2: `(${join_((x) => `k${x}*k${x}`, ' + ')})`,
    RESOLVED: join_((x) => `fabs(k${x}) < ${cut - 1e-9}`, ' &amp;&amp; ').replaceAll('&amp;', '&'),
    // XMDS2 transforms by ∫ dx e^{-ikx}/√(2π) along every axis
    VOLUME: `${cells ** dim / (2 * Math.PI) ** (dim / 2)}`,
    POWER: `${cells ** dim / (2 * Math.PI) ** dim}`,
    PACK: pack.map((value, i) => `        q${i} = ${value};`).join('\n'),
    FLUX: axes.map((x, a) => `        j${x} = r * ${force[a]} + a * w${x};`).join('\n'),
    DIVERGENCE: join_((x) => `k${x} * j${x}`, ' + '),
  };
}
