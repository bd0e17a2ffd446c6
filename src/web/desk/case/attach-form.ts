import type { Comparison } from '../../../services/cases/compare-fact-check.ts';
import type { NewWording } from '../../../services/fact-checks/new-wordings.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import { differencesInWords } from './differences-part.ts';
import { wordingsPart } from './wordings-part.ts';

/** What a form to attach is made under, and what was written into it. */
interface Attaching {
  ticket: string;
  fence: number;
  reason: string;
  wordings: readonly NewWording[];
  isForTwo: boolean;
}

/** Asks to use a fact-check for a case: what differs has to be ticked, and a poor match to be explained. */
export function attachForm(
  visit: KnownVisit,
  { factCheck, differences, isUnlike, key }: Comparison,
  { ticket, fence, reason, wordings, isForTwo }: Attaching,
): Html {
  const { words } = visit;
  const say = words.attach;
  const agreed =
    differences.length > 0 ? say.agree(differencesInWords(differences, words)) : say.agreeLow;
  return html`<section class="card" aria-labelledby="attach"><h2 id="attach">${say.title}</h2>
<form action="/review/cases/${ticket}/attach" method="post">${formField(visit)}
<input type="hidden" name="fence" value="${fence}"><input type="hidden" name="id" value="${factCheck.id}">
${
  isUnlike &&
  html`<label for="reason">${say.reason}</label><input id="reason" name="reason" value="${reason}" maxlength="300" required autocomplete="off">`
}
${
  (isUnlike || differences.length > 0) &&
  html`<label class="option"><input type="checkbox" name="confirmed" value="${key}" required> <span>${agreed}</span></label>`
}
${wordingsPart(visit, wordings, { isForTwo })}
<button class="primary">${say.use}</button></form></section>`;
}
