/** The files of a new functional by their names: a plug-in, a scenario that uses it, its test. `dk` is the program's script. */
export function newFunctional(name: string, dk: string): Readonly<Record<string, string>> {
  return {
    [`${name}.js`]: plugin(name),
    [`${name}.yaml`]: scenario(name),
    [`${name}.test.mjs`]: test(name, dk),
  };
}

const plugin = (name: string): string => `/**
 * A term of the free energy, for dk: F = ∫f(ρ)dx with f = (c/3)ρ³, a repulsion of three bodies.
 *
 * To make it your own: change the parameters, then f, slope = f′ and curvature = f″ together; 'dk check ${name}.js' says
 * whether they belong to each other, and for which k they do not. A term that couples distances is
 *   dk.quadraticFunctional({ name, status, gamma: (k) => … })     F = (1/2V) Σ Γ(k)|ρ_k|²
 */
const parameters = {
  // plain data: the schema of scenarios, its error messages and 'dk list --plugin ${name}.js' are made from it
  c: { type: 'number', min: 0, default: 0.002, unit: 'energy × volume²', doc: 'strength of the repulsion' },
};

export default (dk) => ({
  functionals: {
    '${name}': dk.define({
      summary: 'F = ∫(c/3)ρ³: repulsion of three bodies',
      parameters,
      // the second argument holds { dim, lengths, kT, density } of the scenario
      create: ({ c }, { kT }) =>
        dk.localFunctional({
          name: '${name}',
          // bare: a microscopic model; renormalised: an equation of state, which contains fluctuations already
          status: 'bare',
          // for every ρ that may occur, negative ones too: noise goes there
          f: (rho) => (c / 3) * rho * rho * rho,
          slope: (rho) => c * rho * rho,
          curvature: (rho) => 2 * c * rho,
          // fullDensity: …   where f diverges, if it does: then densities up to there are enough
        }),
    }),
  },
  // parameters that 'dk check' tries it with, at kT = 0.4 and density 1.3
  examples: { '${name}': [{ c: 0.3 }] },
});
`;

const scenario = (name: string): string => `# Run it with: dk run ${name}.yaml --allow-plugins
name: ${name}
summary: Particles with a free energy of my own
plugins: [${name}.js]
box: { length: [16, 16], cells: [32, 32] }
density: 20
free-energy:
  - { term: ideal-gas }
  - { term: ${name}, c: 0.002 }
time: { warmup: 5, duration: 200, sample: 0.2 }
observe:
  - { quantity: structure-factor }
`;

const test = (name: string, dk: string): string => `import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

// run with: node --test ${name}.test.mjs
const dk = process.env.DK ?? ${JSON.stringify(dk)};
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

for (const args of [['check', file('${name}.js')], ['check', file('${name}.yaml'), '--allow-plugins']]) {
  test(\`dk \${args.join(' ')}\`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [dk, ...args], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });
}
`;
