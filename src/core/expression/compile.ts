import { functions } from './functions.ts';
import { BLOCK, Interpreter } from './interpret.ts';
import type { Node } from './node.ts';
import { type Program, program } from './program.ts';
import { type Source, source } from './source.ts';

/** out[j] += value(x[j]), cell by cell, [size]. */
export type Loop = (x: Float64Array, out: Float64Array) => void;
/** The value at one point. */
export type Scalar = (...variables: number[]) => number;

/**
 * Trees as fast functions: generated code where that is allowed, else (EvalError, of a page that forbids it) an interpreter with
 * the same bits. A formula of one variable may have another form `below`, for x ≤ 0.
 */
export function compileLoop(name: string, above: Node, below: Node = above): Loop {
  const programs = [program([above], [name]), program([below], [name])] as const;
  const { parameters, body } = loopSource(...programs, above === below);
  const generated = generate<Loop>(parameters, body);
  return generated ?? interpretedLoop(...programs);
}

/** One function of the variables, in their order. */
export function compileScalar(variables: readonly string[], above: Node, below: Node = above): Scalar {
  const [first, second] = [program([above], variables), program([below], variables)];
  const { parameters, body } = scalarSource(first, second, above === below);
  const generated = generate<Scalar>(parameters, body);
  if (generated !== null) return generated;
  const [one, two] = [new Interpreter(first), new Interpreter(second)];
  const at = variables.map(() => new Float64Array(1));
  return (...values) => {
    at.forEach((cell, i) => {
      cell[0] = values[i];
    });
    return (values[0] > 0 ? one : two).run(at, 0, 1)[0][0];
  };
}

interface Generated {
  /** What f0, f1, … stand for. */
  readonly parameters: readonly string[];
  /** The body of the function that makes the function. */
  readonly body: string;
}

export function loopSource(above: Program, below: Program, same: boolean): Generated {
  const { parameters, text } = branches(above, below, same, (value) => `out[j]+=${value};`);
  return { parameters, body: `return(x,out)=>{for(let j=0;j<x.length;j++){const v0=x[j];${text}}};` };
}

export function scalarSource(above: Program, below: Program, same: boolean): Generated {
  const { parameters, text } = branches(above, below, same, (value) => `return ${value};`);
  return { parameters, body: `return(${above.variables.map((_, i) => `v${i}`).join(',')})=>{${text}};` };
}

function branches(above: Program, below: Program, same: boolean, use: (value: string) => string) {
  const first = source(above, 't');
  const end = (s: Source) => `${s.body}${use(s.results[0])}`;
  if (same) return { parameters: first.functions, text: end(first) };
  const second = source(below, 's', first.functions);
  return { parameters: second.functions, text: `if(v0>0){${end(first)}}else{${end(second)}}` };
}

function generate<T>(names: readonly string[], body: string): T | null {
  try {
    const make = new Function(...names.map((_, i) => `f${i}`), `'use strict';${body}`);
    return make(...names.map((name) => functions[name].evaluate)) as T;
  } catch (error) {
    if (error instanceof EvalError) return null;
    throw error;
  }
}

function interpretedLoop(above: Program, below: Program): Loop {
  const [one, two] = [new Interpreter(above), new Interpreter(below)];
  return (x, out) => {
    for (let from = 0; from < x.length; from += BLOCK) {
      const count = Math.min(BLOCK, x.length - from);
      const high = one.run([x], from, count)[0];
      const low = two.run([x], from, count)[0];
      for (let j = 0; j < count; j++) out[from + j] += x[from + j] > 0 ? high[j] : low[j];
    }
  };
}
