import { referableThreats } from '../../../domain/partners/referral.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { listOrganisations } from '../../../services/organisations/organisations.ts';
import { readReaders } from '../../../services/partners/find-readers.ts';
import { nameThreat } from '../../../services/partners/refer-case.ts';
import { listBoard } from '../../../services/partners/referral-board.ts';
import { whyNobody, whyPartner } from '../../../ui-text/reasons.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { can, caseForm } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';
import { optionsOf } from '../layout.ts';

/** What was passed on to partners from a case, and the form that passes it on. */
export async function referralsOf(visit: KnownVisit, view: CaseView): Promise<Part> {
  const { desk, words } = visit;
  const found = view.case;
  const lines = (await listBoard(desk.deps)).filter(({ reference }) =>
    reference.startsWith(`${found.ticket}-`),
  );
  const isOffered = can(visit, 'refer') && found.status !== 'merged';
  const form = isOffered ? await referForm(visit, view) : undefined;
  if (lines.length === 0 && form === undefined) return undefined;
  const hasRules = view.otherPartners.length > 0;
  const notProposed = hasRules ? whyNobody(view.otherPartners, words) : [words.refer.noRules];
  return html`<section class="card others"><h2>${words.refer.title}</h2>
${
  isOffered &&
  html`<ul>${view.partners.map((each) => html`<li><strong>${words.refer.proposal(each.name)}</strong> <span class="soft">${whyPartner(each, words)}</span></li>`)}</ul>`
}${form && view.partners.length === 0 && html`<ul>${notProposed.map((each) => html`<li>${each}</li>`)}</ul>`}${
  lines.length > 0 &&
  html`<ul>${lines.map(
    ({ reference, name, status }) =>
      html`<li><a href="/review/board/${reference}">${reference}</a> · ${name} · ${words.board.status[status]}</li>`,
  )}</ul>`
}${form}</section>`;
}

async function referForm(visit: KnownVisit, view: CaseView): Promise<Html | undefined> {
  const { desk, words } = visit;
  const say = words.refer;
  const organisations = (await listOrganisations(desk.deps)).filter(({ isActive }) => isActive);
  const deafReason = await readReaders(desk.deps);
  if (organisations.length === 0) return undefined;
  const { threat } = nameThreat(view.priority);
  const proposed = view.partners.map(({ organisation }) => organisation);
  const rank = ({ id }: { id: string }) => (proposed.includes(id) ? proposed.indexOf(id) : 999);
  const inside = html`<p class="hint" id="refer-hint">${say.hint}</p>
<label for="partner">${say.to}</label><select id="partner" name="organisation" required aria-describedby="refer-hint">
${organisations
  .toSorted((a, b) => rank(a) - rank(b))
  .map((each) => {
    const isDeaf = deafReason(each) !== undefined;
    const name = proposed.includes(each.id) ? say.proposed(each.name) : each.name;
    return html`<option value="${each.id}"${isDeaf && html` disabled`}>${isDeaf ? say.unread(name) : name}</option>`;
  })}</select>
<label for="threat">${say.threat}</label><select id="threat" name="threat" required>
${optionsOf(referableThreats, threat, words.threat)}</select>
<button>${say.submit}</button>`;
  const form = caseForm(visit, { view, fence: undefined }, { action: 'refer', inside });
  return html`<details><summary>${say.title}</summary>${form}</details>`;
}
