import type { Registry } from '../../core/define.ts';
import { brownian } from './brownian.ts';
import { constant } from './constant.ts';
import { crowded } from './crowded.ts';
import type { Mobility, MobilityContext } from './mobility.ts';

/** All mobilities by the name a scenario uses. */
export const mobilities: Registry<Mobility, MobilityContext> = { brownian, constant, crowded };
