import {
  contactFields,
  hasSecondContact,
  type Organisation,
  organisationKinds,
} from '../../../domain/partners/organisation.ts';
import {
  type Condition,
  conditions,
  conditionValues,
  type RoutingRule,
} from '../../../domain/partners/routing.ts';
import {
  addOrganisation,
  bindMember,
  changeOrganisation,
  listOrganisations,
  type OrganisationSaveResult,
} from '../../../services/organisations/organisations.ts';
import { type DeafReason, readReaders } from '../../../services/partners/find-readers.ts';
import { renewFeedToken, renewSigningKey } from '../../../services/partners/partner-secrets.ts';
import { addRule, listRules, removeRule } from '../../../services/partners/routing.ts';
import { nameValues } from '../../../ui-text/reasons.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, fieldsOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { formField, optionsOf, postForm, send } from '../layout.ts';
import { boardRoutes } from './board.ts';
import { reportRoutes } from './report-actions.ts';
import { statementRoutes } from './statements.ts';

export async function takePartner(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const kind = kindIn(visit) ?? 'other';
  const [id, name] = [fieldOf(request, 'id').trim(), fieldOf(request, 'name')];
  const wanted = { id, name, kind, ...contactsIn(visit) };
  await tell(visit, await addOrganisation(desk.deps, wanted, reviewer.name));
}

/** Changes how a partner is known and reached; a name or kind that was not sent stays. */
export async function takeAddresses(visit: KnownVisit): Promise<void> {
  const about = { ...aboutOf(visit), what: 'addresses' };
  const [name, kind] = [fieldOf(visit.request, 'name'), kindIn(visit)];
  const changes = { ...(name && { name }), ...(kind && { kind }), ...contactsIn(visit) };
  await tell(visit, await changeOrganisation(visit.desk.deps, about, () => changes));
}

export async function takeActive(visit: KnownVisit): Promise<void> {
  const isActive = fieldOf(visit.request, 'active') === 'yes';
  const about = { ...aboutOf(visit), what: isActive ? 'enabled' : 'disabled' };
  await tell(visit, await changeOrganisation(visit.desk.deps, about, () => ({ isActive })));
}

/** Lets an account that has the role of a partner see the board of this organisation, and of no other. */
export async function bindAccount(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const account = await desk.gate.store.reviewers.byName(fieldOf(request, 'account').slice(0, 100));
  if (account?.role !== 'partner') return sendPartners(visit, words.partners.wrong.account);
  const binding = { account: account.id, moves: fieldOf(request, 'moves') === 'yes' };
  await tell(visit, await bindMember(desk.deps, { ...aboutOf(visit), ...binding }));
}

/** Renews the signing key of a partner's webhook, or the token of its feed. */
async function takeSecret(visit: KnownVisit, which: 'key' | 'token'): Promise<void> {
  const { desk, words } = visit;
  if (fieldOf(visit.request, 'sure') !== 'yes')
    return sendPartners(visit, words.partners.wrong.unsure);
  const renew = which === 'key' ? renewSigningKey : renewFeedToken;
  const overlapDays = Number(fieldOf(visit.request, 'days')) || 0;
  const about = { ...aboutOf(visit), overlapDays };
  const secret = await renew({ ...desk.deps, secrets: desk.gate.secrets }, about);
  if (secret === undefined) return sendPartners(visit, words.partners.wrong.unknown);
  sendSecret(visit, { secret, hint: words.partners[`${which}Hint`] });
}

export async function takeRule(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const named = conditions.map((each) => [each, fieldsOf(request, each)]);
  const organisation = fieldOf(request, 'organisation');
  const answerHours = Number(fieldOf(request, 'hours') || Number.NaN);
  const wanted = { ...Object.fromEntries(named), organisation, answerHours };
  const kept = await addRule(desk.deps, wanted, reviewer.name);
  if (kept === 'kept') return response.redirect(303, '/review/partners?done=saved');
  const { wrong } = words.partners;
  await sendPartners(visit, kept === 'bad' ? wrong.rule : wrong[kept]);
}

export async function dropRule({ desk, request, response, reviewer }: KnownVisit): Promise<void> {
  await removeRule(desk.deps, partOf(request, 'id'), reviewer.name);
  response.redirect(303, '/review/partners?done=saved');
}

async function tell(visit: KnownVisit, kept: OrganisationSaveResult): Promise<void> {
  const { wrong } = visit.words.partners;
  if (kept.type === 'kept') return visit.response.redirect(303, '/review/partners?done=saved');
  await sendPartners(visit, kept.type === 'bad' ? wrong[kept.field] : wrong[kept.type]);
}

function aboutOf({ request, reviewer }: KnownVisit): { id: string; by: string } {
  return { id: partOf(request, 'id'), by: reviewer.name };
}

function kindIn({ request }: KnownVisit): Organisation['kind'] | undefined {
  return organisationKinds.find((each) => each === fieldOf(request, 'kind'));
}

function contactsIn({ request }: KnownVisit): Partial<Organisation> {
  const given = contactFields.map((name) => [name, fieldOf(request, name).trim() || undefined]);
  return Object.fromEntries(given);
}

const PARTNER = '/partners/:id';

/** The pages and actions about what is passed on to partners; a part of the one table. */
export const partnerRoutes: readonly Route[] = [
  ...reportRoutes,
  ...boardRoutes,
  ...statementRoutes,
  get('/partners', 'manage-partners', sendPartners),
  post('/partners', 'manage-partners', takePartner),
  post(`${PARTNER}/addresses`, 'manage-partners', takeAddresses),
  post(`${PARTNER}/account`, 'manage-partners', bindAccount),
  post(`${PARTNER}/key`, 'manage-partners', (visit) => takeSecret(visit, 'key')),
  post(`${PARTNER}/token`, 'manage-partners', (visit) => takeSecret(visit, 'token')),
  post(`${PARTNER}/active`, 'manage-partners', takeActive),
  post('/rules', 'manage-partners', takeRule),
  post('/rules/:id/remove', 'manage-partners', dropRule),
];

/** All partners with what an admin can change of them, then the rules that lead to them. */
async function sendPartners(visit: KnownVisit, alert?: string): Promise<void> {
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
  send(visit, { title: say.title, body, alert, place: 'partners' });
}

/** A secret that somebody is given once. */
function sendSecret(visit: KnownVisit, { secret, hint }: { secret: string; hint: string }): void {
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
  const sure = (which: 'key' | 'token') =>
    html`<label class="option"><input type="checkbox" name="sure" value="yes" required> ${say[`${which}Sure`]}</label><button class="danger">${say[which]}${of}</button>`;
  const form = (action: string, inside: Part) =>
    postForm(visit, `partners/${id}/${action}`, inside);
  return html`<section class="card"><div class="head"><h2>${name} <span class="badge">${id}</span>${!isActive && html` <span class="badge out">${say.inactive}</span>`}</h2>
${deaf && isActive && html` <span class="badge out">${say.unread}</span>`}${isActive && !hasSecondContact(organisation) && html` <span class="badge out">${say.noSecond}</span>`}
<p class="soft">${say.kinds[kind]} · ${say.members}: ${own.join(', ') || say.noMembers}</p>${deaf && isActive && html`<p class="hint">${visit.words.refer.deaf[deaf]}</p>`}</div>
<details><summary>${say.webhook} / ${say.bind}${of}</summary>
${form('addresses', html`${nameFields(visit, id, organisation)}${contactsOf(visit, id, organisation)}<button>${say.save}${of}</button>`)}
${form('account', html`<label for="account-${id}">${say.account}</label><input id="account-${id}" name="account" required maxlength="100" autocomplete="off"><label class="option"><input type="checkbox" name="moves" value="yes"> ${say.moves}</label><button>${say.bind}${of}</button>`)}
${form('key', html`<label for="days-${id}">${say.overlap}</label><input id="days-${id}" name="days" class="brief" inputmode="numeric" maxlength="2" value="7">${sure('key')}`)}
${form('token', sure('token'))}
<div class="actions">${form('active', html`<button name="active" value="${isActive ? 'no' : 'yes'}">${isActive ? say.disable : say.enable}${of}</button>`)}</div></details></section>`;
}

function nameFields({ words }: KnownVisit, id: string, known: Partial<Organisation>): Part {
  const say = words.partners;
  return html`<label for="name-${id}">${say.name}</label><input id="name-${id}" name="name" required maxlength="60" autocomplete="off" value="${known.name ?? ''}">
<label for="kind-${id}">${say.kind}</label><select id="kind-${id}" name="kind">${optionsOf(organisationKinds, known.kind, say.kinds)}</select>`;
}

function contactsOf({ words }: KnownVisit, id: string, known: Partial<Organisation>): Part {
  const say = words.partners;
  return contactFields.map(
    (name) =>
      html`<label for="${name}-${id}">${say[name]}</label><p class="hint" id="${name}-hint-${id}">${say[`${name}Hint`]}</p>
<input id="${name}-${id}" name="${name}" maxlength="500" autocomplete="off" value="${known[name] ?? ''}" aria-describedby="${name}-hint-${id}">`,
  );
}

function addForm(visit: KnownVisit): Html {
  const say = visit.words.partners;
  return html`<section class="card"><h2>${say.add}</h2><form action="/review/partners" method="post">${formField(visit)}
<label for="id">${say.id}</label><p class="hint" id="id-hint">${say.idHint}</p>
<input id="id" name="id" class="brief" required maxlength="20" autocapitalize="none" autocomplete="off" aria-describedby="id-hint">
${nameFields(visit, 'new', {})}
${contactsOf(visit, 'new', {})}<button class="primary">${say.add}</button></form></section>`;
}

/** Which cases are proposed to which organisation, and the form for another rule. */
async function rulesPart(visit: KnownVisit, organisations: readonly Organisation[]): Promise<Part> {
  const say = visit.words.partners;
  if (organisations.length === 0) return undefined;
  const rules = await listRules(visit.desk.deps);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  return html`<section class="card"><h2>${say.rules} <span class="count">${rules.length}</span></h2><p class="hint">${say.rulesHint}</p>
${rules.length === 0 && html`<p class="soft">${say.noRules}</p>`}
<ol>${rules.map((rule) => ruleLine(visit, rule, names.get(rule.organisation) ?? rule.organisation))}</ol></section>
${ruleForm(visit, organisations)}`;
}

function ruleLine(visit: KnownVisit, rule: RoutingRule, name: string): Html {
  const say = visit.words.partners;
  const named = conditions.map((each) => nameValues(rule[each], visit.words));
  const conditional = named.filter((each) => each !== '').join(' · ') || say.anyCase;
  const about = `${conditional} · ${say.hours(rule.answerHours)}`;
  return html`<li><strong>${name}</strong> <span class="soft">${about}</span>
<form action="/review/rules/${rule.id}/remove" method="post">${formField(visit)}<button class="danger">${say.remove}<span class="unseen">${say.of(`${name}, ${about}`)}</span></button></form></li>`;
}

function ruleForm(visit: KnownVisit, organisations: readonly Organisation[]): Html {
  const { words } = visit;
  const say = words.partners;
  return html`<section class="card"><h2>${say.addRule}</h2><form action="/review/rules" method="post">${formField(visit)}
<label for="rule-organisation">${words.refer.to}</label><select id="rule-organisation" name="organisation">${organisations.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select>
${conditions.map((each) => conditionField(visit, each))}
<label for="hours">${say.answerHours}</label><input id="hours" name="hours" class="brief" inputmode="numeric" required maxlength="3" value="24">
<button class="primary">${say.addRule}</button></form></section>`;
}

function conditionField({ words }: KnownVisit, condition: Condition): Html {
  const options = conditionValues[condition].map(
    (each) => html`<option value="${each}">${nameValues([each], words)}</option>`,
  );
  return html`<label for="rule-${condition}">${words.partners.condition[condition]}</label><select id="rule-${condition}" name="${condition}" multiple size="6">${options}</select>`;
}
