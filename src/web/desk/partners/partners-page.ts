import { type Organisation, organisationKinds } from '../../../domain/partners/organisation.ts';
import { listOrganisations } from '../../../services/organisations/organisations.ts';
import { type DeafReason, readReaders } from '../../../services/partners/find-readers.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { partOf } from '../read-form.ts';
import { rulesPart } from './rules-part.ts';

/** All partners with what an admin can change of them, then the rules that lead to them. */
export async function sendPartners(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words } = visit;
  const say = words.partners;
  const organisations = await listOrganisations(desk.deps);
  const accounts = await desk.gate.store.reviewers.list();
  const deafReason = await readReaders(desk.deps);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const body = html`<h1>${say.title} <span class="count">${organisations.length}</span></h1><p class="hint">${say.hint}</p>
${organisations.length === 0 && html`<div class="empty"><p>${say.none}</p></div>`}
${organisations.map((each) => card(visit, each, { names, deaf: deafReason(each) }))}${addForm(visit)}
${await rulesPart(visit, organisations)}`;
  send(visit, { title: say.title, body, alert, status: alert ? 400 : 200, place: 'partners' });
}

/** A secret that somebody is given once. */
export function sendSecret(
  visit: KnownVisit,
  { secret, hint }: { secret: string; hint: string },
): void {
  const say = visit.words.partners;
  const title = say.given(partOf(visit.request, 'id'));
  const body = html`<div class="door"><h1>${title}</h1><p><code class="secret">${secret}</code></p><p>${hint}</p>
<p><a class="button primary" href="/review/partners">${say.back}</a></p></div>`;
  send(visit, { title, body, place: 'partners' });
}

function card(
  visit: KnownVisit,
  organisation: Organisation,
  { names, deaf }: { names: ReadonlyMap<string, string>; deaf: DeafReason | undefined },
): Html {
  const say = visit.words.partners;
  const { id, name, kind, members, isActive } = organisation;
  const own = members.flatMap((each) => names.get(each) ?? []);
  const of = html`<span class="unseen">${say.of(name)}</span>`;
  const form = (action: string, inside: Part) =>
    html`<form action="/review/partners/${id}/${action}" method="post">${formField(visit)}${inside}</form>`;
  return html`<section class="card"><div class="head"><h2>${name} <span class="badge">${id}</span>${!isActive && html` <span class="badge out">${say.inactive}</span>`}</h2>
${deaf && isActive && html` <span class="badge out">${say.unread}</span>`}
<p class="soft">${say.kinds[kind]} · ${say.members}: ${own.join(', ') || say.noMembers}</p>${deaf && isActive && html`<p class="hint">${visit.words.refer.deaf[deaf]}</p>`}</div>
<details><summary>${say.webhook} / ${say.bind}${of}</summary>
${form('addresses', html`${addressFields(visit, id, organisation)}<button>${say.save}${of}</button>`)}
${form('account', html`<label for="account-${id}">${say.account}</label><input id="account-${id}" name="account" required maxlength="100" autocomplete="off"><button>${say.bind}${of}</button>`)}
<div class="actions">${form('key', html`<button class="danger">${say.key}${of}</button>`)}
${form('token', html`<button class="danger">${say.token}${of}</button>`)}
${form('active', html`<button name="active" value="${isActive ? 'no' : 'yes'}">${isActive ? say.disable : say.enable}${of}</button>`)}</div></details></section>`;
}

function addressFields(
  { words }: KnownVisit,
  id: string,
  { webhook = '', second = '' }: { webhook?: string | undefined; second?: string | undefined },
): Html {
  const say = words.partners;
  return html`<label for="webhook-${id}">${say.webhook}</label><p class="hint" id="webhook-hint-${id}">${say.webhookHint}</p>
<input id="webhook-${id}" name="webhook" inputmode="url" maxlength="500" value="${webhook}" aria-describedby="webhook-hint-${id}">
<label for="second-${id}">${say.second}</label><p class="hint" id="second-hint-${id}">${say.secondHint}</p>
<input id="second-${id}" name="second" inputmode="url" maxlength="500" value="${second}" aria-describedby="second-hint-${id}">`;
}

function addForm(visit: KnownVisit): Html {
  const say = visit.words.partners;
  return html`<section class="card"><h2>${say.add}</h2><form action="/review/partners" method="post">${formField(visit)}
<label for="id">${say.id}</label><p class="hint" id="id-hint">${say.idHint}</p>
<input id="id" name="id" class="brief" required maxlength="20" autocapitalize="none" autocomplete="off" aria-describedby="id-hint">
<label for="name">${say.name}</label><input id="name" name="name" required maxlength="60" autocomplete="off">
<label for="kind">${say.kind}</label><select id="kind" name="kind">${organisationKinds.map((kind) => html`<option value="${kind}">${say.kinds[kind]}</option>`)}</select>
${addressFields(visit, 'new', {})}<button class="primary">${say.add}</button></form></section>`;
}
