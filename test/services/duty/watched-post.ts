import { onTestFinished } from 'vitest';
import type { AlertEvent, Email } from '../../../src/ports/alert-channels.ts';
import type { Health } from '../../../src/ports/channel.ts';
import { savePerson } from '../../../src/services/accounts/people.ts';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import { addShift, setCallList } from '../../../src/services/duty/roster.ts';
import { type OpenStore, openInMemory } from '../../support/both-stores.ts';
import { aPost } from '../../support/builders.ts';

export const MINUTE = 60_000;
export const around = { zone: 'WIB' as const, days: [0, 1, 2, 3, 4, 5, 6], from: 0, minutes: 1440 };

/** A post that processes watch over; what they tell is kept. */
export async function aWatchedPost({
  webhookFails = false,
  open = openInMemory,
}: {
  webhookFails?: boolean;
  open?: OpenStore;
} = {}) {
  const store = await open();
  const post = await aPost(store, { sweepMs: 60 * MINUTE });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const told: AlertEvent[] = [];
  const letters: Email[] = [];
  const health = {
    hasJobs: true,
    webhookFails,
    mailFails: false,
    lastBackup: 0,
    isCopyMissing: false,
  };
  const encoder: { state: Health['state'] } = { state: 'ok' };
  post.deps.index.embedding = () => ({ ...encoder, missing: 0 });
  const matching: Health = { state: 'ok' };
  post.deps.index.matching = () => ({ ...matching, isOpen: true, factChecks: 0 });
  const ways = {
    webhook: async (news: AlertEvent) => {
      if (health.webhookFails) throw new Error('away');
      told.push(structuredClone(news));
    },
    mail: async (letter: Email) => {
      if (health.mailFails) throw new Error('refused');
      letters.push(letter);
    },
  };
  const aProcess = (isWorker = true) =>
    createMonitor(post.deps, {
      ways,
      escalateMs: 15 * MINUTE,
      isWorker,
      hasJobs: () => health.hasJobs,
      lastBackup: () => health.lastBackup,
      isCopyMissing: () => health.isCopyMissing,
    });
  const processes = [aProcess(), aProcess()];
  return {
    ...post,
    store,
    told,
    letters,
    health,
    encoder,
    matching,
    aProcess,
    /** All processes look at once, each half minute. */
    async pass(minutes: number) {
      for (let half = 0; half < minutes * 2; half += 1) {
        await Promise.all(processes.map((each) => each.look()));
        await post.wait(MINUTE / 2);
      }
    },
    news: () => told.map(({ news, alarm }) => `${news} ${alarm.kind}${alarm.of && ' '}${alarm.of}`),
  };
}

export async function putOnDuty({ deps }: Awaited<ReturnType<typeof aWatchedPost>>) {
  await addShift(deps, { ...around, reviewer: 'Rina' }, 'Edi');
  await setCallList(deps, ['Budi', 'Sari'], 'Edi');
  for (const name of ['Rina', 'Budi', 'Sari']) {
    await savePerson(deps, name, { email: `${name.toLowerCase()}@posko.example` });
  }
}
