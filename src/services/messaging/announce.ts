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
const PAGE = 100;
/** The turns of more are left to the sweep, which takes so many at a time. */
const MOST_WOKEN = 2000;

/** The first announcement that may go out. */
export async function nextAnnouncement({ store, clock }: MessagingDeps) {
  return (await store.ledger.openAnnouncements(clock.now(), 1))[0];
}

/** Puts an announcement into the inboxes of a page of those whom it concerns, once each; safe to repeat. */
export async function announcePart(deps: MessagingDeps, cursor = NEXT): Promise<Progress> {
  const place = cursor === NEXT ? await beginNext(deps) : placeSchema.parse(JSON.parse(cursor));
  if (!place) return { commands: 0 };
  const { announcement, told: before } = place;
  let { part, after, told } = place;
  for (const parts = concerned(deps.store, announcement); part < parts.length; ) {
    const citizens = (await parts[part]?.({ after, limit: PAGE })) ?? [];
    await tell(deps, announcement, { citizens, isWoken: told < MOST_WOKEN });
    told += citizens.length;
    after = citizens.at(-1) ?? '';
    if (after === '') part += 1;
    if (told - before < PAGE) continue;
    const cursor = JSON.stringify({ announcement, part, after, told });
    return { cursor, commands: told - before };
  }
  await deps.store.ledger.closeAnnouncement(announcement.id);
  return { cursor: NEXT, commands: told - before };
}

/** Releases the verdict that was kept back with an announcement, and adds the wordings of its case to the fact-check. */
async function beginNext(deps: MessagingDeps): Promise<z.infer<typeof placeSchema> | undefined> {
  for (;;) {
    const announcement = await nextAnnouncement(deps);
    if (!announcement) return undefined;
    const { ledger } = deps.store;
    if (!(await ledger.beginAnnouncement(announcement.id, deps.clock.now()))) continue;
    await releaseVerdict(deps, announcement);
    await learnWordings(deps, announcement);
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
  const keeping = citizens.map(async (citizen) => {
    const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
    if (isNew && isWoken) jobs.wake({ type: 'turn', citizen, isPromised: true });
  });
  await Promise.all(keeping);
}

type ListPage = (page: Page) => Promise<string[]>;

/** News of a case concerns those who asked, of a fact-check those who have an older version, a warning its subscribers. */
function concerned({ audience, cases, ledger }: Store, announcement: Announcement): ListPage[] {
  const { interests, news, case: id, factCheck, version = 1 } = announcement;
  if (interests) return [(page) => audience.list(interests, page)];
  const lists: ListPage[] = [];
  if (id !== undefined && news !== 'retraction') lists.push((page) => cases.askersOf(id, page));
  if (factCheck !== undefined) lists.push((page) => ledger.toldBefore(factCheck, version, page));
  return lists;
}
