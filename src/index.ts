/**
 * The library behind `dk`. What is exported here is public and frozen by a test; everything else may change.
 * All of it runs on Node and in the browser.
 */

export {
  calibrate,
  type DirectCorrelation,
  type MeasuredStructure,
  structureOf,
} from './analysis/calibrate/calibrate.ts';
export { observables } from './analysis/observables/index.ts';
export type { Observable, ObservableContext } from './analysis/observables/observable.ts';
export { BlockSeries, GroupedJackknife, ReplicaAverage } from './analysis/statistics.ts';
export { binodals, type Coexistence } from './analysis/theory/binodal.ts';
export { type CriticalPoint, criticalTemperature } from './analysis/theory/critical-point.ts';
export { type PlanarInterface, planarInterface } from './analysis/theory/interface.ts';
export { stationary, transient, withTheory } from './analysis/theory/linear.ts';
export { type Equilibrium, type MinimiseOptions, minimise } from './analysis/theory/minimise.ts';
export { patternInstability, unstableIntervals } from './analysis/theory/phase.ts';
export { schemeRatio } from './analysis/theory/scheme.ts';
export { type UniformState, uniformState } from './analysis/theory/thermodynamics.ts';
export { buildPlan, type FieldPlan } from './app/scenario/build.ts';
export { buildModel } from './app/scenario/build-model.ts';
export { buildParticlePlan, type ParticlePlan } from './app/scenario/build-particles.ts';
export { checkParticles } from './app/scenario/check-particles.ts';
export { checkPhysics } from './app/scenario/checks.ts';
export { type LoadedScenario, loadScenario } from './app/scenario/load.ts';
export { ScenarioError } from './app/scenario/problem.ts';
export type { Scenario } from './app/scenario/scenario.ts';
export { jsonSchema } from './app/scenario/schema.ts';
export { CoarseGrain } from './core/coarse-grain.ts';
export { type Column, type Curve, column, columns } from './core/curve.ts';
export { createEntry, define, type Entry, type Registry } from './core/define.ts';
export { backends, chooseBackend, createFft, type TeamMaker } from './core/fft/backends.ts';
export type { Fft } from './core/fft/fft.ts';
export { FieldState } from './core/field.ts';
export { type Dealias, Grid } from './core/grid.ts';
export { type DensitySource, ModeSet, modesWithin } from './core/modes.ts';
export { particleModes } from './core/particle-modes.ts';
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
export { BrownianEngine, type BrownianSetup } from './engines/particles/engine.ts';
export { externalInteraction } from './engines/particles/external.ts';
export { HardRods } from './engines/particles/hard/rods.ts';
export { hardRodStart } from './engines/particles/hard/rods-start.ts';
export { HardSpheres } from './engines/particles/hard/spheres.ts';
export { hardSphereStart } from './engines/particles/hard/spheres-start.ts';
export { particleIntegrators } from './engines/particles/integrators/index.ts';
export { pairForces } from './engines/particles/pair-forces.ts';
export { pairInteraction } from './engines/particles/pairs.ts';
export { reciprocalInteraction } from './engines/particles/reciprocal.ts';
export { latticeStart, randomStart, removeOverlaps } from './engines/particles/start.ts';
export { particleStep } from './engines/particles/step-size.ts';
export type { BoundFunctional, Bulk, Functional, FunctionalContext } from './physics/functionals/functional.ts';
export { functionals } from './physics/functionals/index.ts';
export { bindLocal } from './physics/functionals/local.ts';
export { type LocalDescription, localFunctional } from './physics/functionals/local-functional.ts';
export { bindQuadratic } from './physics/functionals/quadratic.ts';
export { quadraticFunctional } from './physics/functionals/quadratic-functional.ts';
export { mobilities } from './physics/mobilities/index.ts';
export type { Mobility } from './physics/mobilities/mobility.ts';
export { linearRate, linearStructureFactor, type Model, totalCurvature } from './physics/model.ts';
export { externalPotentials } from './physics/potentials/external/index.ts';
export { potentials } from './physics/potentials/index.ts';
export type { PairPotential } from './physics/potentials/potential.ts';
