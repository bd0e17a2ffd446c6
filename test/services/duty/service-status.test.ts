import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { bucketOf } from '../../../src/domain/stats/answer-time.ts';
import type { Health } from '../../../src/ports/channel.ts';
import type { Load } from '../../../src/ports/load.ts';
import { saveHeartbeat } from '../../../src/services/duty/heartbeat.ts';
import { addShift } from '../../../src/services/duty/roster.ts';
import {
  readServiceStatus,
  type ServiceStatus,
} from '../../../src/services/duty/service-status.ts';
import { statusWords } from '../../../src/services/duty/status-text.ts';
import { StoreWrites } from '../../../src/services/duty/store-writes.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aCase, aCitizen, aTurn } from '../../support/builders.ts';
import { seededBytes } from '../../support/seeded-bytes.ts';
import { loadScript, MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const none = { count: 0 };
const quiet: Load = {
  letters: none,
  replies: { waiting: none, sending: none, unsure: none, held: none },
  cases: {},
  claims: none,
};
const since = (ms: number) => ({ count: 1, oldestAt: MORNING - ms });

/** A tipline whose load and channels a test sets. */
async function aTipline() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const clock = { now: () => MORNING, at: () => () => {} };
  const writes = new StoreWrites(clock, () => {});
  const state = { load: quiet, decided: [] as ReturnType<typeof aCase>[] };
  const cases = {
    ...store.cases,
    decidedSince: async (at: number) =>
      state.decided.filter(({ decidedAt = 0 }) => decidedAt >= at),
  };
  const read = (channels: Readonly<Record<string, Health['state']>> = { wa: 'ok' }) =>
    readServiceStatus({
      ...{ clock, writes, settings: defaultSettings },
      store: { ...store, cases, load: async () => state.load } as unknown as typeof store, // the rest is not asked
      channels: new Map(
        Object.entries(channels).map(([name, health]) => [
          name,
          { name, reconcileMs: 0, send: neverSend, health: () => ({ state: health }) },
        ]),
      ),
    });
  return { ...{ store, clock, writes, state, read }, randomBytes: seededBytes('status') };
}

const neverSend = () => Promise.reject(new Error('nothing is sent here'));

describe('what the status says', () => {
  test('of a tipline in order: all of it works, and of hours and times nothing is known', async () => {
    const { read } = await aTipline();
    expect(await read()).toEqual({
      ...{ at: MORNING, receiving: 'working', answering: 'working', reviewing: 'working' },
      ...{ isOpen: undefined, open: [], answerMs: undefined, decisionMs: undefined },
    });
  });

  test.each([
    ['a letter', (ms: number): Load => ({ ...quiet, letters: since(ms) })],
    [
      'a reply',
      (ms: number): Load => ({ ...quiet, replies: { ...quiet.replies, unsure: since(ms) } }),
    ],
  ])(
    'of %s that waits: slow after two minutes, disturbed after a quarter of an hour',
    async (_, load) => {
      const { read, state } = await aTipline();
      const answeringAfter = async (ms: number) => {
        state.load = load(ms);
        return (await read()).answering;
      };
      expect(await answeringAfter(2 * MINUTE)).toBe('working');
      expect(await answeringAfter(2 * MINUTE + 1)).toBe('slow');
      expect(await answeringAfter(15 * MINUTE)).toBe('slow');
      expect(await answeringAfter(15 * MINUTE + 1)).toBe('disturbed');
    },
  );

  test('of a case that waits: slow after the time that is aimed at, disturbed after three times it', async () => {
    const { read, state } = await aTipline();
    const reviewingAfter = async (...ages: number[]) => {
      state.load = { ...quiet, cases: Object.fromEntries(ages.map((ms, n) => [n, since(ms)])) };
      return (await read()).reviewing;
    };
    expect(await reviewingAfter(DAY, 1)).toBe('working');
    expect(await reviewingAfter(1, DAY + 1)).toBe('slow');
    expect(await reviewingAfter(3 * DAY)).toBe('slow');
    expect(await reviewingAfter(3 * DAY + 1)).toBe('disturbed');
  });

  test.each<[Record<string, Health['state']>, string, string]>([
    [{ a: 'ok', b: 'ok' }, 'working', 'working'],
    [{ a: 'ok', b: 'down' }, 'slow', 'slow'],
    [{ a: 'paused' }, 'working', 'disturbed'],
    [{ a: 'paused', b: 'ok' }, 'working', 'slow'],
    [{ a: 'down', b: 'starting' }, 'disturbed', 'disturbed'],
    [{}, 'working', 'working'],
  ])('of the numbers %j: receiving %s, answering %s', async (channels, receiving, answering) => {
    const { read } = await aTipline();
    expect(await read(channels)).toMatchObject({ receiving, answering });
  });

  test('the worse of waiting and sending', async () => {
    const { read, state } = await aTipline();
    state.load = { ...quiet, letters: since(HOUR) };
    expect(await read({ a: 'ok', b: 'down' })).toMatchObject({ answering: 'disturbed' });
    state.load = { ...quiet, letters: since(3 * MINUTE) };
    expect(await read({ a: 'down' })).toMatchObject({ answering: 'disturbed' });
  });

  test('that nothing is answered where no process works, and nothing received where nothing is kept', async () => {
    const { read, store, writes } = await aTipline();
    const pulse = { at: MORNING, isWorker: false, hasJobs: true, channels: {} };
    await saveHeartbeat({ store }, 'web', pulse);
    expect(await read()).toMatchObject({ receiving: 'working', answering: 'disturbed' });
    await saveHeartbeat({ store }, 'worker', { ...pulse, isWorker: true });
    expect(await read()).toMatchObject({ receiving: 'working', answering: 'working' });
    writes.note('turns commitTurn', new Error('away'));
    expect(await read()).toMatchObject({ receiving: 'disturbed', answering: 'disturbed' });
  });

  test('whether somebody is on duty now, and when within the week that begins today', async () => {
    const deps = await aTipline();
    const shift = { zone: 'WIB' as const, days: [0, 1, 2, 3, 4, 5, 6], minutes: 60 };
    await addShift(deps, { ...shift, from: 8 * 60, reviewer: 'Rina' }, 'Edi');
    const { isOpen, open } = await deps.read();
    expect(isOpen).toBe(true);
    expect(open).toHaveLength(7);
    expect(open[0]).toEqual({ start: MORNING, end: MORNING + HOUR });
    const other = await aTipline();
    await addShift(other, { ...shift, from: 9 * 60, reviewer: 'Rina' }, 'Edi');
    expect(await other.read()).toMatchObject({ isOpen: false });
  });

  test('how long half of the answers and decisions of a week took, from ten on', async () => {
    const { read, state, store } = await aTipline();
    const citizen = await aCitizen(store);
    const count = async (tallies: Record<string, number>, now: number, revision: number) =>
      store.turns.commitTurn(aTurn({ citizen, revision, tallies, now }));
    const [fast, slow] = [bucketOf(1000), bucketOf(60_000)];
    const opened = { openedAt: MORNING - 9 * HOUR };
    state.decided = Array.from({ length: 9 }, (_, n) =>
      aCase({ ...opened, decidedAt: opened.openedAt + (n < 5 ? HOUR : 2 * HOUR) }),
    );
    await count({ [`answered.${fast}`]: 4, [`answered.${slow}`]: 5 }, MORNING - 6 * DAY, 0);
    await count({ [`answered.${fast}`]: 9 }, MORNING - 8 * DAY, 1);
    expect(await read()).toMatchObject({ answerMs: undefined, decisionMs: undefined });
    await count({ [`answered.${slow}`]: 1 }, MORNING, 2);
    state.decided.push(aCase({ openedAt: MORNING - 8 * DAY, decidedAt: MORNING - 7 * DAY }));
    const { answerMs = 0, decisionMs } = await read();
    expect(Math.abs(answerMs - 60_000)).toBeLessThan(10_000);
    expect(decisionMs).toBe(HOUR);
    state.decided = state.decided.slice(0, 9);
    state.decided.push(aCase({ openedAt: 0, decidedAt: MORNING - 7 * DAY - 1 }));
    expect(await read()).toMatchObject({ decisionMs: undefined });
  });
});

describe('in words', () => {
  const status: ServiceStatus = {
    ...{ at: MORNING, receiving: 'working', answering: 'slow', reviewing: 'disturbed' },
    ...{ isOpen: undefined, open: [], answerMs: undefined, decisionMs: undefined },
  };
  const say = (changes: Partial<ServiceStatus> = {}, language = 'id') =>
    statusWords(loadScript(), language, { ...status, ...changes });

  test('each part is told as it is', () => {
    expect(say()).toMatchObject({
      ...{ receiving: 'lancar', answering: 'lambat', reviewing: 'terganggu' },
      hours: expect.stringContaining('belum ditetapkan'),
      times: expect.stringContaining('Belum ada cukup'),
    });
  });

  test.each<[string, Partial<ServiceStatus>, string]>([
    ['nobody within the week', { isOpen: false }, 'tidak piket. Pesan'],
    [
      'nobody now',
      { isOpen: false, open: [{ start: MORNING + DAY, end: MORNING + 2 * DAY }] },
      'Mulai lagi Rabu pukul 08.00 WIB',
    ],
    [
      'somebody until tonight',
      { isOpen: true, open: [{ start: MORNING, end: MORNING + 12 * HOUR }] },
      'sampai Selasa pukul 20.00 WIB',
    ],
    [
      'somebody for less than six days',
      { isOpen: true, open: [{ start: MORNING - DAY, end: MORNING + 6 * DAY - 1 }] },
      'sampai Senin',
    ],
    [
      'somebody at any time',
      { isOpen: true, open: [{ start: MORNING, end: MORNING + 6 * DAY }] },
      '24 jam',
    ],
  ])('the hours with %s', (_, changes, words) => {
    expect(say(changes).hours).toContain(words);
  });

  test.each([
    [1, '1 detik'],
    [1499, '1 detik'],
    [1.5 * MINUTE - 1, '90 detik'],
    [1.5 * MINUTE, '2 menit'],
    [90 * MINUTE - 1, '90 menit'],
    [90 * MINUTE, '2 jam'],
    [47.4 * HOUR, '47 jam'],
    [48 * HOUR, '2 hari'],
    [5 * DAY, '5 hari'],
  ])('%d ms as %s', (ms, words) => {
    expect(say({ answerMs: ms }).times).toBe(
      `Jawaban otomatis seminggu ini biasanya dalam ${words}.`,
    );
    expect(say({ decisionMs: ms }).times).toBe(
      `Putusan pemeriksa seminggu ini biasanya dalam ${words}.`,
    );
  });

  test('both times stand in lines of their own, and another language has its own words', () => {
    expect(say({ answerMs: 5000, decisionMs: 3 * HOUR }).times.split('\n')).toEqual([
      'Jawaban otomatis seminggu ini biasanya dalam 5 detik.',
      'Putusan pemeriksa seminggu ini biasanya dalam 3 jam.',
    ]);
    expect(say({ answerMs: 5000 }, 'en').times).not.toContain('detik');
  });
});
