// CPU time of one step of every scheme on one backend.
import { advance, dk, fieldEngine, fieldProblem, normals, transforms, uniformSpectrum } from '../lib/library.mjs';
import { measure } from '../lib/measure.mjs';

/** The step that `step: auto` takes for samples every 1 h²/D. */
export function automaticStep(cells, coupling, backend, integrator) {
  const problem = fieldProblem(transforms(cells, backend), integrator, { coupling });
  return dk.quantise(1, dk.tightest(dk.stepLimits(problem, null)).dt);
}

/**
 * Seconds of a step: etd1 and etdrk2 as measured, the others by their drift evaluations. One evaluation costs as etd1 does. Of more,
 * each has 2d + 1 of the 3d + 1 transforms of etd1, as drift and noise can share theirs, and its share of the loops; the normals are
 * drawn once.
 */
export function costs(cells, coupling, backend, effort) {
  const dim = cells.length;
  const fft = transforms(cells, backend);
  const source = normals(fft, 1);
  const out = fft.allocReal();
  const draw = dim * measure(() => source.fill(out), effort).seconds;
  const step = (name) => {
    const engine = fieldEngine(fft, name, { coupling, step: automaticStep(cells, coupling, backend, name) });
    return measure(() => advance(engine, 1), effort).seconds;
  };
  const [etd1, etdrk2] = [step('etd1'), step('etdrk2')];
  const evaluation = ((etd1 - draw) * (2 * dim + 1)) / (3 * dim + 1);
  return { etd1, etdrk2, of: ({ evaluations: n }) => (n === 1 ? etd1 : draw + n * evaluation) };
}

/** Seconds of a step of a scheme of this folder. */
export function stepCost(cells, coupling, backend, create, effort) {
  const fft = transforms(cells, backend);
  const problem = fieldProblem(fft, 'etd1', { coupling });
  const state = new dk.FieldState(fft, 1);
  state.hat[0].set(uniformSpectrum(problem));
  state.touch();
  const [scheme, source] = [create(problem), normals(fft, 1)];
  return measure(() => scheme.step(state, source), effort).seconds;
}
