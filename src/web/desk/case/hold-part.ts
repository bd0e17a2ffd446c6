import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { type CaseSheet, can, caseForm } from './case-outcome.ts';

/** The legal hold of a case, and the form to set, renew or end it. */
export function holdPart(visit: KnownVisit, sheet: CaseSheet): Part {
  const { hold } = sheet.view.case;
  const say = visit.words.hold;
  const isHeld = hold && hold.until > visit.desk.deps.clock.now();
  const told = isHeld && say.held(showTime(hold.until, visit.language), hold.by, hold.reason);
  if (!can(visit, 'hold-evidence')) return told && html`<p class="lease held">${told}</p>`;
  const inside = html`<p class="hint" id="hold-hint">${say.hint}</p><label for="hold-days">${say.days}</label><input id="hold-days" name="days" class="brief" inputmode="numeric" required maxlength="3" value="90" aria-describedby="hold-hint">
<label for="hold-reason">${say.reason}</label><input id="hold-reason" name="reason" required maxlength="300" autocomplete="off"><button>${say.save}</button>`;
  return html`<section class="card"><h2>${say.title}</h2>${told && html`<p><strong>${told}</strong></p>`}<details><summary>${say.save}</summary>${caseForm(visit, sheet, { action: 'hold', inside })}</details></section>`;
}
