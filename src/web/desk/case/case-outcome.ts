import { may, type Permission } from '../../../domain/accounts/permissions.ts';
import type { HistoryEvent } from '../../../domain/cases/history.ts';
import { type Urgency, urgencies } from '../../../domain/cases/urgency.ts';
import { lookOf } from '../../../domain/fact-checks/verdicts.ts';
import type { CannedReply } from '../../../services/cases/canned-replies.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { compareWords } from '../../../ui-text/compare-words.ts';
import { historyInWords } from '../../../ui-text/describe-history.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { icon } from '../../shared/verdict-look.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { formField } from '../layout.ts';
import { showText } from '../show-text.ts';
import type { Typed } from '../typed.ts';

/** How a case ended, and how that can be undone. */
export function outcomeOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, language, desk } = visit;
  const { case: found, factCheck } = sheet.view;
  if (found.status === 'open') return undefined;
  const until = found.undo?.until ?? 0;
  const isUndoable = until > desk.deps.clock.now() && can(visit, 'decide');
  const undo = html`<p class="hint" id="undo-left">${words.case.undoUntil(showClock(until, language))}</p><button class="danger" id="undo">${found.status === 'closed' ? words.case.reopen : words.case.undo} <kbd class="for-keys">u</kbd></button>`;
  return html`<section class="card"><h2>${words.case.outcome[found.status]}</h2>
${
  factCheck &&
  html`<p>${verdictBadge(words, factCheck)}</p><p><strong>${showText(factCheck.title)}</strong></p><p>${factCheck.summary}</p>
<p><a href="${toPath(factCheck.id)}">${words.case.openFactCheck}</a>${can(visit, 'warn-subscribers') && html` · <a href="/review/subscriptions/${found.ticket}">${words.reach.warn}</a>`}</p>`
}
${found.closing && html`<p>${words.case.closings[found.closing]}</p>`}
${found.status === 'merged' && mergedOf(visit, sheet)}
${isUndoable && html`<div data-left="${until - desk.deps.clock.now()}" data-text="${words.case.undoFor('{time}')}">${caseForm(visit, sheet, { action: 'take-back', inside: undo })}</div>`}</section>`;
}

/** A verdict by its word, its sign and its colour. */
export function verdictBadge(
  words: Words,
  { verdict, retracted }: { verdict: keyof Words['verdict']; retracted?: string | undefined },
): Html {
  const look = lookOf(verdict, retracted !== undefined);
  const word = retracted === undefined ? words.verdict[verdict] : words.library.retracted;
  return html`<span class="verdict v-${look.id}">${icon(look, 18)} ${word}</span>`;
}

function mergedOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { case: say } = visit.words;
  const { mergedInto } = sheet;
  const inside = html`<button>${say.unmerge}</button>`;
  return html`${mergedInto !== undefined && html`<p><a href="/review/cases/${mergedInto}">${say.title(mergedInto)}</a></p>`}
${can(visit, 'merge') && caseForm(visit, sheet, { action: 'unmerge', inside })}`;
}

/** Everything that was done to a case; a fact-check is called by its title. */
export function historyOf({ words, language }: KnownVisit, { history, factCheck }: CaseView): Html {
  const tell = ({ of, ...entry }: HistoryEvent) => {
    const named = of !== undefined && { of: of === factCheck?.id ? factCheck.title : of };
    return historyInWords({ ...entry, ...named }, words, (at) => showTime(at, language));
  };
  return html`<section class="card"><h2>${words.case.history}</h2><ol class="history">
${history.map((entry) => html`<li><span class="soft">${showTime(entry.at, language)}</span> <strong>${entry.by}</strong> <span dir="auto">${showText(tell(entry))}</span></li>`)}
</ol></section>`;
}

/** A case as it is shown to one reviewer. */
export interface CaseSheet {
  view: CaseView;
  /** The lease that this reviewer holds. */
  fence: number | undefined;
  typed: Typed;
  /** Whether what was typed could not be kept with the case. */
  isAdrift: boolean;
  preview: Part;
  isLone: boolean | undefined;
  colleagues: readonly string[];
  /** Who else has the case before them. */
  lookers: readonly string[];
  /** The ticket of the case that this one was merged into. */
  mergedInto: string | undefined;
  /** What the newsroom has prepared to begin a text with. */
  replies: readonly CannedReply[];
  /** What is to be looked at before a verdict on its topics. */
  points: readonly string[];
  /** A search of the library, with what it found. */
  library?: Part;
  /** What was passed on to partners, and where it could go. */
  referrals?: Part;
}

/** A form that does one thing to a case, under the lease that the page was made under. */
export function caseForm(
  visit: KnownVisit,
  { view, fence }: Pick<CaseSheet, 'view' | 'fence'>,
  { action, inside }: { action: string; inside: Part },
): Html {
  return html`<form action="/review/cases/${view.case.ticket}/${action}" method="post">${formField(visit)}
${fence !== undefined && html`<input type="hidden" name="fence" value="${fence}">`}
${inside}</form>`;
}

/** Whether the reviewer may do a thing. */
export function can({ reviewer }: KnownVisit, permission: Permission): boolean {
  return may(reviewer.role, permission);
}

/** What stands beside something urgent; nothing beside the rest. */
export function urgencyMark({ urgency: say }: Pick<Words, 'urgency'>, urgency: Urgency): Part {
  return urgency !== 'usual' && html` <span class="badge hot">${say.name[urgency]}</span>`;
}

/** One button for each urgency; the present one is marked. */
export function urgencyButtons({ urgency: say }: Pick<Words, 'urgency'>, present: Urgency): Html {
  return html`<fieldset class="plain"><legend class="hint">${say.change}</legend><div class="actions">${urgencies.map(
    (urgency) =>
      html`<button class="small" name="urgency" value="${urgency}"${urgency === present && html` aria-current="true"`}>${say.name[urgency]}</button>`,
  )}</div></fieldset>`;
}

/** A text with what was taken out and put in since an earlier one. */
export function showChanges({ library }: Words, before: string, after: string): Html {
  return html`<p class="wording">${compareWords(before, after).map(({ type, text }) =>
    type === 'same'
      ? text
      : type === 'gone'
        ? html`<del><span class="unseen">${library.before}: </span>${text}</del>`
        : html`<ins><span class="unseen">${library.after}: </span>${text}</ins>`,
  )}</p>`;
}
