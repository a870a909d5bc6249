/**
 * The force of a pair potential within its range as one of a few closed forms, for compiled loops that cannot call
 * `forceOverR`. What it gives must be −u′/r to 1e-12 of its scale: the law tests hold the two together.
 *   powers       (a s^k − b) s^m / r², s = length/r; m, k whole numbers ≥ 0
 *   exponential  strength (r/length)^{n−2} e^{−(r/length)ⁿ}, n even
 *   screened     strength e^{−κ(r − length)} (1 + κr)/r³
 *   linear       a/r − b
 */
export type PairLaw =
  | {
      readonly form: 'powers';
      readonly length: number;
      readonly a: number;
      readonly b: number;
      readonly m: number;
      readonly k: number;
    }
  | { readonly form: 'exponential'; readonly length: number; readonly strength: number; readonly n: number }
  | { readonly form: 'screened'; readonly length: number; readonly strength: number; readonly kappa: number }
  | { readonly form: 'linear'; readonly a: number; readonly b: number };
