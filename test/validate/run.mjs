// npm run validate: the long checks, and their figures into docs/validation.md.
//   npm run validate                    everything
//   npm run validate -- --shard 1/3     a third of the files; the page is updated with what was run
//   npm run validate -- --only policies files whose name contains the word
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = join(root, 'docs/validation.md');
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const shard = option('--shard');
const only = option('--only');
const rows = join(mkdtempSync(join(tmpdir(), 'dk-validate-')), 'rows.jsonl');
writeFileSync(rows, '');

const started = Date.now();
const command = ['vitest', 'run', '--config', 'test/validate/vitest.config.ts'];
if (shard !== undefined) command.push('--shard', shard);
if (only !== undefined) command.push(only);
const { status } = spawnSync('npx', command, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DK_VALIDATION_ROWS: rows },
});
const minutes = (Date.now() - started) / 60000;
update(
  readFileSync(rows, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line)),
);
rmSync(rows);
console.log(`validate: ${minutes.toFixed(1)} minutes; docs/validation.md is up to date`);
process.exitCode = status ?? 1;

/** Rows that share a run leave its time to the first of them. */
function cpu(seconds) {
  return seconds < 0.5 ? '' : seconds.toFixed(0);
}

/** Replaces the tables that were measured; the rest of the page stays. */
function update(measured) {
  let text = existsSync(page) ? readFileSync(page, 'utf8') : '# Validation\n';
  for (const table of new Set(measured.map((row) => row.table))) {
    const lines = measured
      .filter((row) => row.table === table)
      .sort((a, b) => a.order - b.order)
      .map((row) => [row.what, row.expected, row.measured, row.demanded, row.seed, cpu(row.seconds)])
      .map((cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`);
    const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
    const block = [
      `<!-- ${table} -->`,
      '| what | expected | measured | demanded | seed | CPU s |',
      '|---|---|---|---|---|---|',
      ...lines,
      '',
      `Version ${version}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.`,
      `<!-- end ${table} -->`,
    ].join('\n');
    const place = new RegExp(`<!-- ${table} -->[\\s\\S]*?<!-- end ${table} -->`);
    text = place.test(text) ? text.replace(place, () => block) : `${text.trimEnd()}\n\n## ${table}\n\n${block}\n`;
  }
  writeFileSync(page, text);
}
