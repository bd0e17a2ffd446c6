import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AuditEvent } from '../../src/domain/accounts/audit-event.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCaseCommit, anAnnouncement } from '../support/builders.ts';
import type { OpenStore } from './store-contract.ts';

/** The desk's small documents change only against what was read, so that nobody's change is lost. */
export function papersContract(open: OpenStore): void {
  describe('papers', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a paper reads as it was written, with the count of its changes', async () => {
      const { documents } = store;
      const value = { words: 'é🔑', list: [1, null, false] };
      expect(await documents.put('setting', { id: 'post', revision: 0, value })).toBe('saved');
      expect(await documents.get('setting', 'post')).toEqual({ id: 'post', revision: 1, value });
      expect(await documents.get('source', 'post')).toBeUndefined();
      expect(await documents.put('setting', { id: 'post', revision: 1, value: 7 })).toBe('saved');
      expect(await documents.get('setting', 'post')).toEqual({ id: 'post', revision: 2, value: 7 });
    });

    test('papers of a kind are listed by id, and none of another kind', async () => {
      const { documents } = store;
      for (const id of ['b', 'a:b', 'a'])
        await documents.put('source', { id, revision: 0, value: 1 });
      await documents.put('setting', { id: 'c', revision: 0, value: 1 });
      expect((await documents.list('source')).map(({ id }) => id)).toEqual(['a', 'a:b', 'b']);
      expect(await documents.ids('source')).toEqual(['a', 'a:b', 'b']);
      expect(await documents.ids('record')).toEqual([]);
    });

    test('of two who change what they read, one comes late', async () => {
      const { documents } = store;
      const put = (revision: number, value: string) =>
        documents.put('source', { id: 'a', revision, value });
      expect((await Promise.all([put(0, 'x'), put(0, 'y')])).toSorted()).toEqual([
        'saved',
        'stale',
      ]);
      expect((await Promise.all([put(1, 'x'), put(1, 'y')])).toSorted()).toEqual([
        'saved',
        'stale',
      ]);
      expect((await documents.get('source', 'a'))?.revision).toBe(2);
      expect(await documents.put('source', { id: 'none', revision: 3, value: 1 })).toBe('stale');
    });

    test('a change and its deeds stand together, or neither does', async () => {
      const { documents } = store;
      const event = (of: string): AuditEvent => ({
        at: 1,
        by: 'sari',
        what: 'settings-changed',
        of,
        details: {},
      });
      const put = (revision: number, of: string) =>
        documents.put('setting', { id: 'a', revision, value: of }, [event(of)]);
      const both = [put(0, 'x'), put(0, 'x')];
      expect((await Promise.all(both)).toSorted()).toEqual(['saved', 'stale']);
      expect(await put(3, 'late')).toBe('stale');
      expect(await put(1, 'y')).toBe('saved');
      expect(await documents.remove('setting', { id: 'a', revision: 1 }, [event('late')])).toBe(
        'stale',
      );
      expect(await documents.remove('setting', { id: 'a', revision: 2 }, [event('z')])).toBe(
        'removed',
      );
      expect((await store.audit.list(9)).map(({ of }) => of)).toEqual(['z', 'y', 'x']);
      expect(await store.audit.verify()).toMatchObject({ type: 'sound', entries: 3 });
    });

    test('a change of cases holds with its papers, or not at all', async () => {
      const { cases, documents, ledger } = store;
      const change = (revision: number, announced: string) =>
        cases.commit(
          aCaseCommit({
            documents: [{ kind: 'warning', id: 'a', revision, value: announced }],
            announcements: [anAnnouncement({ id: announced })],
          }),
        );
      expect(await change(0, 'x')).toBe('committed');
      expect(await change(0, 'again')).toBe('stale');
      expect(await change(1, 'y')).toBe('committed');
      expect(await change(1, 'late')).toBe('stale');
      const announced = await ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9);
      expect(announced.map(({ id }) => id).toSorted()).toEqual(['x', 'y']);
      expect(await documents.get('warning', 'a')).toEqual({ id: 'a', revision: 2, value: 'y' });
    });

    test('a paper is removed as it was read, once', async () => {
      const { documents } = store;
      await documents.put('source', { id: 'a', revision: 0, value: 1 });
      expect(await documents.remove('source', { id: 'a', revision: 2 })).toBe('stale');
      expect(await documents.remove('source', { id: 'a', revision: 1 })).toBe('removed');
      expect(await documents.remove('source', { id: 'a', revision: 1 })).toBe('stale');
      expect(await documents.list('source')).toEqual([]);
    });
  });
}
