/**
 * The library behind `dk`. What is exported here is public and frozen by a test; everything else may change.
 * All of it runs on Node and in the browser.
 */
export { observables } from './analysis/observables/index.ts';
export type { Observable, ObservableContext } from './analysis/observables/observable.ts';
export { BlockSeries, GroupedJackknife, ReplicaAverage } from './analysis/statistics.ts';
export { stationary, transient, withTheory } from './analysis/theory/linear.ts';
export { schemeRatio } from './analysis/theory/scheme.ts';
export { buildModel, buildPlan, type FieldPlan } from './app/scenario/build.ts';
export { checkPhysics } from './app/scenario/checks.ts';
export { type LoadedScenario, loadScenario } from './app/scenario/load.ts';
export { ScenarioError } from './app/scenario/problem.ts';
export type { Scenario } from './app/scenario/scenario.ts';
export { jsonSchema } from './app/scenario/schema.ts';
export { type Column, type Curve, column, columns } from './core/curve.ts';
export { createEntry, define, type Entry, type Registry } from './core/define.ts';
export { createFft } from './core/fft/backends.ts';
export type { Fft } from './core/fft/fft.ts';
export { FieldState } from './core/field.ts';
export { type Dealias, Grid } from './core/grid.ts';
export { type DensitySource, ModeSet, modesWithin } from './core/modes.ts';
export { Gaussians } from './core/random.ts';
export { BlowUp, type Engine } from './engines/engine.ts';
export { FieldEngine } from './engines/field/engine.ts';
export { Equation } from './engines/field/equation.ts';
export { initialSpectrum, profileValues, withPoissonFluctuations } from './engines/field/initial.ts';
export { integrators } from './engines/field/integrators/index.ts';
export type { Integrator, IntegratorEntry } from './engines/field/integrators/integrator.ts';
export { positivityPolicies } from './engines/field/positivity.ts';
export { quantise, stepLimits, tightest } from './engines/field/step-size.ts';
export { gradeOf, Validity } from './engines/field/validity.ts';
export type { Functional, FunctionalContext } from './physics/functionals/functional.ts';
export { functionals } from './physics/functionals/index.ts';
export { mobilities } from './physics/mobilities/index.ts';
export type { Mobility } from './physics/mobilities/mobility.ts';
export { linearRate, linearStructureFactor, type Model, totalCurvature } from './physics/model.ts';
export { externalPotentials } from './physics/potentials/external/index.ts';
export { potentials } from './physics/potentials/index.ts';
export type { PairPotential } from './physics/potentials/potential.ts';
