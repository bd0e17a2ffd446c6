import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  anAnnouncement,
  aTip,
  aTurn,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** What the reviewers' desk needs of a store besides cases and their decisions. */
export function deskContract(open: OpenStore): void {
  describe('desk', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('a case keeps everything that its life leaves with it', async () => {
      const found = aCase();
      await store.cases.commit(aCaseCommit({ newCases: [found] }));
      const decision = {
        verdict: 'salah',
        summary: 'Tidak ada sabunnya.',
        noSource: 'Kami menguji sendiri.',
        org: 'Posko',
      } as const;
      const full = {
        ...found,
        draft: {
          by: 'rina',
          at: MORNING,
          verdict: 'salah' as const,
          summary: 'Tidak',
          checked: ['Sumber medis?'],
        },
        wordings: { taken: ['0a1b2c3d4e5f'], left: [] },
        proposal: { by: 'budi', at: MORNING, decision },
        undo: { until: MORNING + 10, announcement: 'a1' },
        assignee: 'rina',
        snoozedUntil: MORNING + 5,
        tags: ['air', 'galon'],
        mergedTips: ['t1', 't2'],
        threat: 'penipuan' as const,
      };
      await store.cases.commit(aCaseCommit({ cases: [full] }));
      expect(await store.cases.get(found.id)).toEqual({ ...full, revision: 1 });
      await store.cases.commit(aCaseCommit({ cases: [{ ...found, revision: 1 }] }));
      expect(await store.cases.get(found.id)).toEqual({ ...found, revision: 2 });
    });

    test('the tips of many cases come in one go, each under its case', async () => {
      const citizen = await aCitizen(store);
      const cases = [aCase(), aCase(), aCase()] as const;
      for (const found of cases.slice(0, 2)) {
        const tips = [2, 1].map((n) => aTip({ case: found.id, citizen, at: MORNING + n }));
        const changes = [{ type: 'open-case' as const, case: found, tips }];
        const turn = await store.turns.readTurn(citizen);
        await store.turns.commitTurn(aTurn({ citizen, revision: turn?.revision ?? 0, changes }));
      }
      const ids = cases.map(({ id }) => id);
      const found = await store.cases.tipsOfAll(ids);
      expect([...found.keys()].sort()).toEqual(ids.slice(0, 2).sort());
      expect(found.get(ids[0] ?? '')).toEqual(await store.cases.tipsOf(ids[0] ?? ''));
      expect(await store.cases.tipsOfAll([])).toEqual(new Map());
    });

    test('an announcement waits for its time', async () => {
      const { cases, ledger } = store;
      const [now, later] = [anAnnouncement(), anAnnouncement({ notBefore: MORNING + 10 })];
      await cases.commit(aCaseCommit({ announcements: [now, later] }));
      expect(await ledger.openAnnouncements(MORNING + 9, 10)).toEqual([now]);
      expect(await ledger.openAnnouncements(MORNING + 10, 10)).toHaveLength(2);
    });

    test('what was taken back is not announced, and what has gone out cannot be taken back', async () => {
      const { cases, ledger } = store;
      const notBefore = MORNING + 10;
      const [first, second] = [anAnnouncement({ notBefore }), anAnnouncement({ notBefore })];
      await cases.commit(aCaseCommit({ announcements: [first, second] }));
      expect(await ledger.beginAnnouncement(second.id, notBefore - 1)).toBe(false);
      expect(await cases.commit(aCaseCommit({ withdrawn: [first.id] }))).toBe('committed');
      expect(await ledger.beginAnnouncement(first.id, notBefore)).toBe(false);
      expect(await ledger.openAnnouncements(notBefore, 10)).toEqual([second]);
      expect(await ledger.beginAnnouncement(second.id, notBefore)).toBe(true);
      expect(await ledger.beginAnnouncement(second.id, notBefore)).toBe(true);
      const found = aCase();
      const late = aCaseCommit({ withdrawn: [second.id], newCases: [found] });
      expect(await cases.commit(late)).toBe('stale');
      expect(await cases.get(found.id)).toBeUndefined();
      const { notBefore: _, ...begun } = second;
      expect(await ledger.openAnnouncements(MORNING, 10)).toEqual([begun]);
      await ledger.closeAnnouncement(second.id);
      expect(await cases.commit(late)).toBe('stale');
      expect(await ledger.beginAnnouncement(second.id, notBefore)).toBe(false);
    });

    test('of a withdrawal and a beginning at once one holds', async () => {
      const { cases, ledger } = store;
      for (let round = 0; round < 5; round += 1) {
        const { id, ...rest } = anAnnouncement({ notBefore: MORNING });
        await cases.commit(aCaseCommit({ announcements: [{ id, ...rest }] }));
        const [withdrawn, begun] = await Promise.all([
          cases.commit(aCaseCommit({ withdrawn: [id] })),
          ledger.beginAnnouncement(id, MORNING),
        ]);
        expect(withdrawn === 'committed').toBe(!begun);
      }
    });

    test('a tip is moved as it is by then: whoever was erased meanwhile stays erased', async () => {
      const citizen = await aCitizen(store);
      const [from, into] = [aCase(), aCase()];
      const tip = aTip({ case: from.id, citizen });
      const opened = { type: 'open-case' as const, case: from, tips: [tip] };
      await store.turns.commitTurn(aTurn({ citizen, changes: [opened] }));
      await store.cases.commit(aCaseCommit({ newCases: [into] }));
      const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
      const erased = { type: 'forget' as const, receipt: 'R1', at: MORNING };
      await store.turns.commitTurn(aTurn({ citizen, revision, changes: [erased] }));
      await store.cases.commit(aCaseCommit({ tips: [{ ...tip, case: into.id }] }));
      const { citizen: _, ...anonymous } = tip;
      const [moved] = await store.cases.tipsOf(into.id);
      const { person: __, ...rest } = moved ?? {};
      expect(rest).toEqual({ ...anonymous, case: into.id });
    });

    test('no tip is left in a case that is merged', async () => {
      const citizen = await aCitizen(store);
      const [from, into] = [aCase(), aCase()];
      const [known, late] = [aTip({ case: from.id }), aTip({ case: from.id })];
      const opened = { type: 'open-case' as const, case: from, tips: [known, late] };
      await store.turns.commitTurn(aTurn({ citizen, changes: [opened] }));
      await store.cases.commit(aCaseCommit({ newCases: [into] }));
      const merged = { ...from, status: 'merged' as const, mergedInto: into.id };
      const moved = [known, late].map((tip) => ({ ...tip, case: into.id }));
      const some = aCaseCommit({ cases: [merged], tips: moved.slice(0, 1) });
      expect(await store.cases.commit(some)).toBe('stale');
      expect(await store.cases.tipsOf(from.id)).toHaveLength(2);
      expect(await store.cases.commit(aCaseCommit({ cases: [merged], tips: moved }))).toBe(
        'committed',
      );
    });

    test('an older version of a fact-check never takes the place of a newer one', async () => {
      const { cases, factChecks } = store;
      const first = aFactCheck();
      const second = { ...first, version: 2, retracted: 'keliru' };
      await factChecks.save([second]);
      expect(await cases.commit(aCaseCommit({ factChecks: [first] }))).toBe('stale');
      expect(await factChecks.get(first.id)).toMatchObject({ version: 2, retracted: 'keliru' });
      const fresh = aFactCheck();
      expect(await cases.commit(aCaseCommit({ factChecks: [fresh, second] }))).toBe('committed');
    });

    test('what a citizen answered stands with the tip', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tip = aTip({ case: found.id, citizen });
      const answers = [{ question: 'Di mana?', text: 'Di grup RT', at: MORNING }];
      const opened = { type: 'open-case' as const, case: found, tips: [tip] };
      await store.turns.commitTurn(aTurn({ citizen, changes: [opened] }));
      const revision = (await store.turns.readTurn(citizen))?.revision ?? 0;
      const noted = { type: 'note-tips' as const, ids: [tip.id], notes: { answers } };
      await store.turns.commitTurn(aTurn({ citizen, revision, changes: [noted] }));
      expect(await store.cases.tipsOf(found.id)).toEqual([{ ...tip, answers }]);
    });
  });
}
