/** What every time correlation takes: the longest lag, and which lags there are up to it. */
export const lagParameters = {
  lags: { type: 'number', integer: true, min: 1, default: 64, doc: 'longest lag in samples' },
  spacing: {
    type: 'text',
    choices: ['logarithmic', 'linear'],
    default: 'logarithmic',
    doc: 'logarithmic: every lag up to 16 samples, then 8 an octave; linear: every lag (memory grows with lags)',
  },
} as const;
