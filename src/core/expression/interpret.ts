import { functions } from './functions.ts';
import type { Program, Step } from './program.ts';

/** Cells that are worked on at a time. */
export const BLOCK = 256;

/** A program without generated code, step by step over blocks of cells: the same operations in the same order, hence bits. */
export class Interpreter {
  readonly #program: Program;
  /** One block of every step, [steps][BLOCK]. */
  readonly #values: readonly Float64Array[];

  constructor(program: Program) {
    this.#program = program;
    this.#values = program.steps.map((step) => {
      const block = new Float64Array(BLOCK);
      return step.do === 'constant' ? block.fill(step.value) : block;
    });
  }

  /** Runs cells `from` … `from + count` of the variables, count ≤ BLOCK; the results, [results][BLOCK], stay until the next. */
  run(variables: readonly Float64Array[], from: number, count: number): readonly Float64Array[] {
    this.#program.steps.forEach((step, i) => {
      if (step.do === 'variable') this.#values[i].set(variables[step.index].subarray(from, from + count));
      else if (step.do !== 'constant') this.#step(step, this.#values[i], count);
    });
    return this.#program.results.map((i) => this.#values[i]);
  }

  #step(step: Extract<Step, { a: number }>, out: Float64Array, count: number): void {
    const a = this.#values[step.a];
    if (step.do === 'call') {
      const { evaluate } = functions[step.name];
      for (let j = 0; j < count; j++) out[j] = evaluate(a[j]);
      return;
    }
    const b = this.#values[step.b];
    if (step.do === '+') for (let j = 0; j < count; j++) out[j] = a[j] + b[j];
    else if (step.do === '-') for (let j = 0; j < count; j++) out[j] = a[j] - b[j];
    else if (step.do === '*') for (let j = 0; j < count; j++) out[j] = a[j] * b[j];
    else for (let j = 0; j < count; j++) out[j] = a[j] / b[j];
  }
}
