import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { TurnChange } from '../../src/ports/commit.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aMessage,
  anAddress,
  aReply,
  aTip,
  aTurn,
  keepMessage,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const TEXT = {
  digest: 'd1',
  purpose: 'check',
  language: 'id',
  version: 'K7Q2XM',
  text: 'Bolehkah kami menyimpan pesan ini?',
} as const;
const GIVEN = { purpose: 'check', deed: 'given', digest: 'd1', at: MORNING } as const;
const WITHDRAWN = { ...GIVEN, deed: 'withdrawn', at: MORNING + 1 } as const;
const given: Extract<TurnChange, { type: 'consent' }> = {
  type: 'consent',
  entry: GIVEN,
  text: TEXT,
};

/** What citizens have agreed to, and what they have asked of their data. */
export function rightsContract(open: OpenStore): void {
  describe('rights', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('consents are kept in order, each with the words that were agreed to', async () => {
      const citizen = await aCitizen(store);
      await change(store, citizen, given);
      await change(store, citizen, { type: 'consent', entry: WITHDRAWN, text: TEXT });
      expect(await store.rights.consentsOf(citizen)).toEqual([GIVEN, WITHDRAWN]);
      expect(await store.rights.consentText('d1')).toEqual(TEXT);
      expect(await store.rights.consentText('d2')).toBeUndefined();
      expect(await store.rights.citizensWithConsents()).toEqual([citizen]);
    });

    test('whoever has agreed to something is listed once, in order', async () => {
      const all: string[] = [];
      for (let n = 0; n < 5; n += 1) {
        const citizen = await aCitizen(store);
        await change(store, citizen, given, { ...given, entry: WITHDRAWN });
        all.push(citizen);
      }
      expect(await store.rights.citizensWithConsents()).toEqual(all.sort());
    });

    test('the words of a text stay as they were when somebody first agreed to them', async () => {
      const citizen = await aCitizen(store);
      await change(store, citizen, given);
      await change(store, citizen, { ...given, text: { ...TEXT, text: 'Kata lain' } });
      expect(await store.rights.consentText('d1')).toEqual(TEXT);
    });

    test('everyone who is known is found page by page, without who is leaving', async () => {
      const all = [await aCitizen(store), await aCitizen(store), await aCitizen(store)].sort();
      expect(await store.rights.citizensAfter('', 2)).toEqual(all.slice(0, 2));
      expect(await store.rights.citizensAfter(all[1] ?? '', 2)).toEqual(all.slice(2));
      await change(store, all[0] ?? '', { type: 'forget', receipt: 'R1', at: MORNING });
      expect(await store.rights.citizensAfter('', 9)).toEqual(all.slice(1));
    });

    test('an erased citizen leaves words and digests, and no way back to them; others are as before', async () => {
      const [citizen, other] = [await aCitizen(store), await aCitizen(store)];
      for (const each of [citizen, other]) await change(store, each, given);
      await change(store, citizen, { type: 'forget', receipt: 'R1', at: MORNING + 2 });
      expect(await store.rights.consentsOf(citizen)).toEqual([]);
      expect(await store.rights.consentsOf(other)).toEqual([GIVEN]);
      expect(await store.rights.citizensWithConsents()).toEqual([other]);
      expect(await store.rights.consentText('d1')).toEqual(TEXT);
    });

    test('a citizen past their time leaves no consent of theirs', async () => {
      const citizen = await aCitizen(store);
      await change(store, citizen, given);
      const never = { letter: 0, tip: 0, media: 0, address: MORNING + 1, farewell: 0, tally: 0 };
      await store.retention.erase(never);
      expect(await store.rights.citizensWithConsents()).toEqual([]);
    });

    test('whoever asked to be erased goes in time, even if the receipt waits', async () => {
      const [leaving, staying] = [await aCitizen(store), await aCitizen(store)];
      const revision = (await store.turns.readTurn(leaving))?.revision ?? 0;
      const forget: TurnChange = { type: 'forget', receipt: 'R1', at: MORNING };
      const replies = [aReply()];
      await store.turns.commitTurn(
        aTurn({ citizen: leaving, revision, replies, changes: [forget] }),
      );
      const never = { letter: 0, tip: 0, media: 0, address: 0, farewell: MORNING, tally: 0 };
      expect((await store.retention.erase(never)).citizens).toBe(0);
      const later = { ...never, farewell: MORNING + 1 };
      expect((await store.retention.erase(later)).citizens).toBe(1);
      expect(await store.turns.readTurn(leaving)).toBeUndefined();
      expect(await store.turns.readTurn(staying)).toBeDefined();
    });

    test('requests tell what was asked and when it was done, the latest first', async () => {
      const citizen = await aCitizen(store);
      const asked = { type: 'asked', receipt: 'R1', asked: 'withdrawal', at: MORNING } as const;
      await change(store, citizen, asked);
      expect(await store.rights.countOpenSince(MORNING)).toBe(0);
      expect(await store.rights.countOpenSince(MORNING + 1)).toBe(1);
      await change(store, citizen, { type: 'done', receipt: 'R1', at: MORNING + 5 });
      await change(store, citizen, { type: 'done', receipt: 'R1', at: MORNING + 9 });
      expect(await store.rights.countOpenSince(MORNING + 1)).toBe(0);
      await change(store, citizen, { type: 'forget', receipt: 'R2', at: MORNING + 6 });
      expect(await store.rights.requests(10)).toEqual([
        { receipt: 'R2', asked: 'erasure', at: MORNING + 6, doneAt: MORNING + 6 },
        { receipt: 'R1', asked: 'withdrawal', at: MORNING, doneAt: MORNING + 5 },
      ]);
      expect(await store.rights.requests(1)).toHaveLength(1);
    });

    test('of many requests and erasures the latest are told, those of one moment by their receipts', async () => {
      const citizen = await aCitizen(store);
      const ask = (receipt: string, at: number) =>
        change(store, citizen, { type: 'asked', receipt, asked: 'withdrawal', at });
      for (const [n, receipt] of ['A1', 'Z2', 'A3'].entries()) await ask(receipt, MORNING + n);
      for (const [n, receipt] of ['E1', 'E2', 'E3'].entries()) {
        const leaving = await aCitizen(store);
        await change(store, leaving, { type: 'forget', receipt, at: MORNING + n });
      }
      const all = ['A3', 'E3', 'E2', 'Z2', 'A1', 'E1'];
      for (const limit of [1, 2, 3, 6, 9]) {
        const told = await store.rights.requests(limit);
        expect(told.map(({ receipt }) => receipt)).toEqual(all.slice(0, limit));
      }
    });

    test('restricted tips are kept and not shown, and a case of them alone is not listed', async () => {
      const [own, other] = [await aCitizen(store), await aCitizen(store)];
      const [alone, shared, empty] = [aCase(), aCase(), aCase()];
      await store.cases.commit(aCaseCommit({ cases: [], newCases: [alone, shared, empty] }));
      const tips = [
        aTip({ case: alone.id, citizen: own }),
        aTip({ case: shared.id, citizen: own }),
        aTip({ case: shared.id, citizen: other }),
      ];
      await store.cases.commit(aCaseCommit({ tips }));
      await change(store, own, { type: 'restrict', isRestricted: true });
      const listed = async () => (await store.cases.list('open', 10)).map(({ id }) => id).sort();
      expect(await listed()).toEqual([shared.id, empty.id].sort());
      expect(await store.cases.tipsOf(shared.id)).toEqual([tips[2]]);
      expect((await store.cases.tipsOfAll([alone.id, shared.id])).size).toBe(1);
      expect((await store.cases.tipsOfAll([alone.id, shared.id], 'restricted')).size).toBe(2);
      expect(await store.cases.tipsBy(own, 10)).toHaveLength(2);
      await change(store, own, { type: 'restrict', isRestricted: false });
      expect(await listed()).toEqual([alone.id, shared.id, empty.id].sort());
      expect(await store.cases.tipsOf(alone.id)).toEqual([tips[0]]);
    });

    test('erased tips are gone with their case', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tip = aTip({ case: found.id, citizen });
      await store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip] }));
      const closed = { ...found, status: 'closed', claim: '', claimKey: found.id } as const;
      await store.cases.commit(aCaseCommit({ cases: [closed], erasedTips: [tip.id] }));
      expect(await store.cases.tipsBy(citizen, 10)).toEqual([]);
      expect((await store.cases.get(found.id))?.claim).toBe('');
    });

    test('a detached citizen has neither letters that are done nor verdicts told; what waits, and others, are as before', async () => {
      const from = anAddress();
      const [other, citizen] = [await aCitizen(store), await aCitizen(store, from)];
      const told = { factCheck: 'f1', version: 1, at: MORNING };
      for (const each of [other, citizen]) {
        const [letter] = (await store.turns.readTurn(each))?.pending ?? [];
        const done = [letter?.key ?? ''];
        const changes = [{ type: 'told' as const, told }];
        await store.turns.commitTurn(aTurn({ citizen: each, done, changes }));
      }
      await keepMessage(store, from, aMessage(), MORNING);
      expect(await store.turns.countMessages(citizen)).toBe(2);
      await change(store, citizen, { type: 'detach' });
      expect(await store.turns.countMessages(citizen)).toBe(1);
      expect(await store.ledger.toldTo(citizen)).toEqual([]);
      expect((await store.turns.readTurn(citizen))?.pending).toHaveLength(1);
      expect(await store.turns.countMessages(other)).toBe(1);
      expect(await store.ledger.toldTo(other)).toHaveLength(1);
    });

    test('a file is dropped once no tip uses it, and only if it is old enough', async () => {
      const found = aCase();
      const media = (sha256: string) => ({ sha256: sha256.repeat(64), mime: 'image/png' });
      const [used, unused] = [media('a'), media('b')];
      for (const each of [used, unused]) {
        await store.media.keep({ ...each, size: 1 }, Buffer.from('x'), MORNING);
      }
      const tips = [aTip({ case: found.id, media: [used] })];
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      const hashes = [used.sha256, unused.sha256];
      expect(await store.media.drop(hashes, MORNING)).toEqual([unused.sha256]);
      expect(await store.media.drop(hashes, MORNING + 1)).toEqual([]);
      expect(await store.media.read(unused.sha256)).toBeUndefined();
      expect(await store.media.read(used.sha256)).toBeDefined();
    });
  });
}

async function change(store: Store, citizen: string, ...changes: TurnChange[]): Promise<void> {
  const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
  const commit = aTurn({ citizen, revision, changes });
  expect(await store.turns.commitTurn(commit)).toBe('committed');
}
