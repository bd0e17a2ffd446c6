import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ALL } from '../../src/ports/audience.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCitizen,
  aMessage,
  anAddress,
  anId,
  aReply,
  aTip,
  aTurn,
  endNext,
  keepMessage,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** A citizen who asks to be forgotten is gone with the last reply. */
export function farewellContract(open: OpenStore): void {
  describe('farewell', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('the receipt still reaches the citizen, who is gone afterwards', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await forget(store, citizen);
      expect((await store.outbox.next(citizen, MORNING))?.to).toEqual(from);
      await endNext(store, citizen);
      expect(await store.turns.readTurn(citizen)).toBeUndefined();
      expect(await store.outbox.next(citizen, MORNING)).toBeUndefined();
      expect(await store.turns.findDue(MORNING * 2, 10)).toEqual([]);
    });

    test('the citizen is gone too when the receipt cannot be delivered', async () => {
      const citizen = await aCitizen(store);
      await forget(store, citizen);
      await endNext(store, citizen, { type: 'failed' });
      expect(await store.turns.readTurn(citizen)).toBeUndefined();
    });

    test('replies that still wait leave before the receipt', async () => {
      const citizen = await aCitizen(store);
      const waiting = aReply();
      await store.turns.commitTurn(aTurn({ citizen, replies: [waiting] }));
      const receipt = await forget(store, citizen, 1);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(waiting.id);
      await endNext(store, citizen);
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(receipt);
    });

    test('the tip stays with its case and names nobody; letters and verdicts told are gone', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      await store.turns.commitTurn(
        aTurn({
          citizen,
          changes: [
            { type: 'open-case', case: found, tips: [aTip({ case: found.id, citizen })] },
            { type: 'told', told: { factCheck: 'f1', version: 1, at: MORNING } },
          ],
        }),
      );
      await forget(store, citizen, 1);
      expect(await store.turns.countMessages(citizen)).toBe(0);
      expect(await store.ledger.toldBefore('f1', 99, ALL)).toEqual([]);
      expect(await store.cases.tipsBy(citizen, 10)).toEqual([]);
      const tips = await store.cases.tipsOf(found.id);
      expect(tips.map((tip) => tip.citizen)).toEqual([undefined]);
    });

    test('a message written before the receipt is out keeps the citizen', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await forget(store, citizen);
      await aCitizen(store, from);
      await endNext(store, citizen);
      expect((await store.turns.readTurn(citizen))?.pending).toHaveLength(1);
    });

    test('a message delivered again before the receipt is out does not keep the citizen', async () => {
      const from = anAddress();
      const message = aMessage();
      const { citizen } = await keepMessage(store, from, message, MORNING);
      await forget(store, citizen);
      await keepMessage(store, from, message, MORNING + 1);
      await endNext(store, citizen);
      expect(await store.turns.readTurn(citizen)).toBeUndefined();
    });

    test('a message delivered again after the farewell does not bring the citizen back', async () => {
      const from = anAddress();
      const message = aMessage();
      const { citizen } = await keepMessage(store, from, message, MORNING);
      await forget(store, citizen);
      await endNext(store, citizen);
      const again = await keepMessage(store, from, message, MORNING + 1);
      expect(again.isNew).toBe(false);
      expect(await store.turns.readTurn(citizen)).toBeUndefined();
    });

    test('news that comes between the request and the farewell is not kept: nobody hears it after the receipt', async () => {
      const citizen = await aCitizen(store);
      await forget(store, citizen);
      const notice = { type: 'notice', news: 'closed' } as const;
      const isKept = await store.turns.keepNotice(citizen, { key: anId(), notice, at: MORNING });
      expect(isKept).toBe(false);
      expect((await store.turns.readTurn(citizen))?.pending).toEqual([]);
      await endNext(store, citizen);
      expect(await store.turns.findDue(MORNING, 10)).toEqual([]);
      expect(await store.turns.countMessages(citizen)).toBe(0);
    });

    test('a citizen who writes anew afterwards is answered anew', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      await forget(store, citizen);
      await endNext(store, citizen);
      await aCitizen(store, from);
      const state = await store.turns.readTurn(citizen);
      expect(state).toMatchObject({ conversation: { frames: [] } });
      expect(state?.profile.consent).toBeUndefined();
    });
  });
}

async function forget(store: Store, citizen: string, revision = 0): Promise<string> {
  const reply = aReply({ text: 'Sudah dihapus.' });
  const change = { type: 'forget', receipt: anId(), at: MORNING } as const;
  await store.turns.commitTurn(aTurn({ citizen, revision, replies: [reply], changes: [change] }));
  return reply.id;
}
