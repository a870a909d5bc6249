// CPU time of one call: medians over rounds, each beside a round of a fixed loop that tells how fast the machine is just now.

/** CPU seconds of this process, all threads. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const WARM_UP = 0.2;

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
}

// The calibration: butterflies on 2^14 complex numbers (256 kB), passes of several strides, plain JavaScript. Never change it:
// stored ratios would lose their meaning.
const ROOT = Math.SQRT1_2;
const SIZE = 1 << 14;
const re = Float64Array.from({ length: SIZE }, (_, i) => Math.sin(i));
const im = Float64Array.from({ length: SIZE }, (_, i) => Math.cos(i));

function calibration() {
  for (let half = 1; half < SIZE; half *= 4) {
    for (let start = 0; start < SIZE; start += 2 * half) {
      for (let a = start; a < start + half; a++) {
        const b = a + half;
        const x = 0.6 * re[b] - 0.8 * im[b];
        const y = 0.8 * re[b] + 0.6 * im[b];
        re[b] = ROOT * (re[a] - x);
        im[b] = ROOT * (im[a] - y);
        re[a] = ROOT * (re[a] + x);
        im[a] = ROOT * (im[a] + y);
      }
    }
  }
}

/** CPU seconds of one pass of the calibration, at this moment. */
export function calibrate(passes = 20) {
  const start = cpuSeconds();
  for (let i = 0; i < passes; i++) calibration();
  return (cpuSeconds() - start) / passes;
}

for (let i = 0; i < 20; i++) calibrate();

/** CPU seconds of `calls` calls. */
function spent(call, calls) {
  const start = cpuSeconds();
  for (let i = 0; i < calls; i++) call();
  return cpuSeconds() - start;
}

/**
 * Seconds of one call and its ratio to a pass of the calibration that ran just before: medians over `rounds` rounds of `seconds`.
 * A call that takes longer than a round is called once in each.
 */
export function measure(call, { rounds = 7, seconds = 0.06 } = {}) {
  // what is compiled at first use needs some hundred calls
  for (let warm = 0; warm < Math.max(seconds, WARM_UP); ) warm += spent(call, 1);
  let calls = 1;
  while (spent(call, calls) < seconds / 2) calls *= 2;
  const times = [];
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const before = calibrate();
    const time = spent(call, calls) / calls;
    times.push(time);
    ratios.push(time / (0.5 * (before + calibrate())));
  }
  return { seconds: median(times), ratio: median(ratios) };
}
