import { expect, onTestFinished, test, vi } from 'vitest';
import type { Channel, Health } from '../../../src/ports/channel.ts';
import {
  channelsOf,
  endHeartbeat,
  type Heartbeat,
  healthOf,
  heldByNobody,
  readHeartbeats,
  reasonsOf,
  saveHeartbeat,
} from '../../../src/services/duty/heartbeat.ts';
import { readLocal, showLocal } from '../../../src/services/duty/local-time.ts';
import { addNote, deleteOldNotes, listNotes } from '../../../src/services/duty/shift-notes.ts';
import { lastSent, oldestReply, stuckMs } from '../../../src/services/duty/stuck.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function aStore() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store;
}

function aPulse(changes: Partial<Heartbeat> = {}): Heartbeat {
  return { at: MORNING, isWorker: true, hasJobs: true, channels: {}, ...changes };
}

test('a process that is silent for a minute does nothing any more, after an hour nobody knows it', async () => {
  const store = aStore();
  const pulse = aPulse({ hasJobs: false, channels: { a: 'ok' }, matching: 'lost' });
  await saveHeartbeat({ store }, 'one', pulse);
  expect(await readHeartbeats({ store }, MORNING + MINUTE - 1)).toMatchObject([pulse]);
  const silent = { isWorker: false, hasJobs: true, channels: { a: 'down' }, matching: undefined };
  expect(await readHeartbeats({ store }, MORNING + MINUTE)).toMatchObject([
    { ...pulse, ...silent },
  ]);
  await saveHeartbeat({ store }, 'two', aPulse({ at: MORNING + HOUR }));
  expect(await readHeartbeats({ store }, MORNING + HOUR)).toHaveLength(2);
  await saveHeartbeat({ store }, 'two', aPulse({ at: MORNING + HOUR + 1 }));
  expect(await readHeartbeats({ store }, MORNING + HOUR)).toHaveLength(1);
  await endHeartbeat({ store }, 'two');
  await endHeartbeat({ store }, 'two');
  expect(await readHeartbeats({ store }, MORNING)).toEqual([]);
});

test('a channel is as well as the process that uses it best, and paused for all', () => {
  const best = (...states: Health['state'][]) =>
    channelsOf(states.map((state) => aPulse({ channels: { a: state } }))).get('a');
  expect(best('standby', 'ok', 'down')).toBe('ok');
  expect(best('ok', 'paused')).toBe('paused');
  expect(best('paused', 'ok')).toBe('paused');
  expect(best('down', 'starting')).toBe('starting');
  expect(best('standby', 'down')).toBe('down');
});

test('a way for which replies wait is held by nobody where no process has it', () => {
  const pulses = [
    aPulse({ strays: ['a', 'b'], channels: { c: 'ok' } }),
    aPulse({ strays: ['a', 'c'], channels: { b: 'standby' } }),
  ];
  expect(heldByNobody(pulses)).toEqual(['a']);
  expect(channelsOf(pulses).get('a')).toBe('down');
});

test('why a channel does not work is told, of one that works nothing', () => {
  const channels = new Map(
    Object.entries({
      fine: { state: 'ok', reason: 'the template was refused' },
      away: { state: 'down', reason: 'WhatsApp cannot be reached' },
      slow: { state: 'starting' },
    } satisfies Record<string, Health>).map(([way, health]) => [
      way,
      { health: () => health } as unknown as Channel, // all that is asked here
    ]),
  );
  channels.set('bare', {} as unknown as Channel);
  expect(healthOf(channels)).toEqual({ fine: 'ok', away: 'down', slow: 'starting', bare: 'ok' });
  expect(reasonsOf(channels)).toEqual({ away: 'WhatsApp cannot be reached' });
});

function aLoad(oldestAt?: number) {
  const none = { count: 0 };
  const waiting = oldestAt === undefined ? none : { count: 1, oldestAt };
  return { replies: { waiting, sending: none, unsure: none, held: { count: 1, oldestAt: 0 } } };
}

test('replies are stuck once nothing has got out for five minutes, or one has waited for six hours', () => {
  const at = (now: number, sentAt?: number) => stuckMs(aLoad(MORNING), { now, sentAt });
  expect(at(MORNING + 5 * MINUTE - 1)).toBe(0);
  expect(at(MORNING + 5 * MINUTE)).toBe(5 * MINUTE);
  expect(at(MORNING + 5 * MINUTE, MORNING + 1)).toBe(0);
  expect(at(MORNING + 5 * MINUTE, MORNING)).toBe(5 * MINUTE);
  const late = MORNING + 6 * HOUR;
  expect(at(late - 1, late - 1)).toBe(0);
  expect(at(late, late)).toBe(6 * HOUR);
  expect(stuckMs(aLoad(), { now: late, sentAt: undefined })).toBe(0);
  expect(oldestReply(aLoad())).toBeUndefined();
  const { replies } = aLoad(MORNING);
  const unsure = { count: 1, oldestAt: MORNING - 1 };
  expect(oldestReply({ replies: { ...replies, unsure } })).toBe(MORNING - 1);
});

test('a desk keeps five hundred notes, and takes none beyond', async () => {
  const store = aStore();
  const value = { at: MORNING, by: 'rina', text: 'x' };
  const all = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ id: `${n}`, revision: 1, value }));
  const list = vi.spyOn(store.documents, 'list');
  const clock = { now: () => MORNING, at: () => () => {} };
  const deps = { store, clock, randomBytes: () => new Uint8Array(4) };
  list.mockResolvedValueOnce(all(500));
  expect(await addNote(deps, 'satu lagi', 'rina')).toBe('full');
  list.mockResolvedValueOnce(all(499));
  expect(await addNote(deps, 'satu lagi', 'rina')).toBe('saved');
});

test('what was handed over last is the latest of any process', () => {
  expect(lastSent([aPulse({ sentAt: 5 }), aPulse(), aPulse({ sentAt: 3 })])).toBe(5);
  expect(lastSent([aPulse()])).toBeUndefined();
});

test('a time is read as it stands on the clocks of a zone, and no other text is one', () => {
  const at = Date.UTC(2027, 1, 14, 0, 30);
  expect(readLocal('2027-02-14 07:30', 'WIB')).toBe(at);
  expect(readLocal(' 2027-02-14T08:30:00 ', 'WITA')).toBe(at);
  expect(readLocal('2027-02-14 09:30', 'WIT')).toBe(at);
  expect(showLocal(at, 'WIT')).toBe('2027-02-14 09:30 WIT');
  for (const none of [
    '2027-02-30 07:30',
    '2027-02-14',
    '2027-02-14 24:30',
    '14-02-2027 07:30',
    '',
    'x2027-02-14 07:30',
    '2027-02-14 07:30x',
    '07:30',
  ]) {
    expect(readLocal(none, 'WIB')).toBeUndefined();
  }
});

test('a note of a shift is masked, told newest first, and goes with the time of tips', async () => {
  const store = aStore();
  const time = { now: MORNING };
  let count = 0;
  const clock = { now: () => time.now, at: () => () => {} };
  const randomBytes = () => {
    count += 1;
    return new Uint8Array([0, 0, 0, count]);
  };
  const deps = { store, clock, randomBytes };
  expect(await addNote(deps, '  ', 'rina')).toBe('bad');
  expect(await addNote(deps, 'x'.repeat(2001), 'rina')).toBe('bad');
  expect(await addNote(deps, ' Hubungi 081234567890 ', 'rina')).toBe('saved');
  time.now += 1;
  expect(await addNote(deps, 'x'.repeat(2000), 'budi')).toBe('saved');
  const notes = await listNotes(deps, 10);
  expect(notes.map(({ by }) => by)).toEqual(['budi', 'rina']);
  expect(notes[1]?.text).not.toContain('0812345');
  expect(await listNotes(deps, 1)).toHaveLength(1);
  const settings = { tipDays: 1 } as Parameters<typeof deleteOldNotes>[0]['settings'];
  time.now = MORNING + 24 * HOUR - 1;
  await deleteOldNotes({ ...deps, settings });
  expect(await listNotes(deps, 10)).toHaveLength(2);
  time.now += 1;
  await deleteOldNotes({ ...deps, settings });
  expect((await listNotes(deps, 10)).map(({ by }) => by)).toEqual(['budi']);
});
