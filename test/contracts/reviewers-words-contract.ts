import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import type { TurnChange } from '../../src/ports/commit.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aCitizen, anAnnouncement, aTip, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const LATER = MORNING + 1000;
const SECRET = 'Bu Siti di RT 3';
const WROTE = [
  { what: 'claimed' },
  { what: 'noted', words: `Kata ${SECRET}` },
  { what: 'asked', words: `Apakah ${SECRET} tahu?` },
  { what: 'sent-back', of: 'budi', words: `Tanya ${SECRET} dulu` },
  { what: 'published', of: 'salah' },
];
const KEPT = [
  { what: 'claimed' },
  { what: 'noted' },
  { what: 'asked' },
  { what: 'sent-back', of: 'budi' },
  { what: 'published', of: 'salah' },
];

/** What reviewers write in their own words goes with the tips; what was done, and by whom, stays. */
export function reviewersWordsContract(open: OpenStore): void {
  describe("reviewers' words", () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('they go some time after the decision', async () => {
      const [old, young, waits] = [
        await written(store, { decidedAt: MORNING }),
        await written(store, { decidedAt: LATER }),
        await written(store, {}),
      ];
      await erase(store);
      await erase(store);
      const history = await store.cases.history(old.id);
      const by = { case: old.id, at: MORNING, by: 'rina' };
      expect(history).toEqual(KEPT.map((entry) => ({ ...by, ...entry })));
      for (const { id } of [young, waits]) {
        expect(JSON.stringify(await store.cases.history(id)).split(SECRET)).toHaveLength(4);
      }
    });

    test('a question that has not been asked yet waits', async () => {
      const found = aCase({ status: 'closed', decidedAt: MORNING });
      const id = `question:${found.id}:1`;
      const question = anAnnouncement({ id, news: 'question', case: found.id, reason: SECRET });
      await store.cases.commit(aCaseCommit({ newCases: [found], announcements: [question] }));
      await erase(store);
      expect(await store.ledger.openAnnouncements(MORNING, 10)).toEqual([question]);
    });

    test('they go with a change that says so, those of its cases alone', async () => {
      const [found, other] = [await written(store, {}), await written(store, {})];
      await store.cases.commit(aCaseCommit({ erasedWords: [found.id] }));
      expect(JSON.stringify(await store.cases.history(found.id))).not.toContain(SECRET);
      expect(JSON.stringify(await store.cases.history(other.id))).toContain(SECRET);
    });

    test('they go when the last citizen who asked has their data erased, and not before', async () => {
      const [first, second] = [await aCitizen(store), await aCitizen(store)];
      const [own, shared] = [await written(store, {}), await written(store, {})];
      await ask(store, first, [own, shared]);
      await ask(store, second, [shared]);
      await forget(store, first);
      expect(JSON.stringify(await store.cases.history(own.id))).not.toContain(SECRET);
      expect(JSON.stringify(await store.cases.history(shared.id))).toContain(SECRET);
      await forget(store, second);
      expect(JSON.stringify(await store.cases.history(shared.id))).not.toContain(SECRET);
      expect(await store.cases.history(shared.id)).toHaveLength(WROTE.length);
    });
  });
}

async function written(store: Store, changes: Pick<Partial<Case>, 'decidedAt'>): Promise<Case> {
  const status = changes.decidedAt === undefined ? 'open' : 'closed';
  const found = aCase({ status, ...changes });
  const history = WROTE.map((entry) => ({ case: found.id, at: MORNING, by: 'rina', ...entry }));
  await store.cases.commit(aCaseCommit({ newCases: [found], history }));
  return found;
}

function erase(store: Store) {
  return store.retention.erase({
    letter: 0,
    tip: LATER,
    media: 0,
    address: 0,
    farewell: 0,
    tally: 0,
  });
}

async function ask(store: Store, citizen: string, cases: readonly Case[]): Promise<void> {
  const tips = cases.map((found) => aTip({ case: found.id, citizen }));
  await commit(store, citizen, { type: 'add-tips', tips });
}

async function forget(store: Store, citizen: string): Promise<void> {
  await commit(store, citizen, { type: 'forget', receipt: `R-${citizen}`, at: MORNING });
}

async function commit(store: Store, citizen: string, change: TurnChange): Promise<void> {
  const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
  const done = await store.turns.commitTurn(aTurn({ citizen, revision, changes: [change] }));
  expect(done).toBe('committed');
}
