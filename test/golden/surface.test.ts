import { expect, test } from 'vitest';
import * as library from '../../src/index.ts';

// A golden test: it guards against change of the public surface, not against error.
test('the public library surface', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "BlockSeries",
      "BlowUp",
      "Equation",
      "FieldEngine",
      "FieldState",
      "Gaussians",
      "Grid",
      "GroupedJackknife",
      "ModeSet",
      "ReplicaAverage",
      "ScenarioError",
      "Validity",
      "buildModel",
      "buildPlan",
      "checkPhysics",
      "column",
      "columns",
      "createEntry",
      "createFft",
      "define",
      "externalPotentials",
      "functionals",
      "gradeOf",
      "initialSpectrum",
      "integrators",
      "jsonSchema",
      "linearRate",
      "linearStructureFactor",
      "loadScenario",
      "mobilities",
      "modesWithin",
      "observables",
      "positivityPolicies",
      "potentials",
      "profileValues",
      "quantise",
      "schemeRatio",
      "stationary",
      "stepLimits",
      "tightest",
      "totalCurvature",
      "transient",
      "withPoissonFluctuations",
      "withTheory",
    ]
  `);
});
