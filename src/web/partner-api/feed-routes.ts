import { type Request, type Response, Router } from 'express';
import type { Organisation } from '../../domain/partners/organisation.ts';
import type { Secrets } from '../../ports/secrets.ts';
import {
  changeOrganisation,
  findOrganisation,
} from '../../services/organisations/organisations.ts';
import type { PartnerDeps } from '../../services/partners/partner-deps.ts';
import { feedDigest } from '../../services/partners/partner-secrets.ts';
import type { BoardEntry } from '../../services/partners/referral-board.ts';
import { auditPage, readPage } from '../../services/partners/referral-pages.ts';
import { sendPage } from '../shared/send-referrals.ts';

/** Serves an organisation's referrals as JSON and CSV, with the token of its feed. */
export function feedRoutes(api: PartnerApi): Router {
  const router = Router();
  for (const kind of ['json', 'csv']) {
    router.get(`/partner/:organisation/feed.${kind}`, (request, response) =>
      sendFeed(api, { request, response, kind }),
    );
  }
  return router;
}

async function sendFeed(
  api: PartnerApi,
  { request, response, kind }: { request: Request; response: Response; kind: string },
): Promise<void> {
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
  const after = String(request.query.after ?? '');
  const page = await readPage(deps, { organisation: organisation.id, after });
  if (page) await noteLook(api, organisation, page.entries);
  sendPage(response, page, kind);
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
