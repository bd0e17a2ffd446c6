import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Organisation } from '../../domain/partners/organisation.ts';
import { MAX_CASE_NUMBER, partnerStatuses } from '../../domain/partners/referral.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import { checkMessage } from '../../http/sign-webhook.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { signingKeys } from '../../ports/webhook-client.ts';
import {
  changeOrganisation,
  findOrganisation,
} from '../../services/organisations/organisations.ts';
import { linkToFile, noteCustody, takeFile } from '../../services/partners/evidence-vault.ts';
import { handleReferral } from '../../services/partners/handle-referral.ts';
import type { PartnerDeps } from '../../services/partners/partner-deps.ts';
import { feedDigest } from '../../services/partners/partner-secrets.ts';
import { type Answer, type Answered, answerReferral } from '../../services/partners/refer-case.ts';
import type { BoardEntry } from '../../services/partners/referral-board.ts';
import { auditPage, readPage } from '../../services/partners/referral-pages.ts';
import { sendFile, sendPage } from '../shared/send-file.ts';

const MAX_BODY = '16kb';
const idSchema = z.string().regex(/^[\w.:-]{8,100}$/);
const common = {
  reference: z.string().min(3).max(60),
  /** Who at the partner says it, where their program knows. */
  author: z.string().trim().min(1).max(60).optional(),
  note: z.string().max(2000).optional(),
};
const statusSchema = z.object({ ...common, status: z.enum(partnerStatuses) });
const handlingSchema = z.object({
  ...common,
  caseNumber: z.string().max(MAX_CASE_NUMBER).optional(),
  assignee: z.string().max(100).optional(),
  deleted: z.boolean().optional(),
});

/** Serves `/partner/…`, where partners' programs report progress and read their referrals. */
export function partnerRoutes(api: PartnerApi): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: MAX_BODY });
  router.post('/partner/:organisation/status', raw, (request, response) =>
    take(api, { request, response }, statusSchema, (said) => answerReferral(api.deps, said)),
  );
  router.post('/partner/:organisation/handling', raw, (request, response) =>
    take(api, { request, response }, handlingSchema, (said) => handleReferral(api.deps, said)),
  );
  return router.use(feedRoutes(api));
}

/** Takes a signed message of an active organisation, and says what became of it. */
async function take<Said extends { reference: string; author?: string | undefined }>(
  api: PartnerApi,
  { request, response }: { request: Request; response: Response },
  schema: z.ZodType<Said>,
  act: (said: Said & Omit<Answer, 'status' | 'note'>) => Promise<Answered>,
): Promise<void> {
  response.set('cache-control', 'no-store');
  const body: unknown = request.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const organisation = await findOrganisation(api.deps, String(request.params.organisation));
  const id = idSchema.safeParse(request.get('webhook-id'));
  const checked =
    organisation && id.success
      ? check(api, organisation, { request, bytes, id: id.data })
      : 'unsigned';
  const refuse = (status: number, error: string, more = {}) =>
    void response.status(status).json({ error, ...more });
  if (!organisation || !id.success || checked !== 'sound') return refuse(401, checked);
  // Only who has the key learns that it is disabled.
  if (!organisation.isActive) return refuse(403, 'disabled');
  const read = parseJson(schema, bytes.toString('utf8'));
  if (!read) return refuse(400, 'unreadable', { statuses: partnerStatuses });
  const by = read.author ?? organisation.name;
  const recordedBy = 'partner' as const;
  const said = { ...read, organisation: organisation.id, by, recordedBy, id: id.data };
  tell(response, await act(said));
}

/** Whether one of the organisation's own keys has just signed exactly these bytes. */
function check(
  { deps, secrets }: PartnerApi,
  organisation: Organisation,
  { request, bytes, id }: { request: Request; bytes: Uint8Array; id: string },
) {
  const timestamp = request.get('webhook-timestamp') ?? '';
  const signature = request.get('webhook-signature') ?? '';
  const now = deps.clock.now();
  const results = signingKeys(secrets, organisation, now).map((key) =>
    checkMessage(key, { id, timestamp, body: bytes }, { signature, now }),
  );
  return results.find((each) => each !== 'unsigned') ?? 'unsigned';
}

/** Statuses of HTTP for what is refused. */
const REFUSED = { unknown: 404, refused: 409, replayed: 409, 'too-many': 429 } as const;

function tell(response: Response, answered: Answered): void {
  if (answered.type === 'done') {
    const { reference, steps } = answered.referral;
    response.json({ reference, status: steps.at(-1)?.status });
    return;
  }
  const { type: error, ...more } = answered;
  response.status(REFUSED[error]).json({ error, ...more });
}

/** Serves an organisation's referrals as JSON and CSV, with the token of its feed. */
function feedRoutes(api: PartnerApi): Router {
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

interface PartnerApi {
  deps: PartnerDeps;
  secrets: Pick<Secrets, 'digest'>;
}
