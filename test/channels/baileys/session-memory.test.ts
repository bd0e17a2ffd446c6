import { expect, onTestFinished, test } from 'vitest';
import { openAuthState } from '../../../src/channels/baileys/auth-state.ts';
import { messageIdOf, SentTexts } from '../../../src/channels/baileys/sent-texts.ts';
import { Timers } from '../../../src/channels/baileys/timers.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const DAY = 86_400_000;

function openSessions() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store.sessions;
}

test('a sent reply is found by its message for three days, in its own account only', async () => {
  const sessions = openSessions();
  const sent = new SentTexts(sessions, 'one');
  const reply = { reply: 'r1', text: 'Halo', message: 'aGFsbw==' };
  await sent.keep('m1', reply, MORNING);
  expect(await sent.find('m1')).toEqual(reply);
  expect(await sent.find('m2')).toBeUndefined();
  expect(await new SentTexts(sessions, 'two').find('m1')).toBeUndefined();
  await sent.prune(MORNING + 3 * DAY);
  expect(await sent.find('m1')).toEqual(reply);
  await sent.prune(MORNING + 3 * DAY + 1);
  expect(await sent.find('m1')).toBeUndefined();
});

test('a reply has one message id at every attempt, and no two share one', () => {
  expect(messageIdOf('r1')).toBe(messageIdOf('r1'));
  expect(messageIdOf('r1')).not.toBe(messageIdOf('r2'));
  expect(messageIdOf('r1')).toMatch(/^3EB0[0-9A-F]{18}$/);
});

test('the timer of a chat is kept, also for the next process, until it is taken off', async () => {
  const sessions = openSessions();
  const timers = new Timers(sessions, 'one');
  expect(await timers.find('a')).toBe(0);
  await timers.keep('a', 86_400, MORNING);
  expect(await timers.find('a')).toBe(86_400);
  expect(await new Timers(sessions, 'one').find('a')).toBe(86_400);
  expect(await new Timers(sessions, 'two').find('a')).toBe(0);
  await timers.keep('a', 0, MORNING);
  expect(await timers.find('a')).toBe(0);
  expect(await new Timers(sessions, 'one').find('a')).toBe(0);
});

test('a timer that is known is neither read nor written again, among ten thousand', async () => {
  const sessions = openSessions();
  const deeds: string[] = [];
  const watched = {
    ...sessions,
    read: async (_: string, __: string, ids: readonly string[]) => {
      deeds.push(`read ${ids}`);
      return new Map<string, string>();
    },
    write: async (_: string, entries: readonly { id: string }[]) => {
      deeds.push(`write ${entries.map(({ id }) => id)}`);
    },
  };
  const timers = new Timers(watched, 'one');
  await timers.keep('a', 60, MORNING);
  await timers.keep('a', 60, MORNING);
  expect(await timers.find('a')).toBe(60);
  expect(deeds).toEqual(['read a', 'write a']);
  for (let n = 1; n <= 10_000; n += 1) await timers.find(`c${n}`);
  deeds.length = 0;
  await timers.find('a');
  expect(deeds).toEqual(['read a']);
});

test('a key is there for the next process until it is used, in its own account only', async () => {
  const sessions = openSessions();
  const keysOf = async (account: string) =>
    (await openAuthState(sessions, account, () => MORNING)).state.keys;
  const key = { public: Buffer.from('open'), private: Buffer.from('secret') };
  await (await keysOf('one')).set({ 'pre-key': { 1: key, 2: key } });
  expect(await (await keysOf('one')).get('pre-key', ['1', '2'])).toEqual({ 1: key, 2: key });
  expect(await (await keysOf('two')).get('pre-key', ['1', '2'])).toEqual({});
  await (await keysOf('one')).set({ 'pre-key': { 1: null } });
  expect(await (await keysOf('one')).get('pre-key', ['1', '2'])).toEqual({ 2: key });
});

test('a device that was paired is so for the next process', async () => {
  const sessions = openSessions();
  const open = () => openAuthState(sessions, 'one', () => MORNING);
  const { state, saveCreds, isPaired } = await open();
  expect(isPaired).toBe(false);
  state.creds.me = { id: '6281200000000:1@s.whatsapp.net' };
  await saveCreds();
  const next = await open();
  expect(next.isPaired).toBe(true);
  expect(next.state.creds).toEqual(state.creds);
});
