import { type Request, type Response, Router } from 'express';
import type { Organisation } from '../../domain/partners/organisation.ts';
import type { Secrets } from '../../ports/secrets.ts';
import {
  changeOrganisation,
  findOrganisation,
} from '../../services/organisations/organisations.ts';
import { linkToFile, noteCustody, takeFile } from '../../services/partners/evidence-vault.ts';
import type { PartnerDeps } from '../../services/partners/partner-deps.ts';
import { feedDigest } from '../../services/partners/partner-secrets.ts';
import type { BoardEntry } from '../../services/partners/referral-board.ts';
import { auditPage, readPage } from '../../services/partners/referral-pages.ts';
import { sendFile } from '../shared/send-file.ts';
import { sendPage } from '../shared/send-referrals.ts';

/** Serves an organisation's referrals as JSON and CSV, with the token of its feed. */
export function feedRoutes(api: PartnerApi): Router {
  const router = Router();
  const serve = (path: string, run: (caller: Caller, call: Call) => Promise<void>) =>
    router.get(`/partner/:organisation/${path}`, async (request, response) => {
      const caller = await callerOf(api, { request, response });
      if (caller) await run(caller, { request, response });
    });
  for (const kind of ['json', 'csv']) {
    serve(`feed.${kind}`, (caller, call) => sendFeed(api, caller, { ...call, kind }));
  }
  serve('files/:token', (caller, call) => sendEvidence(api, caller, call));
  return router;
}

type Call = { request: Request; response: Response };

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

async function sendFeed(
  api: PartnerApi,
  caller: Caller,
  { request, response, kind }: Call & { kind: string },
): Promise<void> {
  const after = String(request.query.after ?? '');
  const page = await readPage(api.deps, { organisation: caller.id, after });
  if (page) await noteLook(api, caller, page.entries);
  const entries = (page?.entries ?? []).map((entry) => withLinks(api, caller, entry));
  sendPage(response, page && { ...page, entries }, kind);
}

type Caller = NonNullable<Awaited<ReturnType<typeof callerOf>>>;

/** Adds links to the files of a report; they hold for some minutes, with this token. */
function withLinks(api: PartnerApi, { id, feed }: Caller, entry: BoardEntry): BoardEntry {
  const { report, reference } = entry;
  if (!report) return entry;
  const evidence = report.evidence.map((each) => {
    const { sha256, isKept } = each;
    if (!isKept || sha256 === undefined) return each;
    const file = { reference, sha256, form: 'original' } as const;
    const token = linkToFile({ ...api.deps, ...api }, feed.digest, file);
    return { ...each, link: `/partner/${id}/files/${token}` };
  });
  return { ...entry, report: { ...report, evidence } };
}

async function sendEvidence(api: PartnerApi, { id, name, feed }: Caller, call: Call) {
  const taker = { key: feed.digest, by: name, organisation: id };
  const taken = await takeFile({ ...api.deps, ...api }, String(call.request.params.token), taker);
  if (typeof taken !== 'string') sendFile(call.response, taken.bytes, { name: taken.name });
  else call.response.status(taken === 'over' ? 410 : 404).json({ error: taken });
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

/** Dependencies of the routes for partners' programs. */
export interface PartnerApi {
  deps: PartnerDeps;
  secrets: Pick<Secrets, 'digest'>;
}
