import { UsageError } from '../usage-error.ts';
import { Analysis } from './analysis.ts';
import type { AnalysisResult, AnalyzeOptions } from './analyze-options.ts';
import { Assembler } from './assemble.ts';
import { fileBytes } from './file-bytes.ts';
import type { TrajectoryFrame } from './frame.ts';
import { type Group, groupsOf, viewsOf } from './groups.ts';
import { readTrajectory } from './read-trajectory.ts';
import { Spacing } from './spacing.ts';
import { SpeciesNames } from './species-names.ts';
import { Succession } from './succession.ts';
import { Unwrapper } from './unwrapper.ts';

const KMAX = 16;

/**
 * Streams trajectories, file after file, through the observables. Frames that go on in time are one run, across files too;
 * where time goes back or stands still another run begins, and runs are joined like replicas.
 */
export async function analyzeTrajectories(files: readonly string[], options: AnalyzeOptions): Promise<AnalysisResult> {
  if (options.kind !== 'density') throw new UsageError('--kind order-parameter is for stored fields (.npy)');
  const names = new SpeciesNames();
  const assembler = new Assembler(names.names, options);
  const walk = new Walk(options);
  let before = 0;
  for (const file of files) {
    let bytes = 0;
    const source = fileBytes(file, (total) => {
      bytes = total;
    });
    for await (const raw of readTrajectory(source, { file, names, warn: options.warn })) {
      walk.take(assembler.assemble(raw));
      options.progress?.(before + bytes, walk.framesRead);
    }
    before += bytes;
  }
  return walk.finish(assembler);
}

/** Takes the frames one by one: keeps the runs apart, follows the particles, thins the frames out. */
class Walk {
  framesRead = 0;
  readonly #options: AnalyzeOptions;
  readonly #succession = new Succession();
  readonly #spacing = new Spacing();
  readonly #unwrapper = new Unwrapper();
  #begun: { readonly analysis: Analysis; readonly groups: readonly Group[]; readonly first: TrajectoryFrame } | null =
    null;
  #inRun = 0;
  #repeated = 0;

  constructor(options: AnalyzeOptions) {
    this.#options = options;
  }

  take(frame: TrajectoryFrame): void {
    this.framesRead++;
    const { skip, every } = this.#options;
    const { analysis, groups } = this.#start(frame);
    const follows = this.#succession.take(frame);
    if (follows === 'again') {
      this.#repeated++;
      return;
    }
    if (follows === 'anew') {
      this.#unwrapper.restart();
      this.#spacing.restart();
      this.#inRun = 0;
      analysis.begin();
    }
    const whole = analysis.follows ? this.#unwrapper.follow(frame) : frame;
    const index = this.#inRun++ - skip;
    if (index < 0 || index % every !== 0) return;
    this.#spacing.take(frame.time, frame.where);
    const { uneven } = this.#spacing;
    if (uneven !== null && analysis.lagged) {
      throw new UsageError(
        `${uneven.where}: this frame comes ${uneven.distance} after the one before, the others ${this.#spacing.every}: F(k,t) needs equally spaced frames (choose them with --skip and --every, or leave out --k)`,
      );
    }
    analysis.observe(viewsOf(groups, whole));
  }

  finish({ clock, flat }: Assembler): AnalysisResult {
    const { warn, skip, k, kmax } = this.#options;
    if (this.#begun === null) throw new UsageError('the files hold no whole frame');
    const { analysis, groups, first } = this.#begun;
    if (analysis.frames.every((n) => n === 0)) {
      throw new UsageError(`--skip ${skip} leaves no frame: the longest run has ${this.#inRun}`);
    }
    if (this.#repeated > 0) warn(`${this.#repeated} frame(s) that repeat the one before were left out`);
    if (this.#spacing.uneven !== null) {
      warn(`frames are not equally spaced (first at ${this.#spacing.uneven.where}): tau takes them as if they were`);
    }
    for (const message of this.#unwrapper.warnings()) warn(message);
    const { shells, count } = analysis.modes;
    return {
      ...analysis.finish(this.#spacing.uneven !== null, warn),
      groups: groups.map(({ name }) => name),
      source: 'particles',
      framesRead: this.framesRead,
      runs: analysis.frames,
      particles: Object.fromEntries(first.names.map((name, s) => [name || 'all', first.counts[s]])),
      box: { lengths: first.lengths, origin: first.origin },
      flat,
      clock,
      interval: this.#spacing.every,
      kmax: kmax ?? KMAX,
      modes: { count, shells: shells.length, smallest: shells[0].k, largest: shells[shells.length - 1].k },
      served: k.map((asked) => ({ asked, k: shells[analysis.modes.nearestShell(asked)].k })),
    };
  }

  #start(frame: TrajectoryFrame): { readonly analysis: Analysis; readonly groups: readonly Group[] } {
    if (this.#begun !== null) return this.#begun;
    const { kmax, k, lags, mean, kind } = this.#options;
    const groups = groupsOf(this.#options, frame);
    const particles = viewsOf(groups, frame)[0].count;
    const density = particles / frame.lengths.reduce((volume, length) => volume * length, 1);
    const analysis = new Analysis(
      { kmax: kmax ?? KMAX, k, lags, mean, kind },
      { lengths: frame.lengths, density, particles, types: groups.length - 1 },
    );
    this.#begun = { analysis, groups, first: frame };
    return this.#begun;
  }
}
