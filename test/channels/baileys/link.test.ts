import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Lease } from '../../../src/channels/baileys/lease.ts';
import { Link, type LinkParts } from '../../../src/channels/baileys/link.ts';
import type { Baileys } from '../../../src/channels/baileys/open-socket.ts';
import type { SessionStore } from '../../../src/ports/channel-session-store.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

/** A socket that does nothing but note what it is told, and emit what the test wants. */
class FakeSocket {
  readonly deeds: string[] = [];
  readonly ev = Object.assign(new EventEmitter(), { flush: () => void this.deeds.push('flush') });
  readonly ws = new EventEmitter();
  readonly user = { id: '6281:7@s.whatsapp.net', lid: '99:7@lid' };
  readonly rejectCall = async (id: string) => void this.deeds.push(`reject ${id}`);
  readonly requestPairingCode = async (phone: string) => `code for ${phone}`;
  readonly end = () => void this.deeds.push('end');
  close(statusCode?: number): void {
    const error = statusCode === undefined ? undefined : { output: { statusCode } };
    this.ev.emit('connection.update', { connection: 'close', lastDisconnect: { error } });
  }
}

function openSessions(): SessionStore {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store.sessions;
}

async function aLink(changes: Partial<LinkParts> = {}, sessions = openSessions()) {
  const sockets: FakeSocket[] = [];
  const told: unknown[] = [];
  const versions: boolean[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      void told.push([name, ...given]);
  const baileys = {
    makeWASocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    Browsers: { ubuntu: () => [] },
  } as unknown as Baileys; // all that opening a socket uses
  const parts: LinkParts = {
    sessions,
    account: 'one',
    now: () => MORNING,
    url: undefined,
    version: async (isOutdated) => {
      versions.push(isOutdated);
      return undefined;
    },
    groups: 'off',
    log: pino({ level: 'silent' }),
    getMessage: async () => undefined,
    onOpened: async () => {},
    onMessages: note('messages'),
    onUpdates: note('updates'),
    onAck: note('ack'),
    onCode: note('code'),
    onCall: ({ id }) => void told.push(['call', id]),
    onTyping: note('typing'),
    onAway: note('away'),
    onRemoved: note('removed'),
    ...changes,
  };
  const link = new Link(parts, baileys);
  onTestFinished(() => link.close());
  await link.start();
  const current = () => sockets.at(-1) ?? new FakeSocket();
  const open = () => current().ev.emit('connection.update', { connection: 'open' });
  const next = (count: number) => vi.waitUntil(() => sockets.length === count, { timeout: 20_000 });
  return { link, sockets, told, versions, sessions, current, open, next };
}

test('a link has a socket once it is open, and says what it waits for until then', async () => {
  const { link, told, current, open } = await aLink();
  expect(link.health).toEqual({ state: 'starting' });
  expect(link.socket).toBeUndefined();
  current().ev.emit('connection.update', { qr: 'scan me' });
  expect(link.health).toMatchObject({ state: 'down', reason: expect.stringContaining('pair') });
  expect(told).toContainEqual(['code', 'scan me']);
  open();
  expect(link.health).toEqual({ state: 'ok' });
  expect(link.socket).toBe(current());
  expect(link.own).toEqual(['6281@s.whatsapp.net', '99@lid']);
  expect(await link.requestCode('6281')).toBe('code for 6281');
  link.pause('blocked');
  expect(link.health).toEqual({ state: 'paused', reason: 'blocked' });
});

test('what a closed socket has acknowledged is passed on, and its waits are given up', async () => {
  const { link, told, sockets, current, open, next } = await aLink();
  open();
  const first = current();
  first.close(515);
  expect(first.deeds).toEqual(['flush', 'end']);
  expect(told).toContainEqual(['away']);
  expect(link.socket).toBeUndefined();
  await next(2);
  first.ev.emit('messages.upsert', { messages: ['late'] });
  expect(told).toContainEqual(['messages', ['late']]);
  first.ev.emit('connection.update', { connection: 'open' });
  expect(link.health.state).not.toBe('ok');
  await link.close();
  sockets[1]?.ev.emit('messages.upsert', { messages: ['too late'] });
  expect(told).not.toContainEqual(['messages', ['too late']]);
});

test('a call is rejected when it rings, and not again with every word about it', async () => {
  const { told, current, open } = await aLink();
  open();
  const call = { id: 'c1', from: 'a' };
  current().ev.emit('call', [
    { ...call, status: 'offer' },
    { ...call, status: 'ringing' },
    { ...call, status: 'terminate' },
  ]);
  expect(told.filter((each) => Array.isArray(each) && each[0] === 'call')).toEqual([
    ['call', 'c1'],
  ]);
  expect(current().deeds).toEqual(['reject c1']);
});

test('answers, receipts and typing are passed on as they are', async () => {
  const { told, current, open } = await aLink();
  open();
  current().ws.emit('CB:ack,class:message', { attrs: { id: 'm1' } });
  current().ws.emit('CB:ack,class:message', { attrs: { id: 'm2', error: '463' } });
  current().ev.emit('messages.update', ['update']);
  for (const doing of ['composing', 'recording', 'paused']) {
    current().ev.emit('presence.update', {
      id: 'a',
      presences: { a: { lastKnownPresence: doing } },
    });
  }
  expect(told).toEqual([
    ['ack', 'm1', undefined],
    ['ack', 'm2', 463],
    ['updates', ['update']],
    ['typing', 'a', true],
    ['typing', 'a', true],
    ['typing', 'a', false],
  ]);
});

test('a device whose keys cannot be kept is left', async () => {
  const sessions = openSessions();
  const { current, open } = await aLink({}, sessions);
  open();
  vi.spyOn(sessions, 'write').mockRejectedValueOnce(new Error('the disk is full'));
  current().ev.emit('creds.update', { registered: true });
  await vi.waitFor(() => expect(current().deeds).toContain('end'));
});

test('keys that changed are kept for the next start', async () => {
  const { sessions, current, open } = await aLink();
  open();
  current().ev.emit('creds.update', { platform: 'a mark of this test' });
  await vi.waitFor(async () => {
    const kept = await sessions.read('one', 'creds', ['own']);
    expect(kept.get('own')).toContain('a mark of this test');
  });
});

test('a version that is too old is looked up anew, once', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  onTestFinished(() => void vi.restoreAllMocks());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { link, versions, current, sockets } = await aLink();
  current().close(405);
  expect(link.health).toMatchObject({ state: 'down', reason: expect.stringContaining('too old') });
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitUntil(() => sockets.length === 2);
  current().close(515);
  await vi.advanceTimersByTimeAsync(0);
  await vi.waitUntil(() => sockets.length === 3);
  expect(versions).toEqual([false, true, false]);
});

test('a device that was removed loses its keys, one that is stopped its lease', async () => {
  const { link, sessions, told, current, open, next } = await aLink();
  open();
  await sessions.write('one', [{ type: 'session', id: 'x', value: 'key' }], MORNING);
  current().close(401);
  await next(2);
  expect((await sessions.read('one', 'session', ['x'])).size).toBe(0);
  expect(told).toContainEqual(['removed']);
  current().close(403);
  await vi.waitUntil(() => !link.lease.isOurs);
  expect(link.health).toMatchObject({ state: 'down', reason: expect.stringContaining('blocked') });
  const other = new Lease(sessions, 'one', () => MORNING);
  expect(await other.renew()).toBe(true);
});

test('a lease is renewed every ten seconds; when another has it, that is told once', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const sessions = openSessions();
  const time = { now: MORNING };
  const lease = new Lease(sessions, 'one', () => time.now);
  const lost = vi.fn();
  const errors = vi.fn();
  expect(await lease.hold({ onLost: lost, onError: errors })).toBe(true);
  const renewals = vi.spyOn(sessions, 'lease');
  await vi.advanceTimersByTimeAsync(9999);
  expect(renewals).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(renewals).toHaveBeenCalledTimes(1);
  renewals.mockRejectedValueOnce(new Error('the store is away'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(errors).toHaveBeenCalledTimes(1);
  expect(lease.isOurs).toBe(true);
  renewals.mockResolvedValue(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lost).toHaveBeenCalledTimes(1);
  expect(lease.isOurs).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lost).toHaveBeenCalledTimes(1);
});
