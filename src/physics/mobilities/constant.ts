import { define } from '../../core/define.ts';
import type { Mobility, MobilityContext } from './mobility.ts';
import { polynomialMobility } from './polynomial.ts';

const parameters = {
  value: { type: 'number', above: 0, unit: 'mobility × density', doc: 'M, the same everywhere' },
} as const;

/** M = const: model B of Hohenberg & Halperin, Rev. Mod. Phys. 49, 435 (1977). The noise is additive. */
export const constant = define<typeof parameters, Mobility, MobilityContext>({
  summary: 'M = const, additive noise (model B, Hohenberg & Halperin 1977)',
  parameters,
  create: ({ value }) => polynomialMobility([value, 0, 0], null),
});
