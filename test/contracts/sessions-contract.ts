import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import type { OpenStore } from './store-contract.ts';

/** What a channel remembers is kept whole; one process at a time uses an account. */
export function sessionsContract(open: OpenStore): void {
  describe('sessions', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('what was written reads as it was written, and what was removed is gone', async () => {
      const { sessions } = store;
      const value = JSON.stringify({ key: 'é🔑' });
      await sessions.write('a', [{ type: 't', id: '1', value }], 1);
      await sessions.write('b', [{ type: 't', id: '1', value: 'other' }], 1);
      expect(await sessions.read('a', 't', ['1', '2'])).toEqual(new Map([['1', value]]));
      await sessions.write('a', [{ type: 't', id: '1', value: null }], 2);
      expect(await sessions.read('a', 't', ['1'])).toEqual(new Map());
      expect((await sessions.read('b', 't', ['1'])).get('1')).toBe('other');
    });

    test('entries are written together or not at all', async () => {
      const { sessions } = store;
      const broken = { type: 't', id: '2', value: undefined as unknown as string };
      const entries = [{ type: 't', id: '1', value: 'x' }, broken];
      await expect(sessions.write('a', entries, 1)).rejects.toThrow();
      expect(await sessions.read('a', 't', ['1'])).toEqual(new Map());
    });

    test('an account is forgotten whole, or one type of it before a time', async () => {
      const { sessions } = store;
      const put = (id: string, at: number, type = 't') =>
        sessions.write('a', [{ type, id, value: id }], at);
      await put('old', 1);
      await put('new', 5);
      await put('key', 1, 'other');
      await sessions.forget('a', { type: 't', before: 5 });
      expect([...(await sessions.read('a', 't', ['old', 'new'])).keys()]).toEqual(['new']);
      expect([...(await sessions.read('a', 'other', ['key'])).keys()]).toEqual(['key']);
      await sessions.forget('a');
      expect((await sessions.read('a', 't', ['new'])).size).toBe(0);
      expect((await sessions.read('a', 'other', ['key'])).size).toBe(0);
    });

    test('what was written again is as old as its last writing', async () => {
      const { sessions } = store;
      const put = (value: string, at: number) =>
        sessions.write('a', [{ type: 't', id: 'key', value }], at);
      await put('first', 1);
      await put('second', 9);
      await sessions.forget('a', { type: 't', before: 9 });
      expect(await sessions.read('a', 't', ['key'])).toEqual(new Map([['key', 'second']]));
      await sessions.forget('a', { type: 't', before: 10 });
      expect(await sessions.read('a', 't', ['key'])).toEqual(new Map());
    });

    test('one process at a time has an account, until it lets go or its time is over', async () => {
      const { sessions } = store;
      const span = (now: number) => ({ now, until: now + 10 });
      expect(await sessions.lease('a', 'one', span(0))).toBe(true);
      expect(await sessions.lease('a', 'two', span(5))).toBe(false);
      expect(await sessions.lease('a', 'one', span(5))).toBe(true);
      expect(await sessions.lease('a', 'two', span(14))).toBe(false);
      expect(await sessions.lease('a', 'two', span(15))).toBe(true);
      await sessions.release('a', 'one');
      expect(await sessions.lease('a', 'one', span(16))).toBe(false);
      await sessions.release('a', 'two');
      expect(await sessions.lease('a', 'one', span(16))).toBe(true);
    });
  });
}
