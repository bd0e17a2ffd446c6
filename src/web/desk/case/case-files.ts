import type { Tip } from '../../../domain/cases/case.ts';
import type { SavedAnswer } from '../../../domain/cases/saved-answer.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showText } from '../show-text.ts';
import { type CaseSheet, can, caseForm } from './case-sheet.ts';
import { kindOfMedia } from './media.ts';

/** The files of a tip, the words that were read in them, and whether they belong to the claim. */
export function filesOf(visit: KnownVisit, sheet: CaseSheet, { media, read, stamp }: Tip): Part {
  const { tip: say } = visit.words.case;
  return html`${media.map((file) => html`${mediaOf(visit, sheet, file)}${apartOf(visit, sheet, file)}`)}
${(read ?? []).map(({ source, text }) => html`<p class="label">${say.read[source]}</p><p class="wording" dir="auto">${showText(text)}</p>`)}
${stamp !== undefined && html`<p class="warning">${say.stamp(showText(stamp))}</p>`}`;
}

/** The files that a citizen sent as an answer; they are not of the claim. */
export function answerFiles(
  visit: KnownVisit,
  sheet: CaseSheet,
  { files = [] }: SavedAnswer,
): Part {
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
