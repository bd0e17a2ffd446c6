import { describe, expect, onTestFinished, test } from 'vitest';
import { CloudApi } from '../../src/channels/cloud-api/cloud-api.ts';
import type { Store } from '../../src/ports/store.ts';
import { createChannelPauses } from '../../src/services/messaging/channel-pauses.ts';
import { countTemplates } from '../../src/services/messaging/count-templates.ts';
import { noteNotice } from '../../src/services/messaging/number-notices.ts';
import { cloudAddress } from '../channels/cloud-api/stage.ts';
import { anOutgoing, aReply } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const WAY = 'cloud-api-100000000000001';
const FAULT = { code: 131042, details: 'Payment is missing', trace: 'Abc1' };

/** Processes with one number on one store: what one has heard of it, all know. */
function processesOn(store: Store) {
  let now = MORNING;
  const pauses = createChannelPauses(store.documents);
  const settings = {
    ...{ baseUrl: 'http://127.0.0.1:9', token: 'token-for-tests', numberId: '100000000000001' },
    ...{ timeoutMs: 500, template: undefined, reconcileMs: 60_000 },
  };
  return {
    pauses,
    open: () => new CloudApi(settings, () => now, { pauses, documents: store.documents }),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const waits = (channel: CloudApi) =>
  channel.waitMs({ ...anOutgoing(cloudAddress('ID.1'), aReply()), heardAt: MORNING }) > 0;

/** The state of a number that processes share through the store. */
export function pausesContract(open: OpenStore): void {
  describe('the state of a number', () => {
    const aStore = async () => {
      const store = await open();
      onTestFinished(() => store.close());
      return store;
    };

    test('that a receipt has paused is known to every process, with code, details and end', async () => {
      const { open: start, pauses } = processesOn(await aStore());
      const [webhook, worker] = [start(), start()];
      expect(await webhook.hearFailure(FAULT, 'ani')).toBe(true);
      await worker.follow();
      expect([waits(webhook), waits(worker)]).toEqual([true, true]);
      const restarted = start();
      await restarted.follow();
      expect(restarted.health().reason).toContain('131042: Payment is missing');
      const expected = { fault: FAULT, by: 'receipt', since: MORNING, until: MORNING + 60_000 };
      expect(await pauses.read(WAY)).toMatchObject(expected);
    });

    test('ends for every process when a receipt tells that a message has got out', async () => {
      const { open: start, pass } = processesOn(await aStore());
      const [webhook, worker] = [start(), start()];
      await webhook.hearFailure(FAULT, 'ani');
      await worker.follow();
      pass(120_000);
      await webhook.hearSent(MORNING + 119_000);
      await worker.follow();
      expect([webhook, worker].map((each) => each.health().state)).toEqual(['ok', 'ok']);
      expect([waits(webhook), waits(worker)]).toEqual([false, false]);
    });

    test('is tried again by one message after its time, and by hand before', async () => {
      const { open: start, pass, pauses } = processesOn(await aStore());
      const [webhook, worker] = [start(), start()];
      await webhook.hearFailure(FAULT, 'ani');
      await worker.follow();
      pass(60_000);
      expect([waits(worker), waits(worker)]).toEqual([false, true]);
      await webhook.hearFailure(FAULT, 'ani');
      await pauses.write(WAY, undefined);
      for (const each of [webhook, worker]) await each.follow();
      expect([webhook, worker].map((each) => each.health().state)).toEqual(['ok', 'ok']);
    });

    test('keeps the latest notice about each subject, also when many come at once', async () => {
      const deps = { store: await aStore() };
      const of = '628001112222';
      const topics = ['quality-red', 'quality-yellow', 'quality-green'] as const;
      await Promise.all(topics.map((topic, n) => noteNotice(deps, { topic, of, at: MORNING + n })));
      expect(await noteNotice(deps, { topic: 'quality-red', of, at: MORNING })).toBe('late');
      const [notice, ...others] = await deps.store.documents.list('number-notice');
      expect(others).toEqual([]);
      expect(notice?.value).toEqual({ topic: 'quality-green', of, at: MORNING + 2 });
    });

    test('counts the templates of all processes for a day', async () => {
      const deps = { store: await aStore() };
      const count = (hours: number, more: number, way = WAY) =>
        countTemplates(deps, { way, now: MORNING + hours * 3_600_000, more });
      await Promise.all(Array.from({ length: 10 }, (_, hours) => count(hours, 1)));
      expect(await count(10, 0)).toBe(10);
      expect(await count(30, 0)).toBe(4);
      expect(await count(0, 0, 'another')).toBe(0);
    });
  });
}
