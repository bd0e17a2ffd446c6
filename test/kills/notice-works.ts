import { EVERYTHING } from '../../src/domain/subscriptions/subscription.ts';
import { setRule } from '../../src/services/duty/alerts.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { notifyOfBreach } from '../../src/services/privacy/breach.ts';
import { warnSubscribers } from '../../src/services/subscriptions/warn-subscribers.ts';
import { attachSeen } from '../support/attach-seen.ts';
import { MORNING } from '../support/stage.ts';
import type { Life, Work } from './life.ts';
import {
  addKnown,
  decide,
  HOAX,
  HOUR,
  KNOWN,
  MINUTE,
  NO_UNDO,
  report,
  ticketOf,
} from './work-parts.ts';

async function subscribe(life: Life): Promise<void> {
  for (const text of ['langganan', 'setiap hari', 'semua', 'ya']) await life.write('w1', text);
}

/** What citizens hear without having written. */
export const noticeWorks: Readonly<Record<string, Work>> = {
  'a verdict and its notices': {
    writers: [
      'services/cases/change-case',
      'services/cases/publish-verdict',
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/jobs/leased-job',
      'services/messaging/announce',
      'services/messaging/send-replies',
    ],
    settings: { undoMs: MINUTE },
    async prepare(life) {
      await report(life, 'w1');
      await report(life, 'w2');
    },
    steps: [decide],
  },
  'a correction and its notices': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/fact-checks/apply-change',
      'services/jobs/leased-job',
      'services/messaging/announce',
      'services/messaging/send-replies',
    ],
    settings: NO_UNDO,
    async prepare(life) {
      await addKnown(life);
      await life.write('w1', HOAX, { forwarded: true });
    },
    steps: [
      async (life) => {
        await correctFactCheck(life.deps, KNOWN.id, { verdict: 'benar', by: 'edi' });
        await life.settle();
      },
    ],
  },
  'a held reply': {
    writers: [
      'services/cases/change-case',
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/jobs/leased-job',
      'services/messaging/announce',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    settings: NO_UNDO,
    windowMs: 10 * MINUTE,
    prepare: (life) => report(life, 'w1'),
    restMs: HOUR,
    steps: [decide, (life) => life.until(3 * MINUTE), (life) => life.write('w1', 'halo')],
    overMs: 10 * MINUTE,
  },
  'a digest': {
    writers: ['services/conversation/take-turn', 'services/messaging/send-replies'],
    async prepare(life) {
      await subscribe(life);
      await life.store.factChecks.save([{ ...KNOWN, publishedAt: '2026-11-24' }]);
    },
    restMs: 23 * HOUR + 45 * MINUTE,
    sweepMs: 5 * MINUTE,
    steps: [(life) => life.until(50 * MINUTE)],
    overMs: 75 * MINUTE,
  },
  'a warning and its notices': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/jobs/leased-job',
      'services/messaging/announce',
      'services/messaging/send-replies',
      'services/subscriptions/warn-subscribers',
    ],
    settings: NO_UNDO,
    async prepare(life) {
      await subscribe(life);
      await addKnown(life);
      await life.write('w2', HOAX, { forwarded: true });
      await report(life, 'w3');
      const ticket = await ticketOf(life);
      await attachSeen(life.deps, { ticket, reviewer: 'rina' }, KNOWN.id);
      const rule = { isOn: true, threshold: 1, minutes: 0, isGrave: false };
      await setRule(life.deps, { kind: 'burst', rule, by: 'edi' });
      await life.settle();
    },
    steps: [
      async (life) => {
        const ticket = await ticketOf(life);
        await warnSubscribers(life.deps, { ticket, by: 'edi' }, [EVERYTHING]);
        await life.settle();
      },
      (life) => life.until(35 * MINUTE),
    ],
    overMs: 40 * MINUTE,
  },
  'notices of a breach': {
    writers: ['services/privacy/breach'],
    prepare: async (life) => {
      for (const citizen of ['w1', 'w2', 'w3']) await life.write(citizen, 'halo');
    },
    steps: [
      async ({ deps, store, settle }) => {
        const affected = (await store.rights.citizensAfter('', 10)).map((citizen) => ({
          ...{ citizen, alias: citizen.slice(0, 8) },
          kinds: ['number' as const],
        }));
        await notifyOfBreach(deps, { from: MORNING, to: MORNING + HOUR, affected }, 'ayu');
        await settle();
      },
    ],
  },
};
