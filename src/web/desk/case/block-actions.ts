import { may } from '../../../domain/accounts/permissions.ts';
import { findBlock } from '../../../services/privacy/block.ts';
import {
  type Blocking,
  blockCitizen,
  blockDays,
  unblockCitizen,
} from '../../../services/privacy/block-citizen.ts';
import { aliasOf } from '../../../services/privacy/pseudonym.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { sendMissing } from '../send-missing.ts';
import { findTipCitizen } from './tip-citizen.ts';

/** Leaves a citizen unanswered for some days. */
export async function block(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const blocking = await readBlocking(visit);
  const days = blockDays.find((each) => String(each) === fieldOf(request, 'days'));
  if (!blocking || !days) return sendMissing(visit);
  if (!(await blockCitizen(desk.deps, blocking, days))) return sendMissing(visit);
  response.redirect(303, `${pathOf(visit)}?done=blocked`);
}

/** Answers a citizen again before the time is over. */
export async function unblock(visit: KnownVisit): Promise<void> {
  const { desk, response } = visit;
  const blocking = await readBlocking(visit);
  if (!blocking) return sendMissing(visit);
  if (!(await unblockCitizen(desk.deps, blocking))) return sendMissing(visit);
  response.redirect(303, `${pathOf(visit)}?done=unblocked`);
}

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

async function readBlocking(visit: KnownVisit): Promise<Blocking | undefined> {
  const found = await findTipCitizen(visit);
  if (!found) return undefined;
  const { citizen } = found;
  return { citizen, alias: aliasOf(citizen), by: visit.reviewer.name, of: found.case.ticket };
}

/** The page of the citizen. */
function pathOf({ request }: KnownVisit): string {
  const [ticket, tip] = [partOf(request, 'ticket'), partOf(request, 'tip')].map(encodeURIComponent);
  return `/review/cases/${ticket}/tips/${tip}/citizen`;
}
