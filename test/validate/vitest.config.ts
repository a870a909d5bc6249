import { defineConfig } from 'vitest/config';

/** The long checks: `npm run validate`. */
export default defineConfig({
  test: {
    include: ['test/validate/*.check.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 50 * 60_000,
    reporters: ['verbose'],
  },
});
