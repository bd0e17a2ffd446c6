import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Notification } from '../../domain/messages/message.ts';
import { releaseVerdict } from '../cases/publish-verdict.ts';
import { learnWordings } from '../fact-checks/learn-wordings.ts';
import type { MessagingDeps } from './messaging-deps.ts';

/** Puts open announcements into the inbox of everyone they concern, once each; safe to repeat. */
export async function announceAll(deps: MessagingDeps): Promise<void> {
  const { ledger } = deps.store;
  for (;;) {
    const now = deps.clock.now();
    const open = await ledger.openAnnouncements(now, 20);
    if (open.length === 0) return;
    for (const announcement of open) {
      if (!(await ledger.beginAnnouncement(announcement.id, now))) continue;
      await announce(deps, announcement);
      await ledger.closeAnnouncement(announcement.id);
    }
  }
}

async function announce(deps: MessagingDeps, announcement: Announcement): Promise<void> {
  const { store, clock, jobs } = deps;
  const { id, notBefore: _, interests, ...rest } = announcement;
  const notice: Notification = { type: 'notice', ...rest };
  await releaseVerdict(deps, announcement);
  await learn(deps, announcement);
  const all = interests ? subscribers(deps, interests) : await concerned(deps, announcement);
  for await (const citizen of all) {
    const at = clock.now();
    const isNew = await store.turns.keepNotice(citizen, { key: id, notice, at });
    if (isNew) jobs.wake({ type: 'turn', citizen, isPromised: true });
  }
}

/** Adds the wordings of a resolved case to its fact-check. */
async function learn(deps: MessagingDeps, { news, case: id, factCheck }: Announcement) {
  if (news !== 'verdict' || id === undefined || factCheck === undefined) return;
  await learnWordings(deps, { case: id, factCheck });
}

/** Everyone with one of the interests; page by page, since they may be tens of thousands. */
async function* subscribers({ store }: MessagingDeps, interests: readonly string[]) {
  for (let after = ''; ; ) {
    const page = await store.audience.list(interests, { after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}

const PAGE = 500;

/** News of a case concerns those who asked, of a fact-check those who have an older version. */
async function concerned(deps: MessagingDeps, announcement: Announcement): Promise<Set<string>> {
  const { cases, ledger } = deps.store;
  const citizens = new Set<string>();
  if (announcement.case !== undefined && announcement.news !== 'retraction') {
    for (const tip of await cases.tipsOf(announcement.case)) {
      if (tip.citizen !== undefined) citizens.add(tip.citizen);
    }
  }
  if (announcement.factCheck === undefined) return citizens;
  for (const told of await ledger.toldOf(announcement.factCheck)) {
    if (told.version < (announcement.version ?? 1)) citizens.add(told.citizen);
  }
  return citizens;
}
