import type { Tip } from '../../../domain/cases/case.ts';
import { aliasOf } from '../../../services/accounts/pseudonym.ts';
import { wordingsOf } from '../../../services/fact-checks/claim-of.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { showLine, showText } from '../show-text.ts';
import { mediaOf } from './case-media.ts';
import { type CaseSheet, can, caseForm, verdictBadge } from './case-outcome.ts';

/** Wordings shown at once; the others are one touch away. */
const SHOWN = 3;
const MOST_TIPS = 50;

/** Shows what citizens sent and noted: every wording once, then report by report. */
export function evidenceOf(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const { tips } = sheet.view;
  const wordings = countWordings(tips);
  const items = wordings.map(
    ([text, count]) =>
      html`<li><p class="wording" dir="auto">${showText(text)}</p>${count > 1 && html`<p class="soft">${words.case.alike(count)}</p>`}</li>`,
  );
  return html`${
    items.length > 0 &&
    html`<section aria-labelledby="wordings"><h2 id="wordings">${words.case.wordings(wordings.length)}</h2>
<ul class="wordings">${items.slice(0, SHOWN)}</ul>
${items.length > SHOWN && html`<details><summary>${words.case.more(items.length - SHOWN)}</summary><ul class="wordings">${items.slice(SHOWN, 100)}</ul></details>`}</section>`
  }
<section><details id="tips"${wordings.length === 0 && html` open`}><summary><h2>${words.case.tips(tips.length)}</h2></summary>
<ul class="tips">${tips.slice(0, MOST_TIPS).map((tip) => tipOf(visit, sheet, tip))}</ul></details></section>`;
}

/** What citizens answered to the questions of reviewers. */
export function answersOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, language } = visit;
  const answers = sheet.view.tips.flatMap((tip) =>
    (tip.answers ?? []).map(
      ({ question, text, at }) =>
        html`<div><dt>${question}</dt><dd dir="auto">${showText(text)} <span class="soft">${whoIsIt(visit, sheet, tip)} ${showTime(at, language)}</span></dd></div>`,
    ),
  );
  if (answers.length === 0) return undefined;
  return html`<section aria-labelledby="answers"><h2 id="answers">${words.case.tip.answers}</h2>
<dl class="answers">${answers.slice(0, MOST_TIPS)}</dl></section>`;
}

/** What the bot offered before the case came to be, and what citizens answered. */
export function offeredOf({ words }: KnownVisit, { view }: CaseSheet): Part {
  const { offered: say } = words.case;
  if (view.offered.length === 0) return undefined;
  const items = view.offered.map(
    ({ factCheck, answer, citizens }) =>
      html`<li>${verdictBadge(words, factCheck)} <a href="${toPath(factCheck.id)}">${showLine(factCheck.title, 160)}</a>
<span class="soft">${say.answered(say.answers[answer], citizens)}</span></li>`,
  );
  return html`<section aria-labelledby="offered"><h2 id="offered">${say.title}</h2><ul class="offered">${items}</ul></section>`;
}

/** The links that citizens sent, each once. */
export function linksOf({ words }: KnownVisit, { view }: CaseSheet): Part {
  const links = [...new Set(view.tips.flatMap((tip) => tip.links))];
  const items = links.map((link) => html`<li dir="auto">${showText(link)}</li>`);
  return (
    links.length > 0 && html`<section><h2>${words.case.tip.links}</h2><ul>${items}</ul></section>`
  );
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
      return [
        label,
        html`${showText(text)}${answer.files?.map((file) => mediaOf(visit, sheet, file))}`,
      ];
    }),
  ];
  return html`<li class="tip"><p class="from">${whoIsIt(visit, sheet, tip)} <span class="soft">${showTime(tip.at, language)}</span></p>
${tip.text !== '' && html`<p dir="auto">${showLine(tip.text, 140)}</p>`}
<dl>${facts.map(([name, value]) => value && html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>
${readIn(visit, tip)}
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

function readIn(visit: KnownVisit, { read, stamp }: Tip): Part {
  const { tip: say } = visit.words.case;
  return html`${(read ?? []).map(({ source, text }) => html`<p class="label">${say.read[source]}</p><p class="wording" dir="auto">${showText(text)}</p>`)}
${stamp !== undefined && html`<p class="warning">${say.stamp(showText(stamp))}</p>`}`;
}
