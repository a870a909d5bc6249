import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/app/cli/main.ts';

/** Every scenario is documentation, example and validation: its `expect` block decides the exit code. */
describe('scenarios', () => {
  const out = mkdtempSync(join(tmpdir(), 'dk-scenarios-'));
  for (const file of readdirSync('scenarios').filter((name) => name.endsWith('.yaml'))) {
    test(file, async () => {
      const folder = join(out, file);
      expect(await main(['run', join('scenarios', file), '--quiet', '--out', folder, '--workers', '2'])).toBe(0);
      expect(readdirSync(join(folder, 'figures')).length).toBeGreaterThan(0);
    });
  }
});
