import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SealedLetters } from '../../../src/channels/baileys/baileys.ts';
import type { Delivered } from '../../../src/services/messaging/receive.ts';
import { anAddress } from '../../support/builders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const KEY = { remoteJid: '200@lid', id: 'A1' };
const message = {
  id: 'A1:sealed',
  kind: 'unknown',
  text: '',
  sentAt: 1,
  forwarded: false,
} as const;
const sealed: Delivered = { from: anAddress(), message: { ...message, forwardingScore: 0 } };

test('a message that does not come again is passed on as unreadable, once', () => {
  const given: Delivered[] = [];
  const letters = new SealedLetters((delivered) => given.push(delivered));
  letters.put(KEY, sealed);
  letters.put(KEY, sealed);
  vi.advanceTimersByTime(59_000);
  expect(given).toEqual([]);
  vi.advanceTimersByTime(600_000);
  expect(given).toEqual([sealed]);
});

test('a message that comes again, or a post that ends, needs no such word', () => {
  const given: Delivered[] = [];
  const letters = new SealedLetters((delivered) => given.push(delivered));
  letters.put(KEY, sealed);
  letters.drop(KEY);
  letters.put({ ...KEY, id: 'A2' }, sealed);
  letters.close();
  vi.advanceTimersByTime(600_000);
  expect(given).toEqual([]);
});
