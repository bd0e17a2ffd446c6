import { z } from 'zod';
import { type Announcement, announcementSchema } from '../../domain/messages/announcement.ts';
import type { Notification } from '../../domain/messages/message.ts';
import type { Page } from '../../ports/audience.ts';
import type { Store } from '../../ports/store.ts';
import { releaseVerdict } from '../cases/publish-verdict.ts';
import { learnWordings } from '../fact-checks/learn-wordings.ts';
import type { Progress } from '../jobs/leased-job.ts';
import type { MessagingDeps } from './messaging-deps.ts';

/** Where an announcement has come to: at which part of those whom it concerns, after whom, and how many have a notice. */
const placeSchema = z.object({
  announcement: announcementSchema,
  part: z.int(),
  after: z.string(),
  told: z.int(),
});

/** What begins with the next open announcement. */
const NEXT = '';
const PAGE = 250;
const AT_ONCE = 50;
/** The turns of more are left to the sweep, which takes so many at a time. */
const MOST_WOKEN = 2000;

/** Whether an announcement may go out. */
export async function hasAnnouncement({ store, clock }: MessagingDeps): Promise<boolean> {
  return (await store.ledger.openAnnouncements(clock.now(), 1)).length > 0;
}

/** Puts an announcement into the inboxes of a page of those whom it concerns, once each; safe to repeat. */
export async function announcePart(deps: MessagingDeps, cursor = NEXT): Promise<Progress> {
  const place = cursor === NEXT ? await beginNext(deps) : placeSchema.parse(JSON.parse(cursor));
  if (!place) return { commands: 0 };
  const { announcement } = place;
  let { after, told } = place;
  const parts = concerned(deps.store, announcement);
  for (const [part, list] of [...parts.entries()].slice(place.part)) {
    for (;;) {
      const citizens = await list({ after, limit: PAGE });
      after = citizens.at(-1) ?? '';
      if (after === '') break;
      await tell(deps, announcement, { citizens, isWoken: told < MOST_WOKEN });
      told += citizens.length;
      const commands = told - place.told;
      if (commands < PAGE) continue;
      return { cursor: JSON.stringify({ announcement, part, after, told }), commands };
    }
  }
  await deps.store.ledger.closeAnnouncement(announcement.id);
  const isLast = !(await hasAnnouncement(deps));
  return { cursor: isLast ? undefined : NEXT, commands: told - place.told };
}

/** Releases the verdict that was kept back with an announcement, which adds the wordings of its case to the fact-check. */
async function beginNext(deps: MessagingDeps): Promise<z.infer<typeof placeSchema> | undefined> {
  const { ledger } = deps.store;
  const now = deps.clock.now();
  for (;;) {
    const [announcement] = await ledger.openAnnouncements(now, 1);
    if (!announcement) return undefined;
    if (!(await ledger.beginAnnouncement(announcement.id, now))) continue;
    const { news, case: id, factCheck } = announcement;
    await releaseVerdict(deps, announcement);
    if (news === 'verdict' && id !== undefined && factCheck !== undefined) {
      await learnWordings(deps, { case: id, factCheck });
    }
    return { announcement, part: 0, after: '', told: 0 };
  }
}

async function tell(
  { store, clock, jobs }: MessagingDeps,
  announcement: Announcement,
  { citizens, isWoken }: { citizens: readonly string[]; isWoken: boolean },
): Promise<void> {
  const { id: key, notBefore: _, interests: __, ...rest } = announcement;
  const notice: Notification = { type: 'notice', ...rest };
  for (let from = 0; from < citizens.length; from += AT_ONCE) {
    const some = citizens.slice(from, from + AT_ONCE).map(async (citizen) => {
      const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
      if (isNew && isWoken) jobs.wake({ type: 'turn', citizen, isPromised: true });
    });
    await Promise.all(some);
  }
}

type ListPage = (page: Page) => Promise<string[]>;

/** News of a case concerns those who asked, of a fact-check those who have an older version, a warning its subscribers. */
function concerned({ audience, cases, ledger }: Store, announcement: Announcement): ListPage[] {
  const { interests, news, case: id, factCheck, version = 1 } = announcement;
  if (interests) return [(page) => audience.list(interests, page)];
  const asked: ListPage[] =
    id === undefined || news === 'retraction' ? [] : [(page) => cases.askersOf(id, page)];
  if (factCheck === undefined) return asked;
  return [...asked, (page) => ledger.toldBefore({ factCheck, version }, page)];
}
