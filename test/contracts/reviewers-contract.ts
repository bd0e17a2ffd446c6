import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { aReviewer } from '../support/gate.ts';
import type { OpenStore } from './store-contract.ts';

const PLANTED = [
  `'; DROP TABLE reviewers; --`,
  `" OR ""="`,
  '{"$ne": null}',
  '$where',
  '%',
  '_',
  '__proto__',
  'a.b',
  '\u202eanir',
];

/** Accounts are kept whole and sealed; one name, one account; always an admin. */
export function reviewersContract(open: OpenStore): void {
  describe('reviewers', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('an account reads as it was written, by id and by name in any case', async () => {
      const totp = { secret: 'ABC', lastStep: 7 };
      const rina = aReviewer({ name: 'Rina É', totp, newTotp: 'DEF', lastLoginAt: 5 });
      expect(await store.reviewers.add(rina)).toBe('added');
      expect(await store.reviewers.get(rina.id)).toEqual(rina);
      expect(await store.reviewers.byName('rINA é')).toEqual(rina);
      expect(await store.reviewers.byName('rin')).toBeUndefined();
      const budi = aReviewer({ name: 'budi' });
      await store.reviewers.add(budi);
      expect(await store.reviewers.list()).toEqual([budi, rina]);
      expect(await store.reviewers.get(budi.id)).toEqual(budi);
      expect(await store.reviewers.get('nobody')).toBeUndefined();
    });

    test('a name belongs to one account, whatever its case and however many come at once', async () => {
      const added = await Promise.all(
        ['Rina', 'rina', 'RINA', 'rINA'].map((name) => store.reviewers.add(aReviewer({ name }))),
      );
      expect(added.sort()).toEqual(['added', 'taken', 'taken', 'taken']);
      expect(await store.reviewers.list()).toHaveLength(1);
    });

    test('a change holds only against the revision that was read', async () => {
      const rina = aReviewer();
      await store.reviewers.add(rina);
      const changed = {
        ...rina,
        role: 'editor' as const,
        password: 'new',
        recovery: ['b'],
        epoch: 3,
      };
      expect(await store.reviewers.save(changed)).toBe('saved');
      expect(await store.reviewers.save({ ...rina, password: 'late' })).toBe('stale');
      expect(await store.reviewers.get(rina.id)).toEqual({ ...changed, revision: 1 });
      expect(await store.reviewers.save(aReviewer())).toBe('stale');
    });

    test('of many changes at once one holds', async () => {
      const rina = aReviewer();
      await store.reviewers.add(rina);
      const saves = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.reviewers.save({ ...rina, epoch: n })),
      );
      expect(saves.filter((save) => save === 'saved')).toHaveLength(1);
    });

    test('the last admin who can come in stays one', async () => {
      const rina = aReviewer({ role: 'admin' });
      await store.reviewers.add(rina);
      await store.reviewers.add(aReviewer({ role: 'admin', isDisabled: true }));
      const editor = aReviewer({ role: 'editor' });
      await store.reviewers.add(editor);
      expect(await store.reviewers.save({ ...editor, isDisabled: true })).toBe('saved');
      expect(await store.reviewers.save({ ...rina, role: 'editor' })).toBe('last-admin');
      expect(await store.reviewers.save({ ...rina, isDisabled: true })).toBe('last-admin');
      expect(await store.reviewers.get(rina.id)).toEqual(rina);
      await store.reviewers.add(aReviewer({ role: 'admin' }));
      expect(await store.reviewers.save({ ...rina, role: 'editor' })).toBe('saved');
    });

    test('of two admins who let each other go at once, one stays', async () => {
      const pair = [aReviewer({ role: 'admin' }), aReviewer({ role: 'admin' })];
      for (const each of pair) await store.reviewers.add(each);
      const saves = await Promise.all(
        pair.map((each) => store.reviewers.save({ ...each, isDisabled: true })),
      );
      expect(saves.sort()).toEqual(['last-admin', 'saved']);
      const left = (await store.reviewers.list()).filter(({ isDisabled }) => !isDisabled);
      expect(left).toHaveLength(1);
    });

    test('a name that looks like a command is a name and nothing else', async () => {
      const rina = aReviewer({ name: 'Rina' });
      await store.reviewers.add(rina);
      for (const name of PLANTED) {
        expect(await store.reviewers.byName(name)).toBeUndefined();
        const planted = aReviewer({ name });
        expect(await store.reviewers.add(planted)).toBe('added');
        expect(await store.reviewers.byName(name)).toEqual(planted);
      }
      expect(await store.reviewers.get(rina.id)).toEqual(rina);
      expect(await store.reviewers.list()).toHaveLength(1 + PLANTED.length);
    });
  });
}
