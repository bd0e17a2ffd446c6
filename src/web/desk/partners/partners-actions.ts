import { organisationKinds } from '../../../domain/partners/organisation.ts';
import { referableThreats } from '../../../domain/partners/referral.ts';
import { provinceNames } from '../../../domain/text/province.ts';
import {
  addOrganisation,
  bindMember,
  changeOrganisation,
  type OrganisationSaveResult,
} from '../../../services/organisations/organisations.ts';
import { renewFeedToken, renewSigningKey } from '../../../services/partners/partner-secrets.ts';
import { addRule, removeRule } from '../../../services/partners/routing.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { fieldOf, fieldsOf, partOf } from '../read-form.ts';
import { showBoard, showReferral, takeStatus } from './board-actions.ts';
import { sendPartners, sendSecret } from './partners-page.ts';
import { reportRoutes } from './report-actions.ts';

/** The organisations and the rules that lead to them. */
export function showPartners(visit: KnownVisit): Promise<void> {
  return sendPartners(visit);
}

export async function takePartner(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const kind = organisationKinds.find((each) => each === fieldOf(request, 'kind')) ?? 'other';
  const [id, name] = [fieldOf(request, 'id').trim(), fieldOf(request, 'name')];
  const wanted = { id, name, kind, ...addressesIn(visit) };
  await tell(visit, await addOrganisation(desk.deps, wanted, reviewer.name));
}

export async function takeAddresses(visit: KnownVisit): Promise<void> {
  const addresses = { webhook: undefined, second: undefined, ...addressesIn(visit) };
  const about = { ...aboutOf(visit), what: 'addresses' };
  await tell(visit, await changeOrganisation(visit.desk.deps, about, () => addresses));
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
  await tell(visit, await bindMember(desk.deps, { ...aboutOf(visit), account: account.id }));
}

export async function takeKey(visit: KnownVisit): Promise<void> {
  const keeping = { ...visit.desk.deps, secrets: visit.desk.gate.secrets };
  const key = await renewSigningKey(keeping, aboutOf(visit));
  if (key === undefined) return sendPartners(visit, visit.words.partners.wrong.unknown);
  sendSecret(visit, { secret: key, hint: visit.words.partners.keyHint });
}

export async function takeToken(visit: KnownVisit): Promise<void> {
  const keeping = { ...visit.desk.deps, secrets: visit.desk.gate.secrets };
  const token = await renewFeedToken(keeping, aboutOf(visit));
  if (token === undefined) return sendPartners(visit, visit.words.partners.wrong.unknown);
  sendSecret(visit, { secret: token, hint: visit.words.partners.tokenHint });
}

export async function takeRule(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const threats = referableThreats.filter((each) => fieldsOf(request, 'threats').includes(each));
  const regions = provinceNames.filter((each) => fieldsOf(request, 'regions').includes(each));
  const wanted = {
    threats,
    regions,
    nearElection: fieldOf(request, 'near') === 'yes',
    organisation: fieldOf(request, 'organisation'),
    answerHours: Number(fieldOf(request, 'hours') || Number.NaN),
  };
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

function addressesIn({ request }: KnownVisit): { webhook?: string; second?: string } {
  const [webhook, second] = [fieldOf(request, 'webhook').trim(), fieldOf(request, 'second').trim()];
  return { ...(webhook && { webhook }), ...(second && { second }) };
}

const PARTNER = '/partners/:id';

/** The pages and actions about what is passed on to partners; a part of the one table. */
export const partnerRoutes: readonly Route[] = [
  ...reportRoutes,
  { method: 'get', path: '/board', needs: 'see-board', run: showBoard },
  {
    method: 'get',
    path: '/board/:reference',
    needs: 'see-board',
    run: (visit) => showReferral(visit),
  },
  { method: 'post', path: '/board/:reference/status', needs: 'answer-referral', run: takeStatus },
  {
    method: 'get',
    path: '/partners',
    needs: 'manage-partners',
    run: (visit) => showPartners(visit),
  },
  { method: 'post', path: '/partners', needs: 'manage-partners', run: takePartner },
  { method: 'post', path: `${PARTNER}/addresses`, needs: 'manage-partners', run: takeAddresses },
  { method: 'post', path: `${PARTNER}/account`, needs: 'manage-partners', run: bindAccount },
  { method: 'post', path: `${PARTNER}/key`, needs: 'manage-partners', run: takeKey },
  { method: 'post', path: `${PARTNER}/token`, needs: 'manage-partners', run: takeToken },
  { method: 'post', path: `${PARTNER}/active`, needs: 'manage-partners', run: takeActive },
  { method: 'post', path: '/rules', needs: 'manage-partners', run: takeRule },
  { method: 'post', path: '/rules/:id/remove', needs: 'manage-partners', run: dropRule },
];
