import { expect, onTestFinished, test } from 'vitest';
import { type Alert, alertKinds, defaultRules } from '../../../src/domain/duty/alert.ts';
import topics from '../../../src/domain/duty/number-topics.json' with { type: 'json' };
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { alertWords } from '../../../src/services/duty/alert-text.ts';
import {
  acknowledge,
  deleteOldAlerts,
  listAlerts,
  readRules,
  readTrouble,
  saveAlert,
  setRule,
  TO_WEBHOOK,
  unreached,
  unsavedAlerts,
} from '../../../src/services/duty/alerts.ts';
import { readDutyBoard } from '../../../src/services/duty/duty-board.ts';
import { addNote } from '../../../src/services/duty/shift-notes.ts';
import { StoreWrites } from '../../../src/services/duty/store-writes.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aCitizen, aTurn } from '../../support/builders.ts';
import { seededBytes } from '../../support/seeded-bytes.ts';
import { MORNING } from '../../support/stage.ts';

const DAY = 86_400_000;

function anAlert(changes: Partial<Alert> = {}): Alert {
  const seen = { kind: 'queue', of: '', value: 1, since: MORNING, raisedAt: MORNING } as const;
  return { ...seen, called: [], messages: [], ...changes };
}

/** A store with some alerts, by id, and a clock that the test sets. */
async function aDutyStore(alerts: Readonly<Record<string, Partial<Alert>>> = {}) {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  for (const [id, changes] of Object.entries(alerts)) {
    await saveAlert({ store }, { ...anAlert(changes), id, revision: 0 });
  }
  const time = { now: MORNING };
  const clock = { now: () => time.now, at: () => () => {} };
  const settings = { ...defaultSettings, tipDays: 1 };
  return { store, clock, settings, time, randomBytes: seededBytes('piket') };
}

const idsOf = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id);

test('alerts that are up stand before those that ended, the latest of each first', async () => {
  const deps = await aDutyStore({
    a: { raisedAt: MORNING - 4 },
    b: { raisedAt: MORNING - 8, endedAt: MORNING - 1 },
    c: { raisedAt: MORNING - 2 },
    d: { raisedAt: MORNING - 3, endedAt: MORNING - 2 },
    e: { raisedAt: undefined },
  });
  expect(idsOf(await listAlerts(deps))).toEqual(['c', 'a', 'b', 'd']);
  expect(idsOf(await readTrouble(deps))).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('the board of a shift shows the alerts, the five latest notes and the zone of its reader', async () => {
  const deps = await aDutyStore({ queue: {} });
  for (const text of ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam']) {
    deps.time.now += 1;
    await addNote(deps, text, 'rina');
  }
  const board = await readDutyBoard(deps, 'rina');
  expect(idsOf(board.alarms)).toEqual(['queue']);
  expect(board.notes.map(({ text }) => text)).toEqual(['enam', 'lima', 'empat', 'tiga', 'dua']);
  expect(board).toMatchObject({ now: [], next: [], gaps: [], zone: 'WIB' });
});

test('of the messages of a week, those count as missed that were e-mails and failed', () => {
  const message = { way: 'mail', to: 'Rina', news: 'raised', state: 'failed', tries: 6 } as const;
  const missed = (...changes: Partial<Alert['messages'][number]>[]) =>
    unreached(
      changes.map((each) => anAlert({ messages: [{ ...message, at: MORNING, ...each }] })),
      MORNING + 7 * DAY,
    );
  expect(missed({ at: MORNING + 1 }, { at: MORNING + 2 }, { to: 'Budi', at: MORNING + 3 })).toEqual(
    ['Rina', 'Budi'],
  );
  expect(missed({ at: MORNING })).toEqual([]);
  expect(missed({ at: MORNING + 1, state: 'sent' }, { at: MORNING + 1, state: 'waiting' })).toEqual(
    [],
  );
  expect(missed({ at: MORNING + 1, way: 'webhook' })).toEqual([]);
});

test('the desk sees that nothing can be stored, although that cannot be stored', () => {
  const writes = new StoreWrites({ now: () => MORNING }, () => {});
  expect(unsavedAlerts({ writes })).toEqual([]);
  writes.note('turns commitTurn', Object.assign(new Error('no room'), { code: 'ENOSPC' }));
  expect(unsavedAlerts({ writes })).toEqual([
    {
      ...{ kind: 'disk', of: '', value: 1, since: MORNING, raisedAt: MORNING },
      ...{ detail: expect.stringContaining('full'), called: [], messages: [] },
      ...{ id: 'disk', revision: 0 },
    },
  ]);
});

test('an alert that is up is acknowledged once, by the first, and the webhook hears of it', async () => {
  const before = { ...TO_WEBHOOK, state: 'sent', news: 'raised', tries: 1, at: MORNING } as const;
  const deps = await aDutyStore({
    up: { messages: [before] },
    seen: { raisedAt: undefined },
    over: { endedAt: MORNING },
  });
  for (const id of ['seen', 'over', 'none']) {
    expect(await acknowledge(deps, id, 'rina')).toBe('unknown');
  }
  expect(await acknowledge(deps, 'up', 'rina')).toBe('acknowledged');
  deps.time.now += 1;
  expect(await acknowledge(deps, 'up', 'budi')).toBe('already');
  const [up] = await listAlerts(deps);
  expect(up).toMatchObject({ kind: 'queue', acknowledged: { by: 'rina', at: MORNING } });
  const told = { ...TO_WEBHOOK, news: 'acknowledged', at: MORNING };
  expect(up?.messages).toEqual([before, told]);
  expect(await deps.store.audit.list(9)).toMatchObject([
    { by: 'rina', what: 'alarm-acknowledged', of: 'up', at: MORNING },
  ]);
});

test('an ended alert goes after the days of tips, and one that is up or not raised stays', async () => {
  const deps = await aDutyStore({
    over: { endedAt: MORNING },
    never: { raisedAt: undefined, endedAt: MORNING },
    up: {},
  });
  deps.time.now = MORNING + DAY - 1;
  await deleteOldAlerts(deps);
  expect(idsOf(await readTrouble(deps))).toEqual(['never', 'over', 'up']);
  deps.time.now += 1;
  // MORNING lies in the month that is running: nothing of it is counted yet
  await deleteOldAlerts(deps);
  expect(idsOf(await readTrouble(deps))).toEqual(['over', 'up']);
  deps.time.now += 31 * DAY;
  await deleteOldAlerts(deps);
  expect(idsOf(await readTrouble(deps))).toEqual(['up']);
});

test('an alert that was raised in a month with uncounted work stays until that is counted', async () => {
  const deps = await aDutyStore({ over: { endedAt: MORNING } });
  const citizen = await aCitizen(deps.store);
  const tallies = { 'kind.text': 1 };
  await deps.store.turns.commitTurn(aTurn({ citizen, tallies, now: MORNING }));
  deps.time.now = MORNING + 40 * DAY;
  await deleteOldAlerts(deps);
  expect(idsOf(await readTrouble(deps))).toEqual(['over']);
});

test('a rule is kept with who changed it, others stay as they are, and a wrong one is refused', async () => {
  const deps = await aDutyStore();
  const rule = { isOn: true, threshold: 3, minutes: 7, isGrave: true };
  expect(await setRule(deps, { kind: 'backlog', rule, by: 'edi' })).toBe('saved');
  expect(await setRule(deps, { kind: 'burst', rule, by: 'edi' })).toBe('saved');
  for (const wrong of [{ threshold: 0 }, { minutes: -1 }, { minutes: 1441 }, { threshold: 1.5 }]) {
    const set = setRule(deps, { kind: 'queue', rule: { ...rule, ...wrong }, by: 'edi' });
    expect(await set).toBe('bad');
  }
  expect(await readRules(deps)).toEqual({ ...defaultRules, backlog: rule, burst: rule });
  expect(await deps.store.audit.list(9)).toMatchObject([
    { by: 'edi', what: 'alarm-rule-changed', of: 'burst', details: rule },
    { by: 'edi', what: 'alarm-rule-changed', of: 'backlog', details: rule },
  ]);
});

test.each(['id', 'en'] as const)('in %s every alert says what it is about', (language) => {
  const { what, kind, ask } = alertWords[language];
  const about = { of: 'T1', value: 7, detail: 'no answer' };
  const said = alertKinds.map((each) => what({ kind: each, ...about }));
  for (const sentence of said) expect(sentence).not.toMatch(/undefined|[{}]/);
  expect(what({ kind: 'backlog', ...about })).toContain('7');
  expect(what({ kind: 'burst', ...about })).toContain('T1');
  expect(what({ kind: 'channel', ...about })).toMatch(/no answer$/);
  expect(what({ kind: 'channel', of: 'wa', value: 1 })).not.toMatch(/undefined|[{}]/);
  const urgent = [1, 2].map((value) => what({ kind: 'urgent', of: 'T1', value }));
  expect(new Set(urgent).size).toBe(2);
  expect(Object.values(kind)).toHaveLength(alertKinds.length);
  expect(ask('acknowledge', 'https://posko.example/a')).toContain('https://posko.example/a');
  expect(ask('answer', 'https://posko.example/b')).toContain('https://posko.example/b');
});

test.each(['number', 'notice'] as const)('a %s says what Meta told, and why', (kind) => {
  for (const language of ['id', 'en'] as const) {
    const { what } = alertWords[language];
    for (const topic of Object.keys(topics)) {
      const sentence = what({ kind, of: `${topic}:62811:a`, value: 1 });
      expect(sentence).not.toContain(topic);
      expect(sentence).not.toMatch(/undefined|[{}]/);
    }
    const red = { kind, of: 'quality-red:62811:a', value: 1 } as const;
    expect(what(red)).toContain('62811:a');
    expect(what({ ...red, detail: 'Spam v. 2 of.' })).toMatch(/Meta.*: Spam v\. 2 of\. [A-Z]/);
    expect(what({ kind, of: 'unheard-of:x', value: 1 })).toBe('unheard-of');
  }
});
