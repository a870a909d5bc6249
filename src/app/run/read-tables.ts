import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isEntrySpec, type Parameters, type ParameterValue } from '../../core/define.ts';
import { parseColumns, parseFacts } from '../output/columns.ts';
import { builtIn } from '../scenario/built-in.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { type Problem, ScenarioError } from '../scenario/problem.ts';
import type { Registries } from '../scenario/registries.ts';
import type { Scenario, TypedSpec } from '../scenario/scenario.ts';
import { fileReason } from './file-reason.ts';

/**
 * Replaces the name of a CSV file by its columns, wherever a parameter says that it names one: a scenario that is stored
 * holds the numbers and needs the file no more. Numbers in its comment lines stand for parameters that are not given. Names count from the folder of the scenario.
 * @throws ScenarioError with the place of every name that cannot be read
 */
export function readTables(loaded: LoadedScenario, registries: Registries = builtIn): LoadedScenario {
  const problems: Problem[] = [];
  const folder = dirname(loaded.file);
  const filled = (spec: Readonly<Record<string, ParameterValue>>, parameters: Parameters, path: string) => {
    const out: Record<string, ParameterValue> = { ...spec };
    for (const [name, parameter] of Object.entries(parameters)) {
      const value = spec[name];
      if (parameter.type === 'text' && parameter.columns !== undefined && typeof value === 'string' && value !== '') {
        try {
          const text = readFileSync(resolve(folder, value), 'utf8');
          const { columns, optionalColumns = [], facts = [] } = parameter;
          const rows = parseColumns(text, columns, value, optionalColumns);
          [...columns, ...optionalColumns].forEach((column, i) => {
            if (rows[i].length > 0) out[column] = rows[i];
          });
          const known = parseFacts(text);
          for (const fact of facts) {
            if (!loaded.given(`${path}.${fact}`)) out[fact] = known.get(fact) ?? out[fact];
          }
          out[name] = '';
        } catch (error) {
          const why = error instanceof RangeError ? error.message : `cannot read ${value}: ${fileReason(error)}`;
          problems.push(loaded.problem(`${path}.${name}`, why));
        }
      }
      if (parameter.type === 'entry' && isEntrySpec(value)) {
        out[name] = entry(value, parameter.registry, `${path}.${name}`);
      }
    }
    return out;
  };
  const entry = (spec: TypedSpec, registry: string, path: string): TypedSpec => {
    const catalogue = Object.entries(registries).find(([name]) => name === registry)?.[1];
    const parameters = catalogue?.[spec.type]?.parameters;
    return parameters === undefined ? spec : { ...filled(spec, parameters, path), type: spec.type };
  };
  const { scenario } = loaded;
  const terms = scenario['free-energy'].map(({ term, ...rest }, i) => {
    const parameters = registries.functionals[term]?.parameters ?? {};
    return { ...filled(rest, parameters, `free-energy[${i}]`), term };
  });
  const { potential } = scenario.particles;
  const particles =
    potential === undefined
      ? scenario.particles
      : { ...scenario.particles, potential: entry(potential, 'potentials', 'particles.potential') };
  if (problems.length > 0) throw new ScenarioError(problems);
  const resolved: Scenario = { ...scenario, 'free-energy': terms, particles };
  return { ...loaded, scenario: resolved };
}
