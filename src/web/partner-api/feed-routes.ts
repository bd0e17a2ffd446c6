import { type Request, type Response, Router } from 'express';
import type { Organisation } from '../../domain/partners/organisation.ts';
import {
  changeOrganisation,
  findOrganisation,
} from '../../services/organisations/organisations.ts';
import { noteCustody, signFile, takeFile } from '../../services/partners/evidence-vault.ts';
import { feedDigest } from '../../services/partners/partner-secrets.ts';
import type { BoardEntry } from '../../services/partners/referral-board.ts';
import { auditPage, readPage } from '../../services/partners/referral-pages.ts';
import { sendFile } from '../shared/send-file.ts';
import { sendPage } from '../shared/send-referrals.ts';
import type { PartnerApi } from './partner-api-deps.ts';

/** Serves an organisation's referrals as JSON and CSV, with the token of its feed. */
export function feedRoutes(api: PartnerApi): Router {
  const router = Router();
  for (const kind of ['json', 'csv']) {
    router.get(`/partner/:organisation/feed.${kind}`, (request, response) =>
      sendFeed(api, { request, response, kind }),
    );
  }
  router.get('/partner/:organisation/files/:reference/:sha256', (request, response) =>
    sendEvidence(api, { request, response }),
  );
  return router;
}

interface Call {
  request: Request;
  response: Response;
}

/** The organisation whose token comes with a request; answers all others. */
async function callerOf(api: PartnerApi, { request, response }: Call) {
  response.set('cache-control', 'private, no-store');
  const { deps, secrets } = api;
  const organisation = await findOrganisation(deps, String(request.params.organisation));
  const [, token = ''] = /^Bearer ([\w-]{20,100})$/.exec(request.get('authorization') ?? '') ?? [];
  // Comparing two digests of one key reveals nothing about the token.
  if (
    !organisation?.feed ||
    organisation.feed.digest !== feedDigest(secrets, organisation.id, token)
  ) {
    response.status(401).set('www-authenticate', 'Bearer').json({ error: 'token' });
    return;
  }
  if (!organisation.isActive) {
    response.status(403).json({ error: 'disabled' });
    return;
  }
  return { ...organisation, feed: organisation.feed };
}

async function sendFeed(api: PartnerApi, { kind, ...call }: Call & { kind: string }) {
  const { request, response } = call;
  const organisation = await callerOf(api, call);
  if (!organisation) return;
  const after = String(request.query.after ?? '');
  const page = await readPage(api.deps, { organisation: organisation.id, after });
  if (page) await noteLook(api, organisation, page.entries);
  const entries = page?.entries.map((entry) => withLinks(api, organisation, entry));
  sendPage(response, page && entries && { ...page, entries }, kind);
}

type Caller = NonNullable<Awaited<ReturnType<typeof callerOf>>>;

/** Adds links to the files of a report; they hold for some minutes, with this token. */
function withLinks(
  { deps, secrets }: PartnerApi,
  { id, feed }: Caller,
  entry: BoardEntry,
): BoardEntry {
  const { report, reference } = entry;
  if (!report) return entry;
  const evidence = report.evidence.map((each) => {
    const { sha256, isKept } = each;
    if (!isKept || sha256 === undefined) return each;
    const wanted = { reference, sha256, form: 'original', key: feed.digest } as const;
    const query = signFile(secrets, wanted, deps.clock.now());
    return { ...each, link: `/partner/${id}/files/${reference}/${sha256}?${query}` };
  });
  return { ...entry, report: { ...report, evidence } };
}

async function sendEvidence(api: PartnerApi, call: Call): Promise<void> {
  const { request, response } = call;
  const organisation = await callerOf(api, call);
  if (!organisation) return;
  const { reference, sha256 } = request.params;
  const { form, until, mark } = request.query;
  const wanted = {
    reference: String(reference),
    sha256: String(sha256),
    key: organisation.feed.digest,
  };
  const given = { until: Number(until), mark: String(mark) };
  const isMarked = form === 'marked' ? 'marked' : 'original';
  const taker = { by: organisation.name, organisation: organisation.id };
  const deps = { ...api.deps, secrets: api.secrets };
  const taken = await takeFile(deps, { ...wanted, ...given, form: isMarked }, taker);
  if (taken.type === 'done') sendFile(response, taken.bytes, { name: taken.name });
  else response.status(taken.type === 'over' ? 410 : 404).json({ error: taken.type });
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
  await auditPage(deps, fresh, { by: name, of: id, what: 'feed-read' });
  for (const { reference } of fresh)
    await noteCustody(deps, reference, { by: name, from: 'partner', what: 'received' });
  const latest = Math.max(...fresh.map(({ sentAt }) => sentAt));
  await changeOrganisation(deps, { id, by: name, what: undefined }, (now) =>
    now.feed ? { feed: { ...now.feed, seenUntil: latest } } : {},
  );
}
