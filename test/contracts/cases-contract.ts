import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import type { TurnChange } from '../../src/ports/commit.ts';
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

/** Cases change against the revision that was read, with all that belongs to the change. */
export function casesContract(open: OpenStore): void {
  describe('cases', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a case is found by id, ticket and open claim', async () => {
      const found = await put(store, aCase());
      expect(await store.cases.get(found.id)).toEqual(found);
      expect(await store.cases.byTicket(found.ticket)).toEqual(found);
      expect(await store.cases.openByClaim(found.claimKey)).toEqual(found);
      expect(await store.cases.byTicket('ZZZZ')).toBeUndefined();
    });

    test('a ticket leads to the case of its own tip, and to no other', async () => {
      const [first, second] = [await put(store, aCase()), await put(store, aCase())];
      const one = aTip({ case: first.id, ticket: 'TSATU' });
      const two = aTip({ case: second.id, ticket: 'TDUA' });
      await store.cases.commit(aCaseCommit({ tips: [one, two] }));
      expect((await store.cases.byTicket('TDUA'))?.id).toBe(second.id);
      expect((await store.cases.byTicket('TSATU'))?.id).toBe(first.id);
      expect(await store.cases.byTicket('ZZZZ')).toBeUndefined();
    });

    test('a decided case is open no more, and its claim can be opened again', async () => {
      const found = await put(store, aCase());
      await store.cases.commit(aCaseCommit({ cases: [decided(found, MORNING + 5)] }));
      expect(await store.cases.openByClaim(found.claimKey)).toBeUndefined();
      const again = await put(store, aCase({ claimKey: found.claimKey }));
      expect((await store.cases.openByClaim(found.claimKey))?.id).toBe(again.id);
    });

    test('cases are listed by status, the oldest first', async () => {
      const young = await put(store, aCase({ openedAt: MORNING + 2 }));
      const old = await put(store, aCase({ openedAt: MORNING + 1 }));
      const closed = await put(store, aCase());
      await store.cases.commit(aCaseCommit({ cases: [decided(closed, MORNING)] }));
      expect((await store.cases.list('open', 10)).map(({ id }) => id)).toEqual([old.id, young.id]);
      expect(await store.cases.list('open', 1)).toHaveLength(1);
      expect(await store.cases.list(undefined, 10)).toHaveLength(3);
    });

    test('the cases of an exercise are listed apart, the oldest first', async () => {
      const exercise = (openedAt: number) => {
        const ticket = `LATIHAN-T${openedAt - MORNING}`;
        return put(store, aCase({ ticket, openedAt }));
      };
      const [young, old] = [await exercise(MORNING + 2), await exercise(MORNING + 1)];
      await put(store, aCase());
      expect((await store.cases.exercised()).map(({ id }) => id)).toEqual([old.id, young.id]);
    });

    test('whatever changes a case while it is open, or one of its tips, is numbered', async () => {
      const citizen = await aCitizen(store);
      const [found, other] = [await put(store, aCase()), await put(store, aCase())];
      const tip = aTip({ case: found.id, citizen });
      let revision = 0;
      const turn = async (change: TurnChange) => {
        const commit = aTurn({ citizen, revision, changes: [change] });
        expect(await store.turns.commitTurn(commit)).toBe('committed');
        revision += 1;
      };
      const commit = async (change: Parameters<typeof aCaseCommit>[0]) => {
        expect(await store.cases.commit(aCaseCommit(change))).toBe('committed');
      };
      const changes: Record<string, () => Promise<unknown>> = {
        'a tag': () => commit({ cases: [{ ...found, tags: ['galon'] }] }),
        'one more who asks': () => turn({ type: 'add-tips', tips: [tip] }),
        'what they say of it': () =>
          turn({ type: 'note-tips', ids: [tip.id], notes: { worry: 'money' } }),
        'a restriction': () => turn({ type: 'restrict', isRestricted: true }),
        'a restriction lifted': () => turn({ type: 'restrict', isRestricted: false }),
        'a tip moved away': () => commit({ tips: [{ ...tip, case: other.id }] }),
        'a tip moved back': () => commit({ tips: [tip] }),
        'an erasure': () => turn({ type: 'forget', receipt: 'R1', at: MORNING }),
        'a tip erased': () => commit({ erasedTips: [tip.id] }),
        'a decision': () => commit({ cases: [{ ...decided(found, MORNING), revision: 1 }] }),
      };
      const numberOf = async () => {
        const rows = await store.cases.revisedAfter(0);
        return rows.find(({ id }) => id === found.id)?.revised ?? 0;
      };
      for (const [name, change] of Object.entries(changes)) {
        const before = await numberOf();
        expect(await store.cases.lastRevised(), name).toBeGreaterThanOrEqual(before);
        await change();
        expect(await numberOf(), name).toBeGreaterThan(before);
      }
    });

    test('a tip that the desk puts into a case lets every process read that case anew', async () => {
      const found = await put(store, aCase());
      const seen = await store.cases.lastChange();
      expect((await store.cases.since(seen, 9)).cases).toEqual([]);
      await store.cases.commit(aCaseCommit({ tips: [aTip({ case: found.id })] }));
      const { cases, change } = await store.cases.since(seen, 9);
      expect(cases.map(({ id }) => id)).toEqual([found.id]);
      expect(change).toBeGreaterThan(seen);
    });

    test('the open ones among some cases are listed', async () => {
      const [one, two, closed] = [aCase(), aCase(), aCase()];
      await store.cases.commit(aCaseCommit({ newCases: [one, two, closed] }));
      await store.cases.commit(aCaseCommit({ cases: [decided(closed, MORNING)] }));
      const among = await store.cases.list('open', 9, [one.id, closed.id, 'nothing']);
      expect(among.map(({ id }) => id)).toEqual([one.id]);
    });

    test('a change holds against the revision that was read, and once', async () => {
      const found = await put(store, aCase());
      const commits = Array.from({ length: 20 }, (_, n) =>
        store.cases.commit(aCaseCommit({ cases: [{ ...found, claim: `dari ${n}` }] })),
      );
      const results = await Promise.all(commits);
      expect(results.filter((result) => result === 'committed')).toHaveLength(1);
      expect(await store.cases.get(found.id)).toMatchObject({ revision: found.revision + 1 });
    });

    test('a change of a case that nobody knows is stale', async () => {
      expect(await store.cases.commit(aCaseCommit({ cases: [aCase()] }))).toBe('stale');
    });

    test('a change is all or nothing', async () => {
      const [fresh, stale] = [await put(store, aCase()), await put(store, aCase())];
      const factCheck = aFactCheck();
      const newCase = aCase();
      const tip = aTip({ case: fresh.id });
      const result = await store.cases.commit({
        cases: [decided(fresh, MORNING), { ...stale, revision: 7 }],
        newCases: [newCase],
        tips: [tip],
        factChecks: [factCheck],
        announcements: [anAnnouncement({ case: fresh.id })],
        history: [{ case: fresh.id, at: MORNING, by: 'rina', what: 'closed' }],
      });
      expect(result).toBe('stale');
      expect(await store.cases.get(fresh.id)).toEqual(fresh);
      expect(await store.cases.get(newCase.id)).toBeUndefined();
      expect((await store.cases.tipsOf(fresh.id)).map(({ id }) => id)).not.toContain(tip.id);
      expect(await store.factChecks.get(factCheck.id)).toBeUndefined();
      expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
      expect(await store.cases.history(fresh.id)).toEqual([]);
    });

    test('a new case whose claim is open already makes the change stale', async () => {
      const found = await put(store, aCase());
      const rival = aCase({ claimKey: found.claimKey });
      const change = aCaseCommit({ cases: [found], newCases: [rival] });
      expect(await store.cases.commit(change)).toBe('stale');
      expect(await store.cases.get(found.id)).toEqual(found);
    });

    test('a new case whose ticket another has, even a decided one, makes the change stale', async () => {
      const found = await put(store, aCase());
      await store.cases.commit(aCaseCommit({ cases: [decided(found, MORNING)] }));
      const rival = aCase({ ticket: found.ticket });
      expect(await store.cases.commit(aCaseCommit({ newCases: [rival] }))).toBe('stale');
      expect((await store.cases.byTicket(found.ticket))?.id).toBe(found.id);
    });

    test('tips of a case come in the order they were given, those of a citizen latest first', async () => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tips = [3, 1, 2].map((n) => aTip({ case: found.id, citizen, at: MORNING + n }));
      await store.turns.commitTurn(
        aTurn({ citizen, changes: [{ type: 'open-case', case: found, tips }] }),
      );
      const [third, first, second] = tips;
      expect(await store.cases.tipsOf(found.id)).toEqual([first, second, third]);
      expect(await store.cases.tipsBy(citizen, 2)).toEqual([third, second]);
    });

    test('a moved tip belongs to its new case', async () => {
      const citizen = await aCitizen(store);
      const [from, into] = [aCase(), await put(store, aCase())];
      const tip = aTip({ case: from.id, citizen });
      await store.turns.commitTurn(
        aTurn({ citizen, changes: [{ type: 'open-case', case: from, tips: [tip] }] }),
      );
      await store.cases.commit(aCaseCommit({ cases: [into], tips: [{ ...tip, case: into.id }] }));
      expect(await store.cases.tipsOf(from.id)).toEqual([]);
      expect((await store.cases.tipsOf(into.id)).map(({ id }) => id)).toContain(tip.id);
    });

    test('decision times are those of the latest decisions, merged cases aside', async () => {
      for (const ms of [100, 200, 300]) {
        const found = await put(store, aCase());
        await store.cases.commit(aCaseCommit({ cases: [decided(found, MORNING + ms)] }));
      }
      const merged = await put(store, aCase());
      const change = { ...merged, status: 'merged' as const, decidedAt: MORNING + 400 };
      await store.cases.commit(aCaseCommit({ cases: [change] }));
      const times = await store.figures.decided(0, 2);
      expect(times.map(({ decidedAt }) => decidedAt - MORNING)).toEqual([300, 200]);
    });

    test('cases decided since a time are those published or closed from then on', async () => {
      const [old, young, merged, waits] = [aCase(), aCase(), aCase(), aCase()];
      const newCases = [
        decided(old, MORNING + 1),
        decided(young, MORNING + 2),
        { ...decided(merged, MORNING + 3), status: 'merged' as const },
        waits,
      ];
      await store.cases.commit(aCaseCommit({ newCases }));
      const since = async (time: number) =>
        (await store.cases.decidedSince(time)).map(({ id }) => id);
      expect(await since(MORNING + 1)).toEqual([old.id, young.id]);
      expect(await since(MORNING + 2)).toEqual([young.id]);
      expect(await since(MORNING + 3)).toEqual([]);
    });

    test('the history of a case tells who did what, in order', async () => {
      const found = await put(store, aCase());
      const by = { case: found.id, at: MORNING, by: 'rina' };
      const claimed = { ...by, what: 'claimed' };
      const back = { ...by, what: 'sent-back', of: 'budi', words: 'Mana sumbernya?' };
      const first = aCaseCommit({ cases: [found], history: [claimed] });
      await store.cases.commit(first);
      const next = { ...found, revision: found.revision + 1 };
      await store.cases.commit(aCaseCommit({ cases: [next], history: [back] }));
      expect(await store.cases.history(found.id)).toEqual([claimed, back]);
    });
  });
}

async function put(store: Store, found: Case): Promise<Case> {
  await store.cases.commit(aCaseCommit({ newCases: [found] }));
  return found;
}

function decided(found: Case, at: number): Case {
  return { ...found, status: 'closed', closing: 'spam', decidedAt: at };
}
