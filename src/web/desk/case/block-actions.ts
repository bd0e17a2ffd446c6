import { may } from '../../../domain/accounts/permissions.ts';
import { blockDays } from '../../../services/cases/block-citizen.ts';
import { findBlock } from '../../../services/privacy/block.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import { partOf } from '../read-form.ts';

/** Whether a citizen is blocked, and until when, with what editors can do about it. */
export async function blockPart(visit: KnownVisit, citizen: string): Promise<Part> {
  const { desk, words, language, reviewer } = visit;
  const { store, clock } = desk.deps;
  const say = words.citizen;
  const state = await store.turns.readTurn(citizen);
  if (!state) return undefined;
  const until = findBlock(state, clock.now());
  const isOwn = may(reviewer.role, 'block-citizen');
  if (until === undefined && !isOwn) return undefined;
  const path = pathOf(visit);
  const form =
    until === undefined
      ? html`<p class="hint">${say.blockHint}</p><form action="${path}/block" method="post">${formField(visit)}
<label for="days">${say.blockFor}</label><select id="days" name="days">${blockDays.map((days) => html`<option value="${days}">${say.days(days)}</option>`)}</select>
<button class="danger">${say.block}</button></form>`
      : html`<form action="${path}/unblock" method="post">${formField(visit)}<button>${say.unblock}</button></form>`;
  return html`<section class="card"><h2>${say.blockTitle}</h2>
${until !== undefined && html`<p><strong>${say.blockedUntil}</strong> ${showTime(until, language)}</p>`}
${isOwn && form}</section>`;
}

/** The page of the citizen. */
function pathOf({ request }: KnownVisit): string {
  const [ticket, tip] = [partOf(request, 'ticket'), partOf(request, 'tip')].map(encodeURIComponent);
  return `/review/cases/${ticket}/tips/${tip}/citizen`;
}
