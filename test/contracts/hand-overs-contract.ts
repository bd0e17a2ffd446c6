import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ReportReferral } from '../../src/domain/partners/report-referral.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCitizen, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** A report is put before the desk with the turn in which its citizen agreed, and names them no longer than they are known. */
export function handOversContract(open: OpenStore): void {
  describe('hand-overs', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a report comes before the desk with its turn, or not at all', async () => {
      const citizen = await aCitizen(store);
      const proposal = propose('LAAAAA-BAWASLU', citizen);
      const turn = aTurn({ citizen, changes: [proposal] });
      expect(await store.turns.commitTurn({ ...turn, revision: 7 })).toBe('stale');
      expect(await store.documents.list('hand-over')).toEqual([]);
      expect(await store.turns.commitTurn(turn)).toBe('committed');
      const document = { id: 'LAAAAA-BAWASLU', revision: 1, value: proposal.handOver };
      expect(await store.documents.list('hand-over')).toEqual([document]);
    });

    test('a reference that another report has is refused, with the whole turn', async () => {
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      for (const [citizen, outcome] of [
        [ani, 'committed'],
        [budi, 'stale'],
      ] as const) {
        const changes = [propose('LAAAAA-BAWASLU', citizen)];
        expect(await store.turns.commitTurn(aTurn({ citizen, changes }))).toBe(outcome);
      }
      const [document] = await store.documents.list('hand-over');
      expect(document?.value).toMatchObject({ citizen: ani });
      expect((await store.turns.readTurn(budi))?.revision).toBe(0);
    });

    test('whoever is forgotten is named by no report any more, and others are as before', async () => {
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      for (const [at, citizen] of [ani, budi].entries()) {
        const changes = [propose(`LAAAA${at}-BAWASLU`, citizen)];
        await store.turns.commitTurn(aTurn({ citizen, changes }));
      }
      const forget = { type: 'forget' as const, receipt: 'R', at: MORNING };
      await store.turns.commitTurn(aTurn({ citizen: ani, revision: 1, changes: [forget] }));
      const documents = await store.documents.list('hand-over');
      expect(JSON.stringify(documents)).not.toContain(ani);
      expect(documents.map(({ revision }) => revision)).toEqual([2, 1]);
      expect(documents[1]?.value).toMatchObject({ citizen: budi });
    });
  });
}

function propose(reference: string, citizen: string) {
  const handOver: ReportReferral = {
    citizen,
    report: reference.slice(0, 6),
    organisation: 'bawaslu',
    threat: 'ujaran_kebencian',
    proposedAt: MORNING,
    steps: [],
    told: 0,
  };
  return { type: 'propose' as const, reference, handOver };
}
