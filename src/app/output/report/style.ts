/** The style of a report: fonts of the system, light, for the screen and for paper. Colours of the outcomes as in the figures. */
import { palette } from '../figures/palette.ts';

const { agree, differ, inconclusive } = palette.outcome;

export const style = `
:root { color-scheme: light; --ink: #1d1d1f; --soft: #5b5b60; --line: #d5d5d9; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 66rem; background: white; color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; max-width: 46rem; }
small { font-size: .8125rem; color: var(--soft); }
.summary { color: var(--soft); }
.banner { --tone: ${inconclusive}; margin: 1.5rem 0 1rem; padding: 1rem 1.25rem; border-left: .5rem solid var(--tone);
  background: #f5f5f5; background: color-mix(in srgb, var(--tone) 9%, white); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.banner.agree { --tone: ${agree}; }
.banner.differ, .banner.failed { --tone: ${differ}; }
.banner p { max-width: none; }
.banner .word { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 700; color: var(--tone); }
.banner .sign { display: inline-block; min-width: 1.1em; }
.banner dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0 0; }
.banner dt { font-size: .8125rem; color: var(--soft); }
.banner dd { margin: 0; font-variant-numeric: tabular-nums; }
.outcome { white-space: nowrap; font-weight: 600; color: ${inconclusive}; }
.outcome.agree { color: ${agree}; }
.outcome.differ { color: ${differ}; }
.outcome b { display: inline-block; min-width: .9em; }
.scroll { overflow-x: auto; margin: .75rem 0 1.5rem; }
table { border-collapse: collapse; font-size: .8125rem; line-height: 1.4; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
caption small { font-weight: 400; margin-left: .4em; }
th, td { padding: .3rem .55rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { vertical-align: bottom; font-weight: 600; border-bottom: 1.5px solid var(--ink); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, td.name { white-space: nowrap; }
.facts th { font-weight: 400; color: var(--soft); padding-right: 2rem; }
.facts td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
figure { margin: 1.25rem 0 2.25rem; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figcaption { margin: .5rem auto 0; max-width: 46rem; font-size: .875rem; line-height: 1.45; }
pre { margin: .75rem 0; padding: .9rem 1.1rem; border: 1px solid var(--line); background: #f8f8f9; white-space: pre-wrap;
  overflow-wrap: anywhere; font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
ul { padding-left: 1.2rem; max-width: 46rem; }
li { margin: .35rem 0; }
@page { size: A4; margin: 17mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 1.6rem; } h3 { font-size: 10.5pt; }
  h2, h3, caption, thead { break-after: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 7.5pt; } th, td { padding: .15rem .3rem; } td.name { white-space: normal; min-width: 10em; }
  small { font-size: 7.5pt; } figcaption { font-size: 9pt; } pre { font-size: 8pt; }
  figure, .banner, .whole, tr, li { break-inside: avoid; }
  figure svg { max-width: 14cm; max-height: 21cm; }
}
`;
