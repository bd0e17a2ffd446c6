import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import { countCharge } from '../../../src/domain/stats/charge.ts';
import type { Load } from '../../../src/ports/load.ts';
import type { Store } from '../../../src/ports/store.ts';
import { snooze } from '../../../src/services/cases/amend-case.ts';
import { findCauses } from '../../../src/services/duty/find-incidents.ts';
import { HELD_BY_NOBODY, type Heartbeat } from '../../../src/services/duty/heartbeat.ts';
import { noteNotice } from '../../../src/services/messaging/number-notices.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aCharge, aCitizen, aPost, aTurn } from '../../support/builders.ts';
import { openReportAtDesk } from '../../support/report-at-desk.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FEW_BYTES = 500 * 1024 ** 2;

/** A post, and what an eye on it sees at a time. */
async function anEye(settings: Partial<Settings> = {}, there?: Store) {
  const store = there ?? (await openInMemory());
  const post = await aPost(store, { settings });
  onTestFinished(async () => {
    await post.close();
    if (!there) await store.close();
  });
  type Seeing = Parameters<typeof findCauses>[0];
  const see = (
    changes: Partial<Seeing> & { now?: number } = {},
    pulses: readonly Heartbeat[] = [],
    freeBytes?: number,
  ) => {
    const { now = MORNING, ...others } = changes;
    const clock = { now: () => now, at: () => () => {} };
    return findCauses({ ...post.deps, ...others, clock }, pulses, freeBytes);
  };
  return { store, post, see };
}

function aPulse(changes: Partial<Heartbeat> = {}): Heartbeat {
  return { at: MORNING, isWorker: true, hasJobs: true, channels: {}, ...changes };
}

test('a post in order has no trouble, and room on the disk is trouble only where it is short', async () => {
  const { see } = await anEye();
  expect(await see()).toEqual([]);
  expect(await see({}, [aPulse({ channels: { wa: 'ok' } })])).toEqual([]);
  expect(await see({}, [], FEW_BYTES)).toEqual([]);
  expect(await see({}, [], FEW_BYTES - 1)).toEqual([{ kind: 'disk', of: '', value: 1 }]);
});

test('what processes report: channels with the reason, the queue, matching, and no worker', async () => {
  const { see } = await anEye();
  const pulses = [
    aPulse({ channels: { wa: 'down', sms: 'ok', web: 'paused' }, reasons: { wa: 'logged out' } }),
    aPulse({ hasJobs: false, matching: 'out of memory', strays: ['lost'] }),
    aPulse({ hasJobs: false, matching: 'too slow' }),
  ];
  expect(await see({}, pulses)).toEqual([
    { kind: 'channel', of: 'wa', value: 1, detail: 'logged out' },
    { kind: 'channel', of: 'web', value: 1 },
    { kind: 'channel', of: 'lost', value: 1, detail: HELD_BY_NOBODY },
    { kind: 'queue', of: '', value: 2 },
    { kind: 'matching', of: '', value: 2, detail: 'out of memory' },
  ]);
  const idle = aPulse({ isWorker: false });
  expect(await see({}, [idle, idle])).toEqual([{ kind: 'worker', of: '', value: 1 }]);
  expect(await see({}, [idle, aPulse()])).toEqual([]);
});

test('the age of the last backup is told in whole hours, and where there never was one nothing', async () => {
  const { see } = await anEye();
  const made = (hours: number) => () => MORNING / 1000 - hours * 3600;
  expect(await see({ lastBackup: made(40.9) })).toEqual([{ kind: 'backup', of: '', value: 40 }]);
  expect(await see({ lastBackup: () => 0 })).toEqual([]);
  expect(await see({ isCopyMissing: () => true })).toEqual([{ kind: 'copy', of: '', value: 1 }]);
  expect(await see({ isCopyMissing: () => false })).toEqual([]);
});

test('what Meta tells is trouble by its grade, until it is over', async () => {
  const { see, store } = await anEye();
  const notice = { detail: 'spam', at: MORNING } as const;
  await noteNotice({ store }, { ...notice, topic: 'quality-red', of: '62811' });
  await noteNotice({ store }, { ...notice, topic: 'account-disabled', of: '' });
  await noteNotice({ store }, { ...notice, topic: 'quality-yellow', of: '62812' });
  await noteNotice({ store }, { ...notice, topic: 'quality-green', of: '62813' });
  const told = await see();
  expect(told.map(({ kind, of }) => `${kind} ${of}`).toSorted()).toEqual([
    'notice quality-yellow:62812',
    'number account-disabled',
    'number quality-red:62811',
  ]);
  expect(told[0]).toMatchObject({ value: 1, detail: 'spam' });
  expect(await see({ now: MORNING + 7 * DAY })).toEqual([]);
});

test('what citizens asked of their data is trouble once three days are over', async () => {
  const { see, store } = await anEye();
  for (const receipt of ['R1', 'R2']) {
    const citizen = await aCitizen(store);
    const asked = { type: 'asked', receipt, asked: 'withdrawal', at: MORNING } as const;
    await store.turns.commitTurn(aTurn({ citizen, changes: [asked] }));
  }
  expect(await see({ now: MORNING + 3 * DAY })).toEqual([]);
  expect(await see({ now: MORNING + 3 * DAY + 1 })).toEqual([{ kind: 'rights', of: '', value: 2 }]);
});

test('how much of the allowance is spent is told in whole percent, where there is one', async () => {
  const { see, store, post } = await anEye();
  for (let n = 0; n < 5; n += 1) {
    const charge = aCharge({ at: MORNING });
    await store.figures.countOnce([countCharge(charge)], MORNING);
  }
  expect(await see()).toEqual([]);
  const settings = { ...post.deps.settings, monthlyAllowance: 6 };
  expect(await see({ settings })).toEqual([{ kind: 'allowance', of: '', value: 83 }]);
});

test('a month that is over and was not counted is named', async () => {
  const { see, store } = await anEye();
  const citizen = await aCitizen(store);
  await store.turns.commitTurn(aTurn({ citizen, tallies: { 'kind.text': 1 } }));
  expect(await see()).toEqual([]);
  expect(await see({ now: MORNING + 10 * DAY })).toEqual([
    { kind: 'record', of: '2026-11', value: 1 },
  ]);
});

test('replies that nothing gets out are told by the minutes that they wait', async () => {
  const { see, store } = await anEye();
  const none = { count: 0 };
  const held = { count: 1, oldestAt: 0 };
  const replies = { waiting: { count: 1, oldestAt: MORNING }, sending: none, unsure: none, held };
  const load: Load = { letters: none, replies, cases: {}, claims: none };
  const late = { store: { ...store, load: async () => load }, now: MORNING + 7.9 * MINUTE };
  expect(await see(late)).toEqual([{ kind: 'stuck', of: '', value: 7 }]);
  expect(await see(late, [aPulse({ sentAt: MORNING })])).toEqual([
    { kind: 'stuck', of: '', value: 7 },
  ]);
  expect(await see(late, [aPulse({ sentAt: late.now - MINUTE })])).toEqual([]);
});

test('an urgent case is trouble while nobody holds it and it does not sleep', async () => {
  const { see, store, post } = await anEye();
  await post.report('a', 'Rumah pak lurah Sukamaju mau dibakar massa malam ini');
  const [found] = await store.cases.list('open', 1);
  if (!found) throw new Error('there is no case');
  const of = found.ticket;
  expect(await see()).toContainEqual({ kind: 'urgent', of, value: 2 });
  await snooze(post.deps, { ticket: of, reviewer: 'rina' }, MORNING + HOUR);
  const asleep = await see({ now: MORNING + HOUR - 1 });
  expect(asleep.map(({ kind }) => kind)).not.toContain('urgent');
  expect(await see({ now: MORNING + HOUR })).toContainEqual({ kind: 'urgent', of, value: 2 });
});

test('a case that spreads is told with its citizens, and late ones are counted', async () => {
  const { see, store, post } = await anEye();
  const text = 'Air galon di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
  for (const citizen of ['a', 'b', 'c', 'd', 'e']) await post.report(citizen, text);
  const [found] = await store.cases.list('open', 1);
  const now = post.clock.now();
  expect(await see({ now })).toEqual([{ kind: 'burst', of: found?.ticket, value: 5 }]);
  expect(await see({ now: now + 25 * HOUR })).toEqual([{ kind: 'backlog', of: '', value: 1 }]);
});

test('a report that waits at the desk is trouble by its urgency and when it is late, not while it is restricted', async () => {
  const { store, reference: of, report, setProfile } = await openReportAtDesk({ urgency: 'life' });
  const { see } = await anEye({ serviceMs: HOUR }, store);
  const urgent = { kind: 'urgent', of, value: 2 };
  expect(await see()).toEqual([urgent]);
  expect(await see({ now: MORNING + HOUR + 1 })).toEqual([
    urgent,
    { kind: 'report', of, value: 1, detail: '–' },
  ]);
  await setProfile({ reports: [report], isRestricted: true });
  expect(await see({ now: MORNING + HOUR + 1 })).toEqual([]);
});
