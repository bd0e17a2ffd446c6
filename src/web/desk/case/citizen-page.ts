import { may } from '../../../domain/accounts/permissions.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { aliasOf } from '../../../services/accounts/pseudonym.ts';
import { blockDays } from '../../../services/cases/block-citizen.ts';
import { findBlock } from '../../../services/privacy/block.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import { type KnownVisit, partOf } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { formField, send, sendMissing } from '../layout.ts';
import { showLine } from '../show-text.ts';
import { verdictBadge } from './case-outcome.ts';

const MOST = 100;

/** What a citizen has reported and been told; found by one of their tips, for nobody has a name here. */
export async function showCitizen(visit: KnownVisit): Promise<void> {
  const { desk, words, language, reviewer } = visit;
  const { cases, ledger, factChecks } = desk.deps.store;
  const known = await findTipCitizen(visit);
  if (!known) return sendMissing(visit);
  const { case: found, citizen } = known;
  const alias = aliasOf(citizen);
  const event = { by: reviewer.name, what: 'conversation-viewed', of: found.ticket } as const;
  await audit(desk.gate, { ...event, details: { citizen: alias } });
  const tips = await cases.tipsBy(citizen, MOST);
  const own = await Promise.all(
    tips.map(async (tip) => ({ tip, case: await cases.get(tip.case) })),
  );
  const all = await ledger.toldTo(citizen);
  const told = await Promise.all(
    all.map(async (each) => ({ each, factCheck: await factChecks.get(each.factCheck) })),
  );
  const say = words.citizen;
  const body = html`<p class="crumb"><a id="back" href="/review/cases/${found.ticket}">${words.case.title(found.ticket)}</a></p>
<h1>${say.title(alias)}</h1><p class="hint">${say.hint}</p>
<section><h2>${say.tips}</h2><ol class="cases">${own.map(
    ({
      tip,
      case: each,
    }) => html`<li class="case"><a class="go" href="/review/cases/${each?.ticket ?? ''}"><span class="ticket">${each?.ticket}</span> <span class="claim">${showLine(tip.text, 220) || words.queue.noWords}</span></a>
<p class="state">${showTime(tip.at, language)}${each && ` · ${words.case.status[each.status]}`}</p></li>`,
  )}</ol></section>
<section><h2>${say.told}</h2>${told.length === 0 && html`<p class="soft">${say.nothing}</p>`}
<ol class="cases">${told.map(
    ({
      each,
      factCheck,
    }) => html`<li class="case"><a class="go" href="${toPath(each.factCheck)}"><span class="claim">${factCheck ? showLine(factCheck.title, 200) : words.refusal['no-fact-check']}</span></a>
<p class="state plain">${factCheck && verdictBadge(words, factCheck)} <span class="soft">${say.version(each.version)} · ${showTime(each.at, language)}</span></p></li>`,
  )}</ol></section>
${await blockPart(visit, citizen)}`;
  send(visit, { title: say.title(alias), body, place: 'queue' });
}

/** Whom an address speaks of: the citizen behind a tip of a case, for nobody has a name here. */
async function findTipCitizen({ desk, request }: KnownVisit) {
  const { cases } = desk.deps.store;
  const found = await cases.byTicket(partOf(request, 'ticket'));
  const tips = found ? await cases.tipsOf(found.id) : [];
  const citizen = tips.find(({ id }) => id === partOf(request, 'tip'))?.citizen;
  return found && citizen !== undefined ? { case: found, citizen } : undefined;
}

/** Whether a citizen is blocked, and until when, with what editors can do about it. */
async function blockPart(visit: KnownVisit, citizen: string): Promise<Part> {
  const { desk, words, language, reviewer } = visit;
  const { store, clock } = desk.deps;
  const say = words.citizen;
  const state = await store.turns.readTurn(citizen);
  if (!state) return undefined;
  const until = findBlock(state, clock.now());
  const isOwn = may(reviewer.role, 'block-citizen');
  if (until === undefined && !isOwn) return undefined;
  const path = citizenPath(visit);
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

/** Where a citizen is shown: by one of their tips. */
export function citizenPath({ request }: KnownVisit): string {
  const [ticket, tip] = [partOf(request, 'ticket'), partOf(request, 'tip')].map(encodeURIComponent);
  return `/review/cases/${ticket}/tips/${tip}/citizen`;
}
