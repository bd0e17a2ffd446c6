import { type Request, type Response, Router } from 'express';
import type { Organisation } from '../../domain/partners/organisation.ts';
import { toCsv } from '../../domain/text/csv.ts';
import { audit } from '../../services/accounts/audit.ts';
import {
  changeOrganisation,
  findOrganisation,
} from '../../services/organisations/organisations.ts';
import { feedDigest } from '../../services/partners/partner-secrets.ts';
import { type BoardEntry, viewOf } from '../../services/partners/referral-board.ts';
import { toWire } from '../../services/partners/referral-payload.ts';
import { listReferrals } from '../../services/partners/referrals.ts';
import type { PartnerApi } from './partner-api-deps.ts';

const MOST = 500;
/** Maximum of references in an entry of the audit log. */
const MOST_NAMED = 25;
const COLUMNS = [
  'reference',
  'threat',
  'status',
  'sentAt',
  'answerBy',
  'regions',
  'reports',
  'claim',
  'links',
  'verdict',
  'urgency',
] as const;

/** Serves an organisation's referrals as JSON and CSV, with the token of its feed. */
export function feedRoutes(api: PartnerApi): Router {
  const router = Router();
  router.get('/partner/:organisation/feed.json', async (request, response) => {
    const entries = await entriesFor(api, request, response);
    if (entries) response.json({ referrals: entries.map(toWire) });
  });
  router.get('/partner/:organisation/feed.csv', async (request, response) => {
    const entries = await entriesFor(api, request, response);
    if (!entries) return;
    response.type('csv').attachment('referrals.csv');
    response.send(`${COLUMNS.join(',')}\r\n${toCsv(entries.map(toRow))}`);
  });
  return router;
}

async function entriesFor(
  api: PartnerApi,
  request: Request,
  response: Response,
): Promise<BoardEntry[] | undefined> {
  response.set('cache-control', 'private, no-store');
  const { deps, secrets } = api;
  const organisation = await findOrganisation(deps, String(request.params.organisation));
  const [, token = ''] = /^Bearer ([\w-]{20,100})$/.exec(request.get('authorization') ?? '') ?? [];
  // Comparing two digests of one key reveals nothing about the token.
  const isKnown =
    organisation?.feed && organisation.feed.digest === feedDigest(secrets, organisation.id, token);
  if (!organisation || !isKnown) {
    response.status(401).set('www-authenticate', 'Bearer').json({ error: 'token' });
    return undefined;
  }
  if (!organisation.isActive) {
    response.status(403).json({ error: 'disabled' });
    return undefined;
  }
  const referrals = (await listReferrals(deps, organisation.id)).slice(0, MOST);
  const entries = await Promise.all(referrals.map((each) => viewOf(deps, each)));
  await noteLook(api, organisation, entries);
  return entries;
}

/** Programs poll repeatedly: only referrals they have not seen before are recorded. */
async function noteLook(
  { deps }: PartnerApi,
  { id, name, feed }: Organisation,
  entries: readonly BoardEntry[],
): Promise<void> {
  const seenUntil = feed?.seenUntil ?? 0;
  const fresh = entries.filter(({ sentAt }) => sentAt > seenUntil);
  if (fresh.length === 0) return;
  const references = fresh.map(({ reference }) => reference);
  for (let at = 0; at < references.length; at += MOST_NAMED) {
    const details = { references: references.slice(at, at + MOST_NAMED).join(' ') };
    await audit(deps, { by: name, what: 'feed-read', of: id, details });
  }
  const latest = Math.max(...fresh.map(({ sentAt }) => sentAt));
  await changeOrganisation(deps, { id, by: name, what: undefined }, (now) =>
    now.feed ? { feed: { ...now.feed, seenUntil: latest } } : {},
  );
}

function toRow(entry: BoardEntry): string[] {
  const wire = toWire(entry);
  const cells: Record<(typeof COLUMNS)[number], string> = {
    ...wire,
    regions: wire.regions.join('; '),
    reports: String(wire.reports),
    links: wire.links.join(' '),
    verdict: wire.verdict?.verdict ?? '',
  };
  return COLUMNS.map((column) => cells[column]);
}
