import { licences } from '../../../domain/disclosure/licences.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { type Html, html } from '../../shared/html.ts';
import { sheetParts } from '../../shared/monthly-report/render-sheet.ts';
import { sheetOf } from '../../shared/monthly-report/report-sheet.ts';
import { nameMonth, type Voice } from '../../shared/monthly-report/text.ts';
import { languageTail, layout, type Publisher } from '../layout.ts';
import { dataFiles } from './data-package.ts';

/** The page of a published month. */
export function reportPage(publisher: Publisher, voice: Voice, kept: StoredReport): Html {
  const { say, language } = voice;
  const sheet = sheetOf(voice, kept);
  const { month } = kept.record;
  return layout(publisher, {
    title: `${sheet.title} – ${kept.record.post}`,
    description: sheet.lead,
    language,
    path: `/laporan/${month}`,
    body: html`<article class="record">${sheetParts(voice, sheet)}
<section class="figure" aria-labelledby="data"><h2 id="data">${say.section.data}</h2>${dataPart(voice, kept, publisher.url)}</section></article>
<p><a href="/laporan${languageTail(language)}">${say.all}</a></p>`,
  });
}

/** The page of all published months, the latest first. */
export function reportsPage(
  publisher: Publisher,
  voice: Voice,
  all: readonly StoredReport[],
): Html {
  const { say, language } = voice;
  return layout(publisher, {
    title: `${say.list} – ${publisher.post}`,
    description: say.listLead,
    language,
    path: '/laporan',
    body: html`<h1>${say.list}</h1><p>${say.listLead}</p>
${all.length === 0 ? html`<p>${say.none}</p>` : html`<ul class="list">${all.map(({ record: { month } }) => html`<li><a href="/laporan/${month}${languageTail(language)}"><span class="title">${nameMonth(month, language)}</span></a></li>`)}</ul>`}
<p><a href="/ralat${languageTail(language)}">${say.correctionsLink}</a></p>`,
  });
}

/** What is said where there is no such month. */
export function missingReportPage(publisher: Publisher, voice: Voice): Html {
  const { say, language } = voice;
  const body = html`<h1>${say.missing}</h1><p>${say.missingHint} <a href="/laporan${languageTail(language)}">${say.all}</a></p>`;
  return layout(publisher, {
    title: say.missing,
    description: say.missing,
    language,
    isHidden: true,
    body,
  });
}

function dataPart(voice: Voice, { record, published }: StoredReport, url: string): Html {
  const { say, language } = voice;
  const { month, post } = record;
  const licence = licences[published?.licence ?? 'CC-BY-4.0'];
  const cited = say.cite(post, nameMonth(month, language), `${url}/laporan/${month}`);
  return html`<ul class="downloads">${dataFiles.map((name) => html`<li><a href="/laporan/${month}/${name}" download>${say.files[name]}</a></li>`)}
<li><a href="/laporan/${month}/laporan.md${languageTail(language)}" download>${say.files['laporan.md']}</a></li></ul>
<p>${say.licence(licence.title)} <a href="${licence.path}" rel="noopener license">${licence.path}</a></p>
<p>${say.citeAs} <span class="cited">${cited}</span></p>`;
}
