import { expect, it } from 'vitest';
import { Gaussians } from '../../../../src/core/random.ts';
import { EventQueue } from '../../../../src/engines/particles/hard/events.ts';

it('gives events in the order of their times', () => {
  const random = new Gaussians(1);
  const queue = new EventQueue();
  const waiting: { time: number; i: number }[] = [];
  let taken = 0;
  for (let n = 0; n < 3000; n++) {
    if (random.uniform() < 0.6) {
      // ties as well
      const time = Math.floor(200 * random.uniform());
      queue.push(time, n, -n, 2 * n);
      waiting.push({ time, i: n });
    } else {
      const there = queue.pop();
      expect(there).toBe(waiting.length > 0);
      if (!there) continue;
      taken++;
      expect(queue.time).toBe(Math.min(...waiting.map((event) => event.time)));
      const at = waiting.findIndex((event) => event.i === queue.i);
      expect(waiting[at].time).toBe(queue.time);
      expect([queue.j, queue.stamp]).toEqual([-queue.i, 2 * queue.i]);
      waiting.splice(at, 1);
    }
  }
  expect(taken).toBeGreaterThan(1000);
  queue.clear();
  expect(queue.pop()).toBe(false);
});
