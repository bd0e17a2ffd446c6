import type { HistoryEvent } from '../../../domain/cases/history.ts';
import { lookOf } from '../../../domain/fact-checks/verdicts.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { historyInWords } from '../../../ui-text/history-text.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { icon } from '../../shared/icon.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/fact-check-path.ts';
import { showText } from '../show-text.ts';
import { type CaseSheet, can, caseForm } from './case-sheet.ts';

/** How a case ended, and how that can be undone. */
export function outcomeOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, language, desk } = visit;
  const { case: found, factCheck } = sheet.view;
  if (found.status === 'open') return undefined;
  const until = found.undo?.until ?? 0;
  const isUndoable = until > desk.deps.clock.now() && can(visit, 'decide');
  const undo = html`<p class="hint">${words.case.undoUntil(showClock(until, language))}</p><button class="danger" id="undo">${found.status === 'closed' ? words.case.reopen : words.case.undo}</button>`;
  return html`<section class="card"><h2>${words.case.outcome[found.status]}</h2>
${
  factCheck &&
  html`<p>${verdictBadge(words, factCheck)}</p><p><strong>${showText(factCheck.title)}</strong></p><p>${factCheck.summary}</p>
<p><a href="${toPath(factCheck.id)}">${words.case.openFactCheck}</a>${can(visit, 'warn-subscribers') && html` · <a href="/review/subscriptions/${found.ticket}">${words.reach.warn}</a>`}</p>`
}
${found.closing && html`<p>${words.case.closings[found.closing]}</p>`}
${found.status === 'merged' && mergedOf(visit, sheet)}
${isUndoable && caseForm(visit, sheet, { action: 'take-back', inside: undo })}</section>`;
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
  if (!can(visit, 'merge')) return undefined;
  const inside = html`<button>${visit.words.case.unmerge}</button>`;
  return caseForm(visit, sheet, { action: 'unmerge', inside });
}

/** Everything that was done to a case. */
export function historyOf({ words, language }: KnownVisit, { history }: CaseView): Html {
  const tell = (entry: HistoryEvent) =>
    historyInWords(entry, words, (at) => showTime(at, language));
  return html`<section class="card"><h2>${words.case.history}</h2><ol class="history">
${history.map((entry) => html`<li><span class="soft">${showTime(entry.at, language)}</span> <strong>${entry.by}</strong> <span dir="auto">${showText(tell(entry))}</span></li>`)}
</ol></section>`;
}
