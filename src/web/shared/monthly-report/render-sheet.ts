import { rowBars } from '../charts/row-bars.ts';
import { type Html, html, type Part } from '../html.ts';
import type { Row, Section, Sheet } from './report-sheet.ts';
import { showCount, type Voice } from './text.ts';

/** What a report says, as it stands on its own page, in a file and at the desk. */
export function sheetParts(voice: Voice, sheet: Sheet): Html {
  const { say } = voice;
  return html`<h1>${sheet.title}</h1>
<p>${sheet.lead}</p>
<p class="by">${sheet.dates.join(' ')}</p>
${sheet.revisions.length > 0 && html`<div class="note" role="note"><h2>${say.revisions}</h2><ul>${sheet.revisions.map(({ day, note }) => html`<li><strong>${day}</strong>: ${note}</li>`)}</ul></div>`}
${sheet.sections.map((section) => sectionPart(voice, section))}`;
}

function sectionPart(voice: Voice, { id, title, hint, bars, facts, lines, links }: Section): Html {
  return html`<section class="figure" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${hint !== undefined && html`<p class="by">${hint}</p>`}
${bars && barsPart(voice, title, bars)}
${facts && html`<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
${links && html`<ul class="links">${links.map(({ path, name }) => html`<li><a href="${path}">${name}</a></li>`)}</ul>`}
${lines && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}</section>`;
}

/** More names than this nobody reads in a sentence. */
const MOST_NAMES = 6;

function barsPart({ say, language }: Voice, title: string, rows: readonly Row[]): Part {
  const shown = rows.flatMap(({ name, count }) =>
    count === null ? [] : { name, value: count, shown: showCount(say, language, count) },
  );
  const hidden = rows.filter(({ count }) => count === null).map(({ name }) => name);
  const heads = { title, name: say.name, count: say.count };
  const rest =
    hidden.length > MOST_NAMES ? say.manyOthers(hidden.length) : say.others(hidden.join(', '));
  return html`${shown.length > 0 && rowBars(heads, shown)}${hidden.length > 0 && html`<p class="by">${rest}</p>`}`;
}
