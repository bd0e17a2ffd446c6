import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AuditEvent } from '../../src/domain/accounts/audit-event.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aCitizen } from '../support/builders.ts';
import { aReviewer } from '../support/gate.ts';
import type { OpenStore } from './store-contract.ts';

export function aDeed(changes: Partial<AuditEvent> = {}): AuditEvent {
  return { at: 1, by: 'rina', what: 'published', of: 'K7Q2', details: {}, ...changes };
}

/** Deeds are kept in one chain without a gap or a fork. */
export function auditContract(open: OpenStore): void {
  describe('audit', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('an empty log is whole', async () => {
      expect(await store.audit.verify()).toEqual({
        type: 'sound',
        entries: 0,
        head: '0'.repeat(64),
      });
      expect(await store.audit.list(10)).toEqual([]);
    });

    test('a deed reads as it was written, the newest first, page by page', async () => {
      const details = { z: 1, a: 'é "x"', b: true };
      for (let n = 1; n <= 5; n += 1) await store.audit.append(aDeed({ of: `T${n}`, details }));
      const [last, fourth, ...rest] = await store.audit.list(3);
      expect(last).toMatchObject({ seq: 5, ...aDeed({ of: 'T5', details }) });
      expect([fourth, ...rest].map((entry) => entry?.seq)).toEqual([4, 3]);
      expect((await store.audit.list(10, 3)).map(({ of }) => of)).toEqual(['T2', 'T1']);
    });

    test('the chain ends in its newest entry, and comes by every head noted before', async () => {
      const heads: string[] = [];
      for (let n = 1; n <= 3; n += 1) heads.push((await store.audit.append(aDeed())).hash);
      const sound = { type: 'sound', entries: 3, head: heads[2] };
      for (const head of [undefined, ...heads])
        expect(await store.audit.verify(head)).toEqual(sound);
      expect(await store.audit.verify('f'.repeat(64))).toEqual({ ...sound, type: 'cut-off' });
    });

    test('sixty deeds at once make one chain', async () => {
      const entries = await Promise.all(
        Array.from({ length: 60 }, (_, n) => store.audit.append(aDeed({ of: `T${n}` }))),
      );
      const numbers = entries.map(({ seq }) => seq).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
      expect(await store.audit.verify()).toMatchObject({ type: 'sound', entries: 60 });
      expect(new Set((await store.audit.list(100)).map(({ of }) => of)).size).toBe(60);
    });

    test('changes with their deeds, and deeds alone, make one chain when they come at once', async () => {
      const commit = (n: number) => {
        const events = [aDeed({ of: `C${n}` }), aDeed({ of: `D${n}`, what: 'seconded' })];
        return store.cases.commit(aCaseCommit({ newCases: [aCase()], events }));
      };
      const add = (n: number) =>
        store.reviewers.add(aReviewer(), [aDeed({ of: `R${n}`, what: 'reviewer-added' })]);
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => [
          commit(n),
          add(n),
          store.audit.append(aDeed({ of: `A${n}` })),
        ]).flat(),
      );
      expect(await store.audit.verify()).toMatchObject({ type: 'sound', entries: 80 });
      expect(new Set((await store.audit.list(100)).map(({ of }) => of)).size).toBe(80);
    });

    test('a deed that is about nothing in particular is kept as well', async () => {
      const paper = { id: 'a', revision: 0, value: 1 };
      expect(await store.documents.put('setting', paper, [aDeed({ of: '' })])).toBe('saved');
      await store.audit.append(aDeed({ of: '', details: { why: '' } }));
      expect((await store.audit.list(9)).map(({ of }) => of)).toEqual(['', '']);
      expect(await store.audit.verify()).toMatchObject({ type: 'sound', entries: 2 });
    });

    test('what cannot be told is not done', async () => {
      const event = aDeed({ details: { n: 1n as never } }); // no text can be made of it
      const events = [event];
      const [found, rina] = [aCase(), aReviewer({ name: 'Rina' })];
      const notice = { type: 'notice', news: 'blocked' } as const;
      const paper = { id: 'a', revision: 0, value: 1 };
      const { audit, cases, documents, reviewers, turns } = store;
      await reviewers.add(rina);
      await documents.put('setting', paper);
      const citizen = await aCitizen(store);
      for (const act of [
        () => cases.commit(aCaseCommit({ newCases: [found], events })),
        () => reviewers.add(aReviewer({ name: 'Budi' }), events),
        () => reviewers.save({ ...rina, role: 'editor' }, events),
        () => documents.put('setting', { ...paper, id: 'b' }, events),
        () => documents.put('setting', { ...paper, revision: 1, value: 2 }, events),
        () => documents.remove('setting', { id: 'a', revision: 1 }, events),
        () => turns.keepNotice(citizen, { key: 'n', notice, at: 1, event }),
      ]) {
        await expect((async () => act())()).rejects.toThrow();
      }
      expect(await cases.get(found.id)).toBeUndefined();
      expect((await reviewers.list()).map(({ name, role }) => [name, role])).toEqual([
        [rina.name, rina.role],
      ]);
      expect(await documents.list('setting')).toEqual([{ ...paper, revision: 1 }]);
      expect((await turns.readTurn(citizen))?.pending).toHaveLength(1);
      expect(await audit.list(10)).toEqual([]);
    });

    test('what is not done leaves no line', async () => {
      const events = [aDeed()];
      const rina = aReviewer({ role: 'admin' });
      await store.reviewers.add(rina);
      const citizen = await aCitizen(store);
      const entry = { key: 'n', notice: { type: 'notice', news: 'blocked' } as const, at: 1 };
      await store.turns.keepNotice(citizen, entry);
      const [event] = events;
      expect([
        await store.cases.commit(aCaseCommit({ cases: [aCase()], events })),
        await store.reviewers.add(rina, events),
        await store.reviewers.save({ ...rina, isDisabled: true }, events),
        await store.reviewers.save({ ...rina, revision: 7 }, events),
        await store.turns.keepNotice(citizen, { ...entry, event }),
        await store.turns.keepNotice('nobody', { ...entry, event }),
      ]).toEqual(['stale', 'taken', 'last-admin', 'stale', false, false]);
      expect(await store.audit.list(10)).toEqual([]);
    });
  });
}
