import { describe, expect, test } from 'vitest';
import { good, heads, mistakes } from './mistakes.ts';

describe('--set', () => {
  const set = (...sets: string[]): string[] => heads(mistakes(good, { sets }));

  test('values are YAML; paths take dots or brackets; what is absent is made', () => {
    expect(
      set(
        ...['box.length=[4, 4]', 'free-energy.1.potential.epsilon=1e-3', 'free-energy[1].potential.sigma=2'],
        ...[
          'field.initial.profile={ type: droplet, inside: 1, radius: 1, width: 0 }',
          'observe.0.quantity=structure-factor',
        ],
        ...['units.length=a = b', 'ensemble.seed=3', 'field.noise.scale=0'],
      ),
    ).toEqual([]);
  });

  test('names the option as the place', () => {
    expect(set('field.stepp=0.01')).toEqual([
      "--set field.stepp=0.01: field.stepp: unknown key 'stepp'; allowed: kind, dynamics, integrator, step, dealias, accuracy, backend, noise, initial, accept-grade; did you mean 'step'?",
    ]);
    expect(set('time.duration=0')).toEqual([
      '--set time.duration=0: time.duration: expected a number greater than 0, received 0',
    ]);
    expect(set('free-energy.1.potential.type=wac')).toEqual([
      "--set free-energy.1.potential.type=wac: free-energy[1].potential.type: 'wac' is not one of gaussian-core, wca, scaled; did you mean 'wca'?",
    ]);
    // a block that the option made lacks something
    expect(set('field.initial.profile.amplitude=1')).toEqual([
      "--set field.initial.profile.amplitude=1: field.initial.profile: missing key 'type': one of uniform, cosine, step, droplet, file",
    ]);
  });

  test('what cannot be set', () => {
    expect(
      set('field.step', '=3', 'density.mean=3', 'free-energy.7.term=pair', 'free-energy.pair=1', 'box=[8', 'density='),
    ).toEqual([
      '--set field.step: write path=value, such as --set field.step=0.01 or --set free-energy.1.potential.epsilon=2',
      '--set =3: write path=value, such as --set field.step=0.01 or --set free-energy.1.potential.epsilon=2',
      expect.stringMatching(/^--set box=\[8: .*\]/),
      "--set density.mean=3: density: this is 80, which has no 'mean'; set density itself",
      '--set free-energy.7.term=pair: free-energy: index 7 is beyond this list of 2; give an index from 0 to 1',
      "--set free-energy.pair=1: free-energy: a list has no 'pair'; give an index from 0 to 1",
      '--set density=: density: the key has no value; expected a number',
    ]);
  });
});
