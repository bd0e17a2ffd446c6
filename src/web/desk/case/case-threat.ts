import { threatLabels } from '../../../domain/cases/threats.ts';
import { describeThreat } from '../../../ui-text/describe-threat.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showText } from '../show-text.ts';
import { type CaseSheet, can, caseForm } from './case-sheet.ts';

/** The guess at the threat of a case with its reasons, and one button for each answer a reviewer can give. */
export function threatPart(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const { case: found, priority } = sheet.view;
  const { what, why } = describeThreat(priority.threat, found, words);
  const isOpen = found.status === 'open';
  return html`<section class="threat" aria-labelledby="threat"><h2 id="threat">${words.triage.title}</h2>
<p><strong>${what}</strong></p>
${why !== '' && html`<p class="soft">${words.triage.because}: ${showText(why)}</p>`}
${priority.threat && !priority.threat.isByReviewer && html`<p class="hint">${words.triage.caution}</p>`}
${isOpen && can(visit, 'note') && threatForm(visit, sheet)}</section>`;
}

function threatForm(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const present = sheet.view.case.threat ?? sheet.view.priority.threat?.threat;
  const inside = html`<fieldset class="plain"><legend class="hint">${words.triage.change}</legend><div class="actions">${threatLabels.map(
    (threat) =>
      html`<button class="small" name="threat" value="${threat}"${threat === present && html` aria-current="true"`}>${words.threat[threat]}</button>`,
  )}</div></fieldset>`;
  return caseForm(visit, sheet, { action: 'threat', inside });
}
