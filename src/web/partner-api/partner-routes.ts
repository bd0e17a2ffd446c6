import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Organisation } from '../../domain/partners/organisation.ts';
import { MAX_CASE_NUMBER, partnerStatuses } from '../../domain/partners/referral.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import { checkMessage } from '../../http/sign-webhook.ts';
import { signingKeys } from '../../ports/webhook-client.ts';
import { findOrganisation } from '../../services/organisations/organisations.ts';
import { handleReferral } from '../../services/partners/handle-referral.ts';
import { type Answer, type Answered, answerReferral } from '../../services/partners/refer-case.ts';
import { feedRoutes, type PartnerApi } from './feed-routes.ts';

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
