/**
 * The report of a comparison: one HTML file that needs nothing else, no network, no scripts, to be read on a screen or on
 * paper. The verdict comes first. The same data give the same bytes.
 */
import { bandTable } from './report/band-table.ts';
import { banner } from './report/banner.ts';
import { facts } from './report/facts.ts';
import { figureList } from './report/figure-list.ts';
import { Html, html } from './report/html.ts';
import { looksTable } from './report/looks-table.ts';
import type { ReportData } from './report/report-data.ts';
import { sidesTable } from './report/sides-table.ts';
import { style } from './report/style.ts';
import { verdictTable } from './report/verdict-table.ts';

/** What a browser may load: nothing but what is in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function report(data: ReportData): string {
  const { comparison, scenario, field, units = {} } = data;
  const { verdicts, looks, notes, sides } = comparison;
  const bands = verdicts.filter((verdict) => verdict.bands.length > 0);
  const validity = field === null ? [] : [html`<h3>Measured</h3>\n${facts(field.validity)}`];
  const sections: readonly (Html | null)[] = [
    verdicts.length > 0 ? section('Verdict by quantity', verdictTable(verdicts)) : null,
    sides.length > 0 ? section('Sides', sidesTable(sides, units)) : null,
    data.figures.length > 0 ? section('Figures', html`${figureList(data.figures)}`) : null,
    bands.length > 0 ? section('Bands', html`${LEGEND}${bands.map(bandTable)}`) : null,
    field === null ? null : section('Validity of the field', html`${facts(field.regime)}${validity}`),
    looks.length > 0 ? section('Looks of the sequential rule', looksTable(looks)) : null,
    section('How to reproduce', html`${preformatted(data.reproduce.join('\n'))}${facts(data.versions)}`),
    section('Scenario', preformatted(scenario.text)),
    notes.length > 0 ? section('Notes', html`<ul>${notes.map((note) => html`<li>${note}</li>\n`)}</ul>\n`) : null,
  ];
  const summary = scenario.summary === undefined ? '' : html`<p class="summary">${scenario.summary}</p>\n`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${scenario.name}: field against particles</title>
<style>${new Html(style)}</style>
</head>
<body>
<h1>${scenario.name}</h1>
${summary}${banner(comparison, units)}${sections.filter((part) => part !== null)}</body>
</html>
`.text;
}

const LEGEND = html`<p>Values with one standard error. A band agrees where its whole interval lies within the tolerance; <i>z</i> is
the difference in standard errors.</p>
`;

/** Texts of more lines than this may break between pages. */
const ONE_PAGE = 50;

/** A text as it is; the line end behind the tag is none of its own, and HTML drops it. */
function preformatted(text: string): Html {
  return html`<pre class="${text.split('\n').length > ONE_PAGE ? 'long' : 'whole'}">\n${text}</pre>\n`;
}

function section(title: string, content: Html): Html {
  return html`<section>
<h2>${title}</h2>
${content}</section>
`;
}
