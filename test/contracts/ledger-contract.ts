import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ALL } from '../../src/ports/audience.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCaseCommit, aCitizen, anAnnouncement, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** Who was told what, and what is still to be told. */
export function ledgerContract(open: OpenStore): void {
  describe('ledger', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('the highest version that a citizen was told is kept', async () => {
      const citizen = await aCitizen(store);
      await tell(store, citizen, 1, 2, 3, 1);
      const kept = [{ citizen, factCheck: 'f1', version: 3, at: MORNING }];
      expect(await store.ledger.toldTo(citizen)).toEqual(kept);
    });

    test('each citizen and each fact-check has an entry of its own', async () => {
      const [one, two] = [await aCitizen(store), await aCitizen(store)];
      await tell(store, one, 1);
      await tell(store, two, 2);
      expect(await store.ledger.toldBefore('f1', 2, ALL)).toEqual([one]);
      expect(await store.ledger.toldBefore('f1', 3, ALL)).toEqual([one, two].toSorted());
      expect(await store.ledger.toldBefore('f2', 99, ALL)).toEqual([]);
      const told = { factCheck: 'f2', version: 5, at: MORNING };
      await store.turns.commitTurn(
        aTurn({ citizen: one, revision: 1, changes: [{ type: 'told', told }] }),
      );
      const entries = (await store.ledger.toldTo(one)).map((each) => [
        each.factCheck,
        each.version,
      ]);
      expect(entries.sort()).toEqual([
        ['f1', 1],
        ['f2', 5],
      ]);
    });

    test('an announcement is made once per id, also after it is closed', async () => {
      const announcement = anAnnouncement({ news: 'correction', factCheck: 'f1', version: 2 });
      const commit = aCaseCommit({ announcements: [announcement] });
      const results = await Promise.all([1, 2, 3].map(() => store.cases.commit(commit)));
      expect(results).toEqual(['committed', 'committed', 'committed']);
      expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([
        announcement,
      ]);
      await store.ledger.closeAnnouncement(announcement.id);
      await store.cases.commit(commit);
      expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    });

    test('news of a partner is read as it was written', async () => {
      const about = {
        case: 'c1',
        organisation: 'Bawaslu',
        status: 'diterima',
        wording: 'recorded' as const,
        reason: 'Baik.',
      };
      const announcement = anAnnouncement({ news: 'referral', ...about });
      await store.cases.commit(aCaseCommit({ announcements: [announcement] }));
      expect(await store.ledger.openAnnouncements(MORNING, 10)).toEqual([announcement]);
    });

    test('closing one announcement leaves the others open', async () => {
      const announcements = [anAnnouncement(), anAnnouncement(), anAnnouncement()];
      await store.cases.commit(aCaseCommit({ announcements }));
      await store.ledger.closeAnnouncement(announcements[1]?.id ?? '');
      const open = await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10);
      expect(open.map(({ id }) => id).sort()).toEqual(
        [announcements[0]?.id, announcements[2]?.id].sort(),
      );
      expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 1)).toHaveLength(1);
    });
  });
}

async function tell(store: Store, citizen: string, ...versions: number[]): Promise<void> {
  const changes = versions.map((version) => ({
    type: 'told' as const,
    told: { factCheck: 'f1', version, at: MORNING },
  }));
  await store.turns.commitTurn(aTurn({ citizen, changes }));
}
