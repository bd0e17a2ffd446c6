import { isUsable, type Reviewer } from '../../domain/accounts/reviewer.ts';
import type { Organisation } from '../../domain/partners/organisation.ts';
import type { WebhookEvent } from '../../domain/partners/referral.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { listReferrals, type StoredReferral } from './referrals.ts';

/** Why nobody at an organisation can read referrals: inactive; no account, webhook or feed; or one that does not work. */
export const deafReasons = ['inactive', 'nobody', 'accounts', 'webhook', 'feed'] as const;
export type DeafReason = (typeof deafReasons)[number];

interface Reading {
  store: Pick<PartnerDeps['store'], 'documents' | 'reviewers'>;
  clock: Pick<PartnerDeps['clock'], 'now'>;
}

/** So often a message fails within a day and a half; see `tendReferrals` for the waits in between. */
const FAILS_FOR_DAYS = 14;
/** A feed that was not fetched for so long after something was put into it. */
const UNREAD_MS = 3 * 86_400_000;

/** Reads accounts and referrals once, so that many organisations can be asked about; undefined is one that can be reached. */
export async function readReaders({
  store,
  clock,
}: Reading): Promise<(organisation: Organisation) => DeafReason | undefined> {
  const accounts = new Map((await store.reviewers.list()).map((each) => [each.id, each]));
  const referrals = Map.groupBy(await listReferrals({ store }), ({ organisation }) => organisation);
  const now = clock.now();
  return (organisation) =>
    deafReasonOf(organisation, { accounts, referrals: referrals.get(organisation.id) ?? [], now });
}

/** Why nobody can read what is passed on to one organisation; undefined where somebody can. */
export async function findDeafReason(reading: Reading, organisation: Organisation) {
  return (await readReaders(reading))(organisation);
}

interface Known {
  accounts: ReadonlyMap<string, Reviewer>;
  referrals: readonly StoredReferral[];
  now: number;
}

function deafReasonOf(organisation: Organisation, known: Known): DeafReason | undefined {
  const { members, webhook, feed, isActive } = organisation;
  if (!isActive) return 'inactive';
  const hasAccount = members.some((id) => isReader(known.accounts.get(id)));
  const isBroken = webhook !== undefined && hasFailedForDays(known.referrals);
  const isUnread = feed !== undefined && isFeedUnread(feed, known);
  if (hasAccount || (webhook && !isBroken) || (feed && !isUnread)) return undefined;
  if (isBroken) return 'webhook';
  if (isUnread) return 'feed';
  return members.length > 0 ? 'accounts' : 'nobody';
}

function isReader(account: Reviewer | undefined): boolean {
  return account?.role === 'partner' && isUsable(account);
}

/** Whether a message fails again and again, and nothing that was sent after it has arrived. */
function hasFailedForDays(referrals: readonly StoredReferral[]): boolean {
  const all = referrals.flatMap((referral) =>
    referral.parcels
      .filter(({ event }) => event !== 'referral.late')
      .map((parcel) => ({ parcel, madeAt: madeAt(parcel, referral) })),
  );
  const arrived = Math.max(0, ...all.map(({ parcel }) => parcel.deliveredAt ?? 0));
  return all.some(
    ({ parcel: { failures, deliveredAt }, madeAt: at }) =>
      deliveredAt === undefined && failures >= FAILS_FOR_DAYS && arrived <= at,
  );
}

function madeAt({ event }: WebhookEvent, { steps, changedAt }: StoredReferral): number {
  const sentAt = steps[0]?.at ?? 0;
  return event.endsWith('.created') ? sentAt : (changedAt ?? sentAt);
}

function isFeedUnread(
  { seenUntil, madeAt: made = 0 }: NonNullable<Organisation['feed']>,
  { referrals, now }: Known,
): boolean {
  const before = now - UNREAD_MS;
  if (made > before) return false;
  return referrals.some(({ steps }) => {
    const sentAt = steps[0]?.at ?? 0;
    return sentAt > seenUntil && sentAt < before;
  });
}
