import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Login } from '../../src/domain/accounts/reviewer.ts';
import type { Store } from '../../src/ports/store.ts';
import { anId } from '../support/builders.ts';
import type { OpenStore } from './store-contract.ts';

function aLogin(changes: Partial<Login> = {}): Login {
  return {
    key: anId(),
    reviewer: 'rina',
    epoch: 1,
    needs: 'nothing',
    startedAt: 10,
    seenAt: 10,
    ...changes,
  };
}

/** Logins end when they are ended; tries are counted once each; a set-up link works once. */
export function loginsContract(open: OpenStore): void {
  describe('logins', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a login reads as it was started, and knows when it was last used', async () => {
      const [other, login] = [aLogin({ reviewer: 'budi' }), aLogin({ needs: 'code' })];
      await store.logins.start(other);
      await store.logins.start(login);
      expect(await store.logins.get(login.key)).toEqual(login);
      await store.logins.see(login.key, 30);
      await store.logins.see(login.key, 20);
      expect((await store.logins.get(login.key))?.seenAt).toBe(30);
      expect(await store.logins.get(other.key)).toEqual(other);
      expect(await store.logins.get(anId())).toBeUndefined();
    });

    test('no second login takes the key of a first one', async () => {
      const login = aLogin();
      await store.logins.start(login);
      await expect(store.logins.start({ ...login, reviewer: 'budi' })).rejects.toThrow();
      expect((await store.logins.get(login.key))?.reviewer).toBe('rina');
    });

    test('a login ends alone, or all of a reviewer at once; being seen does not bring it back', async () => {
      const [one, two, other] = [aLogin(), aLogin(), aLogin({ reviewer: 'budi' })];
      for (const each of [one, two, other]) await store.logins.start(each);
      expect(await store.logins.end(one.key)).toBe(true);
      expect(await store.logins.end(one.key)).toBe(false);
      await store.logins.see(one.key, 99);
      expect(await store.logins.get(one.key)).toBeUndefined();
      await store.logins.endAll('rina');
      expect(await store.logins.get(two.key)).toBeUndefined();
      expect(await store.logins.get(other.key)).toEqual(other);
    });

    test('tries are replaced only as they were read, so that none is lost', async () => {
      expect(await store.logins.tries('k')).toBeUndefined();
      const count = async () => {
        for (;;) {
          const known = await store.logins.tries('k');
          const fresh = { count: (known?.count ?? 0) + 1, at: 5 };
          if (await store.logins.replaceTries('k', known, fresh)) return;
        }
      };
      await Promise.all(Array.from({ length: 20 }, count));
      expect(await store.logins.tries('k')).toEqual({ count: 20, at: 5 });
      expect(await store.logins.replaceTries('k', undefined, { count: 1, at: 1 })).toBe(false);
      const wrongTime = { count: 20, at: 6 };
      expect(await store.logins.replaceTries('k', wrongTime, { count: 0, at: 6 })).toBe(false);
      expect(await store.logins.replaceTries('new', wrongTime, { count: 0, at: 6 })).toBe(false);
    });

    test('a link is used once, in its time, and leaves the others alone', async () => {
      await store.logins.keepSetup('a', 100);
      await store.logins.keepSetup('b', 100);
      expect(await store.logins.takeSetup('a', 100)).toBe(false);
      expect(await store.logins.takeSetup('c', 50)).toBe(false);
      const taken = await Promise.all([1, 2, 3].map(() => store.logins.takeSetup('a', 50)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.logins.takeSetup('b', 50)).toBe(true);
    });

    test('what is from before a time is tidied away, and nothing else', async () => {
      const [old, fresh] = [aLogin({ startedAt: 9 }), aLogin()];
      await store.logins.start(old);
      await store.logins.start(fresh);
      await store.logins.replaceTries('old', undefined, { count: 1, at: 9 });
      await store.logins.replaceTries('fresh', undefined, { count: 1, at: 10 });
      await store.logins.keepSetup('old', 9);
      await store.logins.keepSetup('fresh', 10);
      await store.logins.tidy(10);
      expect(await store.logins.get(old.key)).toBeUndefined();
      expect(await store.logins.get(fresh.key)).toEqual(fresh);
      expect(await store.logins.tries('old')).toBeUndefined();
      expect(await store.logins.tries('fresh')).toBeDefined();
      expect(await store.logins.takeSetup('old', 0)).toBe(false);
      expect(await store.logins.takeSetup('fresh', 0)).toBe(true);
    });
  });
}
