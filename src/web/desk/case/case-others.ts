import { closings } from '../../../domain/cases/case.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { say as sayIn } from '../../../i18n/say.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, type KnownVisit } from '../desk.ts';
import { optionsOf } from '../layout.ts';
import { cannedPart } from '../newsroom/newsroom-page.ts';
import { type CaseSheet, can, caseForm } from './case-outcome.ts';

/** Everything else that can be done to an open case, each behind its own heading. */
export function othersOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words } = visit;
  if (sheet.view.case.status !== 'open' || !can(visit, 'claim')) return undefined;
  const isHeld = sheet.fence !== undefined;
  const form = (title: string, action: string, inside: Html) =>
    fold(title, action, caseForm(visit, sheet, { action, inside }));
  const say = words.case;
  const { tags } = sheet.view.case;
  const parts: Part[] = [
    isHeld && can(visit, 'close-case') && form(say.close, 'close', closeFields(visit)),
    isHeld && can(visit, 'ask-citizens') && form(say.ask, 'ask', askFields(visit, sheet)),
    fold(say.snooze, 'snooze', snoozeForm(visit, sheet)),
    fold(say.assign, 'assign', assignForm(visit, sheet)),
    can(visit, 'merge') && form(say.mergeOther, 'merge', mergeFields(words)),
    can(visit, 'note') && form(say.tags, 'tags', tagsFields(words, tags)),
    can(visit, 'note') && form(say.note, 'note', noteFields(words, fieldOf(visit.request, 'note'))),
  ];
  return html`<section class="card others"><h2>${words.case.others}</h2>${parts}</section>`;
}

function fold(title: string, name: string, inside: Html): Html {
  return html`<details><summary id="fold-${name}">${title}</summary>${inside}</details>`;
}

function closeFields({ words, desk }: KnownVisit): Html {
  const { locales } = desk.deps.script;
  return html`<fieldset class="plain"><legend class="hint">${words.case.closeHint}</legend>
${closings.map(
  (closing) =>
    html`<label class="option"><input type="radio" name="closing" value="${closing}" required> <span><strong>${words.case.closings[closing]}</strong> <span class="soft" lang="id">${sayIn(locales, 'id', `closing.${closing}`)}</span></span></label>`,
)}</fieldset><button class="danger">${words.case.close}</button>`;
}

function askFields(visit: KnownVisit, { replies }: CaseSheet): Html {
  const { case: say } = visit.words;
  return html`${cannedPart(visit, replies, { use: 'question', into: 'question' })}<label for="question">${say.askLabel}</label><p class="hint" id="question-hint">${say.askHint}</p>
<textarea id="question" name="question" rows="3" maxlength="500" required lang="id" aria-describedby="question-hint"></textarea><button>${say.send}</button>`;
}

function snoozeForm(visit: KnownVisit, sheet: CaseSheet): Html {
  const say = visit.words.case;
  const isAsleep = (sheet.view.case.snoozedUntil ?? 0) > visit.desk.deps.clock.now();
  const wake = html`<button>${say.wake}</button>`;
  const inside = html`<label for="snooze">${say.snoozeFor}</label><select id="snooze" name="for">
${optionsOf(keysOf(say.snoozes), undefined, say.snoozes)}</select>
<label for="snooze-until">${say.snoozeUntil}</label><input id="snooze-until" name="until" type="datetime-local"><button>${say.snooze}</button>`;
  return html`${isAsleep && caseForm(visit, sheet, { action: 'wake', inside: wake })}${caseForm(visit, sheet, { action: 'snooze', inside })}`;
}

/** Everybody may take a case for themselves or give it back to all; to give it to others takes an editor. */
function assignForm(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words, reviewer } = visit;
  const { assignee } = sheet.view.case;
  const names = can(visit, 'hand-over') ? sheet.colleagues : [reviewer.name];
  const inside = html`<label for="assignee">${words.case.assignTo}</label><select id="assignee" name="to">
<option value="">${words.case.everybody}</option>
${names.map((name) => html`<option value="${name}"${name === assignee && html` selected`}>${name}</option>`)}</select><button>${words.case.save}</button>`;
  const others = sheet.colleagues.filter((name) => name !== reviewer.name);
  const handOver = html`<label for="to">${words.case.assignTo}</label><select id="to" name="to">
${others.map((name) => html`<option value="${name}">${name}</option>`)}</select><button>${words.case.handOver}</button>`;
  const isHolding = sheet.fence !== undefined && others.length > 0 && can(visit, 'hand-over');
  return html`${caseForm(visit, sheet, { action: 'assign', inside })}${isHolding && caseForm(visit, sheet, { action: 'hand-over', inside: handOver })}`;
}

function mergeFields({ case: say }: Words): Html {
  return html`<label for="into">${say.ticketOf}</label><input id="into" name="into" required maxlength="12" autocapitalize="characters" autocomplete="off"><button>${say.mergeHere}</button>`;
}

function tagsFields({ case: say }: Words, tags: readonly string[] = []): Html {
  return html`<label for="tags">${say.tags}</label><p class="hint" id="tags-hint">${say.tagsHint}</p>
<input id="tags" name="tags" value="${tags.join(', ')}" maxlength="400" aria-describedby="tags-hint"><button>${say.save}</button>`;
}

function noteFields({ case: say, mentions }: Words, typed: string): Html {
  return html`<label for="note">${say.note}</label><p class="hint" id="note-hint">${mentions.hint}</p><textarea id="note" name="note" rows="3" maxlength="1000" required aria-describedby="note-hint">${typed}</textarea><button>${say.addNote}</button>`;
}
