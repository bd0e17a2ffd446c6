import type { Tip } from '../../../domain/cases/case.ts';
import type { SavedAnswer } from '../../../domain/cases/saved-answer.ts';
import { aliasOf } from '../../../services/accounts/pseudonym.ts';
import { wordingsOf } from '../../../services/fact-checks/claim-of.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showLine, showText } from '../show-text.ts';
import { type CaseSheet, can, caseForm } from './case-outcome.ts';
import { kindOfMedia } from './media.ts';

/** Wordings shown at once; the others are one touch away. */
const SHOWN = 3;
const FIRST_TIPS = 4;
const MOST_TIPS = 50;

/** Shows what citizens sent and noted: every wording once, then report by report. */
export function evidenceOf(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const { tips } = sheet.view;
  const wordings = countWordings(tips);
  const items = wordings.map(
    ([text, count]) =>
      html`<li><p class="wording" dir="auto">${showText(text)}</p>${count > 1 && html`<p class="soft">${words.case.times(count)}</p>`}</li>`,
  );
  const reports = tips.slice(0, MOST_TIPS).map((tip) => tipOf(visit, sheet, tip));
  return html`${
    items.length > 0 &&
    html`<section aria-labelledby="wordings"><h2 id="wordings">${words.case.wordings(wordings.length)}</h2>
<ul class="wordings">${items.slice(0, SHOWN)}</ul>
${items.length > SHOWN && html`<details><summary>${words.case.more(items.length - SHOWN)}</summary><ul class="wordings">${items.slice(SHOWN, 100)}</ul></details>`}</section>`
  }
<section aria-labelledby="tips"><h2 id="tips">${words.case.tips(tips.length)}</h2>
<ul class="tips">${reports.slice(0, FIRST_TIPS)}</ul>
${reports.length > FIRST_TIPS && html`<details><summary>${words.case.more(reports.length - FIRST_TIPS)}</summary><ul class="tips">${reports.slice(FIRST_TIPS)}</ul></details>`}</section>`;
}

function countWordings(tips: readonly Tip[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of tips.flatMap(wordingsOf)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function tipOf(visit: KnownVisit, sheet: CaseSheet, tip: Tip): Html {
  const { words, language } = visit;
  const { tip: say } = words.case;
  const facts: [string, Part][] = [
    [say.source, tip.source && words.case.sources[tip.source]],
    [say.link, tip.link && showText(tip.link)],
    [say.region, tip.region && showText(tip.region)],
    [say.worry, tip.worry && words.case.worries[tip.worry]],
    [say.forwarded, tip.forwardingScore > 0 && words.case.times(tip.forwardingScore)],
    ...(tip.saved ?? []).map((answer): [string, Part] => {
      const { label, text } = sheet.view.describe(answer, language);
      return [label, html`${showText(text)}${answerFiles(visit, sheet, answer)}`];
    }),
    [say.links, tip.links.length > 0 && tip.links.map(showText).join(' · ')],
  ];
  return html`<li class="tip"><p class="from">${whoIsIt(visit, sheet, tip)} <span class="soft">${showTime(tip.at, language)}</span></p>
${tip.text !== '' && html`<p dir="auto">${showLine(tip.text, 140)}</p>`}
<dl>${facts.map(([name, value]) => value && html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>
${filesOf(visit, sheet, tip)}
${
  tip.answers &&
  html`<p class="label">${say.answers}</p><dl class="answers">${tip.answers.map(
    ({ question, text }) =>
      html`<div><dt>${question}</dt><dd dir="auto">${showText(text)}</dd></div>`,
  )}</dl>`
}
${splitOf(visit, sheet, tip)}</li>`;
}

function whoIsIt(visit: KnownVisit, { view }: CaseSheet, { id, citizen }: Tip): Part {
  const { words } = visit;
  if (citizen === undefined) return html`<span class="alias">${words.case.tip.erased}</span>`;
  const alias = aliasOf(citizen);
  if (!can(visit, 'see-conversation')) return html`<span class="alias">${alias}</span>`;
  const path = `/review/cases/${view.case.ticket}/tips/${encodeURIComponent(id)}/citizen`;
  return html`<a class="alias" href="${path}">${alias}<span class="unseen"> ${words.case.tip.about}</span></a>`;
}

function splitOf(visit: KnownVisit, sheet: CaseSheet, { id }: Tip): Part {
  const { view } = sheet;
  if (view.tips.length < 2 || view.case.status !== 'open' || !can(visit, 'merge')) return undefined;
  const inside = html`<input type="hidden" name="tip" value="${id}"><button class="small">${visit.words.case.tip.split}</button>`;
  return caseForm(visit, sheet, { action: 'split', inside });
}

/** The files of a tip, the words that were read in them, and whether they belong to the claim. */
function filesOf(visit: KnownVisit, sheet: CaseSheet, { media, read, stamp }: Tip): Part {
  const { tip: say } = visit.words.case;
  return html`${media.map((file) => html`${mediaOf(visit, sheet, file)}${apartOf(visit, sheet, file)}`)}
${(read ?? []).map(({ source, text }) => html`<p class="label">${say.read[source]}</p><p class="wording" dir="auto">${showText(text)}</p>`)}
${stamp !== undefined && html`<p class="warning">${say.stamp(showText(stamp))}</p>`}`;
}

/** The files that a citizen sent as an answer; they are not of the claim. */
function answerFiles(visit: KnownVisit, sheet: CaseSheet, { files = [] }: SavedAnswer): Part {
  return files.map((file) => mediaOf(visit, sheet, file));
}

/** Pictures are blurred until somebody wants to see them: they may show what nobody wants to see by chance. */
function mediaOf(visit: KnownVisit, { view }: CaseSheet, file: Tip['media'][number]): Part {
  const { words } = visit;
  if (!can(visit, 'see-media'))
    return html`<p class="soft">${words.case.tip.media}: ${showText(file.mime)}</p>`;
  const path = `/review/cases/${view.case.ticket}/media/${file.sha256}`;
  switch (kindOfMedia(file.mime)) {
    case 'image':
      return html`<div class="media"><label><input type="checkbox" class="reveal"> ${words.case.reveal}</label>
<img src="${path}" alt="${words.case.tip.media}" loading="lazy" width="320" height="240"></div>`;
    case 'audio':
      return html`<div class="media"><audio controls preload="none" src="${path}"></audio></div>`;
    case 'video':
      return html`<div class="media"><video controls preload="none" src="${path}" width="320"></video></div>`;
    case 'other':
      return html`<p><a class="button" href="${path}" download>${words.case.download}</a> <span class="soft">${showText(file.mime)}</span></p>`;
  }
}

/** Shows the form to exclude a picture that only accompanies the claim, such as a greeting. */
function apartOf(visit: KnownVisit, sheet: CaseSheet, { sha256 }: Tip['media'][number]): Part {
  const { tip: say } = visit.words.case;
  const { case: found } = sheet.view;
  const isApart = found.apart?.includes(sha256) ?? false;
  if (found.status !== 'open' || !can(visit, 'note')) return isApart && html`<p>${say.apart}</p>`;
  const inside = html`<input type="hidden" name="file" value="${sha256}"><input type="hidden" name="apart" value="${isApart ? 'no' : 'yes'}">
<button class="small">${isApart ? say.takeIn : say.setApart}</button>`;
  return html`${isApart && html`<p>${say.apart}</p>`}${caseForm(visit, sheet, { action: 'apart', inside })}`;
}
