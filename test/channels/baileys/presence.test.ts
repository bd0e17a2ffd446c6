import type { WASocket } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Presence } from '../../../src/channels/baileys/presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket that notes what it is asked to do. */
function aSocket() {
  const asked: string[] = [];
  const parts = {
    sendPresenceUpdate: async (state: string) => void asked.push(state),
    presenceSubscribe: async (chat: string) => void asked.push(chat),
  };
  return { socket: parts as unknown as WASocket, asked }; // all that Presence uses
}

test('the number is online from the first chat until half a minute after the last', async () => {
  const { socket, asked } = aSocket();
  const presence = new Presence();
  await presence.ask(socket, 'a');
  await vi.advanceTimersByTimeAsync(20_000);
  await presence.ask(socket, 'b');
  await presence.ask(socket, 'b');
  expect(asked).toEqual(['available', 'a', 'b']);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(asked).not.toContain('unavailable');
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.at(-1)).toBe('unavailable');
  await presence.ask(socket, 'a');
  expect(asked.slice(-2)).toEqual(['available', 'a']);
  presence.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('another connection is asked anew', async () => {
  const [first, second] = [aSocket(), aSocket()];
  const presence = new Presence();
  await presence.ask(first.socket, 'a');
  await presence.ask(second.socket, 'a');
  expect(second.asked).toEqual(['available', 'a']);
  presence.close();
});

test('of more than two hundred chats the memory is given up, and each is asked for again', async () => {
  const { socket, asked } = aSocket();
  const presence = new Presence();
  for (let n = 0; n < 200; n += 1) await presence.ask(socket, `c${n}`);
  await presence.ask(socket, 'c0');
  expect(asked.filter((each) => each === 'c0')).toHaveLength(2);
  expect(asked.filter((each) => each === 'available')).toHaveLength(2);
  presence.close();
});
