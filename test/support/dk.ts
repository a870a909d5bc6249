import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/app/cli/main.ts';

/** What a command has left: its exit code and all that it printed. */
export interface DkResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const bin = fileURLToPath(new URL('../../bin/dk.js', import.meta.url));

/** Runs `dk` as a user does (the build of `npm run build`), in the folder `cwd`; its outputs are no terminal. */
export function dk(cwd: string, ...args: readonly string[]): Promise<DkResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (part: string) => {
        text[name] += part;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });
}

/** The same from the sources, in this process: ten times as fast. Not for what starts worker threads. */
export async function dkHere(cwd: string, ...args: readonly string[]): Promise<DkResult> {
  const text = { stdout: '', stderr: '' };
  const before = { cwd: process.cwd(), stdout: process.stdout.write, stderr: process.stderr.write };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (part: string | Uint8Array): boolean => {
      text[name] += typeof part === 'string' ? part : new TextDecoder().decode(part);
      return true;
    };
  }
  process.chdir(cwd);
  try {
    return { code: await main(args), ...text };
  } finally {
    process.chdir(before.cwd);
    process.stdout.write = before.stdout;
    process.stderr.write = before.stderr;
  }
}

/** A fresh folder for the runs of one test file; `remove` in afterAll. */
export function scratch(): { readonly path: string; in(...parts: readonly string[]): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dk-test-'));
  return {
    path,
    in: (...parts) => join(path, ...parts),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
