import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Cutoffs, Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aCitizen, aTip, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const never: Cutoffs = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
const LATER = MORNING + 1000;

/** A file stays as long as somebody needs it, and then no longer than its time. */
export function filesRetentionContract(open: OpenStore): void {
  describe('retention of files', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    /** Keeps files; says later which of them are still there. */
    async function keep(...names: string[]) {
      for (const name of names) await store.media.keep(file(name), Buffer.from(name), MORNING);
      return async () => {
        const read = names.map(async (name) => (await store.media.read(file(name).sha256)) && name);
        return (await Promise.all(read)).filter((name) => name !== undefined);
      };
    }

    const erase = async (past: Partial<Cutoffs>) =>
      (await store.retention.erase({ ...never, ...past })).media;

    test('a file that a partner of a report may have stays as long as the referral, and no longer', async () => {
      const citizen = await aCitizen(store);
      const left = await keep('a', 'b');
      const files = [file('a').sha256];
      await store.documents.put('hand-over', { id: 'L-X', revision: 0, value: { citizen, files } });
      const all = { letter: LATER, media: LATER, tip: LATER };
      expect(await erase(all)).toBe(1);
      expect(await store.media.drop(files, LATER)).toEqual([]);
      expect(await left()).toEqual(['a']);
      await store.documents.remove('hand-over', { id: 'L-X', revision: 1 });
      expect(await erase(all)).toBe(1);
    });

    test('files go after their time unless an open case needs them', async () => {
      const left = await keep('a', 'b', 'c');
      await ask(store, 'open', 'a');
      await ask(store, 'closed', 'b');
      expect(await erase({ media: LATER })).toBe(2);
      expect(await left()).toEqual(['a']);
    });

    test.for([
      ['letters', { letter: LATER }, ['a', 'b']],
      ['letters and farewells', { letter: LATER, farewell: LATER }, ['a', 'b']],
      ['letters, and files in the very moment', { letter: LATER, media: MORNING }, ['a', 'b']],
      ['files', { media: LATER }, ['b']],
    ] as const)(
      'a file of a decided case stays over the time of %s: %j',
      async ([, past, stay]) => {
        const left = await keep('a', 'b', 'c');
        await ask(store, 'closed', 'a');
        await ask(store, 'open', 'b');
        expect(await erase(past)).toBe(3 - stay.length);
        expect(await left()).toEqual(stay);
      },
    );

    test.for([
      ['before', ['open', 'closed']],
      ['after', ['closed', 'open']],
    ] as const)(
      'a file that an open case needs stays, also if a decided one had it %s',
      async ([, order]) => {
        const left = await keep('a');
        for (const status of order) await ask(store, status, 'a');
        expect(await erase({ letter: LATER, media: LATER })).toBe(0);
        expect(await left()).toEqual(['a']);
      },
    );

    test('a file that was an answer is used by its case, and by nothing once its citizen is gone', async () => {
      const { sha256, mime } = file('a');
      const left = await keep('a');
      const citizen = await aCitizen(store);
      const found = aCase();
      const tip = aTip({ case: found.id, citizen });
      const opened = { type: 'open-case' as const, case: found, tips: [tip] };
      await store.turns.commitTurn(aTurn({ citizen, changes: [opened] }));
      const files = [{ sha256, mime }];
      const saved = [{ name: 'proof', kind: 'file', text: '', files, at: MORNING }];
      const noted = { type: 'note-tips' as const, ids: [tip.id], notes: { saved } };
      await store.turns.commitTurn(aTurn({ citizen, revision: 1, changes: [noted] }));
      expect((await store.cases.tipsOf(found.id))[0]?.saved).toEqual(saved);
      expect(await erase({ media: LATER })).toBe(0);
      expect(await store.media.drop([sha256], LATER)).toEqual([]);
      expect(await left()).toEqual(['a']);
      const forget = { type: 'forget' as const, receipt: 'R', at: MORNING };
      await store.turns.commitTurn(aTurn({ citizen, revision: 2, changes: [forget] }));
      expect((await store.cases.tipsOf(found.id))[0]?.saved).toBeUndefined();
      expect(await store.media.drop([sha256], LATER)).toEqual([]);
      expect(await left()).toEqual([]);
    });

    test('a file that nobody agreed to keep goes with the letters, or with the last farewell', async () => {
      for (const past of [{ letter: LATER }, { farewell: LATER }]) {
        await keep('a');
        expect(await erase(past)).toBe(1);
      }
    });

    test('a file that comes again starts its time anew', async () => {
      await keep('a');
      await store.media.keep(file('a'), Buffer.from('a'), LATER);
      expect(await erase({ media: LATER })).toBe(0);
    });
  });
}

function file(name: string) {
  return { sha256: name.repeat(64), mime: 'image/png', size: 1 };
}

/** A case with one tip that came with a file. */
async function ask(store: Store, status: 'open' | 'closed', name: string): Promise<void> {
  const found = aCase(status === 'open' ? {} : { status, decidedAt: MORNING });
  const { sha256, mime } = file(name);
  const tips = [aTip({ case: found.id, media: [{ sha256, mime }] })];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
}
