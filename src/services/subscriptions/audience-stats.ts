import { counterName, partsOf } from '../../domain/stats/counter.ts';
import { interests } from '../../domain/subscriptions/subscription.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { SubscriptionDeps } from './find-digest.ts';

const WEEK_DAYS = 7;

/** Fewer subscribers than that are not counted out, so that no figure points at a person. */
export const LEAST_SHOWN = 10;

export const unaskedKinds = ['digest', 'lesson', 'warning', 'invitation'] as const;

/** Who has subscribed, and what they were sent within a week; a count is missing where it is too small to be shown. */
export type AudienceStats = Awaited<ReturnType<typeof readAudience>>;

/** What the desk shows of subscribers. */
export async function readAudience({ store, clock }: Pick<SubscriptionDeps, 'store' | 'clock'>) {
  const counts = await store.audience.count();
  const since = jakartaDay(clock.now() - WEEK_DAYS * DAY);
  const tallies = await store.figures.tallies(since, ['reach']);
  const sentOf = (kind: (typeof unaskedKinds)[number]) =>
    tallies.reduce((sum, { name, count }) => sum + (partsOf(name)[1] === kind ? count : 0), 0);
  const digests = tallies.filter(({ name }) => name === counterName('reach', 'digest'));
  return {
    total: shown(counts.reduce((sum, { count }) => sum + count, 0)),
    interests: interests.flatMap((interest) => {
      const found = counts.find((each) => each.interest === interest);
      return found ? [{ interest, count: shown(found.count) }] : [];
    }),
    sent: {
      digest: sentOf('digest'),
      lesson: sentOf('lesson'),
      warning: sentOf('warning'),
      invitation: sentOf('invitation'),
    },
    /** The last day in Jakarta on which a digest went. */
    lastDigest: digests
      .map(({ day }) => day)
      .toSorted()
      .at(-1),
  };
}

/** How many a warning to some interests would reach at most; undefined for fewer than may be shown. */
export async function countReached(
  { store }: Pick<SubscriptionDeps, 'store'>,
  chosen: readonly string[],
): Promise<number | undefined> {
  const counts = await store.audience.count();
  const among = counts.filter(({ interest }) => chosen.includes(interest));
  return shown(among.reduce((sum, { count }) => sum + count, 0));
}

function shown(count: number): number | undefined {
  return count === 0 || count >= LEAST_SHOWN ? count : undefined;
}
