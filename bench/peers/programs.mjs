// Finding, compiling and driving programs: one line in, one answer out.
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

/** The first of these commands that exists, or null. */
export function find(...commands) {
  return commands.find((name) => spawnSync('sh', ['-c', `command -v "${name}"`]).status === 0) ?? null;
}

/** Runs a compiler; throws with its words when it fails. */
export function compile(command, args, folder, env = process.env) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${(stdout + stderr).slice(-2000)}`);
}

const pinned = find('taskset') !== null;
const core = availableParallelism() - 1;

/** A program on one core that answers a line on its stdin; where taskset is missing, on any core. */
export class Program {
  #child;
  #lines;
  #errors = '';

  constructor(command, args, options = {}) {
    const [first, ...rest] = pinned ? ['taskset', '-c', String(core), command, ...args] : [command, ...args];
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    this.#child = spawn(first, rest, { env, ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (text) => {
      this.#errors = (this.#errors + text).slice(-2000);
    });
    this.#child.on('error', (error) => {
      this.#errors += error.message;
    });
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  send(text) {
    this.#child.stdin.write(`${text}\n`);
  }

  /** Reads until `take` returns something else than undefined. */
  async answer(take) {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`the program ended: ${this.#errors}`);
      const taken = take(value);
      if (taken !== undefined) return taken;
    }
  }

  /** CPU seconds of one round. */
  async run() {
    this.send('run');
    return await this.answer((line) => (line.startsWith('cpu ') ? Number(line.slice(4)) : undefined));
  }

  /** [k², |ρ_k|²/N] of every resolved mode. */
  async spectrum() {
    this.send('spectrum');
    const rows = [];
    await this.answer((line) => {
      if (line.trim() === 'end') return true;
      const [k2, power] = line.split(' ').map(Number);
      if (line.trim() !== '' && k2 > 0 && power >= 0) rows.push([k2, power]);
      return undefined;
    });
    return rows;
  }

  close() {
    this.#child.stdin.end();
    this.#child.kill();
  }
}
