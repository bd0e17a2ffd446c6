import { expect, onTestFinished, test } from 'vitest';
import type { Alert, AlertMessage } from '../../../src/domain/duty/alert.ts';
import type { AlertChannels, AlertEvent, Email } from '../../../src/ports/alert-channels.ts';
import { savePerson } from '../../../src/services/accounts/people.ts';
import { sayUrgency } from '../../../src/services/cases/amend-case.ts';
import {
  acknowledge,
  listAlerts,
  readTrouble,
  saveAlert,
  TO_WEBHOOK,
} from '../../../src/services/duty/alerts.ts';
import { checkAlerts } from '../../../src/services/duty/check-alerts.ts';
import { addShift, setCallList } from '../../../src/services/duty/roster.ts';
import { noteNotice } from '../../../src/services/messaging/number-notices.ts';
import { addOrganisation } from '../../../src/services/organisations/organisations.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aPost } from '../../support/builders.ts';
import { aReviewer } from '../../support/gate.ts';
import { MORNING } from '../../support/stage.ts';
import { around } from './watched-post.ts';

const MINUTE = 60_000;

/** A post with a disk that a test fills, whose alerts are looked at when the test says so. */
async function aGuard({ escalateMs = 15 * MINUTE, address = '' } = {}) {
  const store = await openInMemory();
  const post = await aPost(store, { settings: { site: { address, showsSamples: true } } });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const [told, letters, warned]: [AlertEvent[], Email[], string[]] = [[], [], []];
  const state = { now: MORNING, freeBytes: 0, isAway: false };
  const all: AlertChannels = {
    webhook: async (news) => {
      if (state.isAway) throw new Error('away');
      told.push(structuredClone(news));
    },
    mail: async (letter) => {
      if (state.isAway) throw new Error('refused');
      letters.push(letter);
    },
  };
  const clock = { now: () => state.now, at: () => () => {} };
  const deps = { ...post.deps, clock, warn: (what: string) => warned.push(what) };
  const look = (ways: AlertChannels = all) =>
    checkAlerts({ ...deps, ways, escalateMs, freeBytes: async () => state.freeBytes });
  const alerts = () => listAlerts({ store });
  return {
    ...{ store, post, deps, state, told, letters, warned, all, look, alerts },
    /** Looks so many minutes later. */
    async later(minutes: number, ways?: AlertChannels) {
      state.now += minutes * MINUTE;
      await look(ways);
    },
    /** Keeps an alert that is up and has something to tell. */
    async keep(changes: Partial<Alert>, ...messages: Partial<AlertMessage>[]) {
      const seen = { kind: 'queue', of: '', value: 1, since: MORNING, raisedAt: MORNING } as const;
      const waiting = messages.map((each) => {
        return { ...TO_WEBHOOK, news: 'raised', at: MORNING, ...each } as const;
      });
      const alert = { ...seen, called: [], messages: waiting, ...changes };
      await saveAlert({ store }, { ...alert, id: 'kept', revision: 0 });
    },
  };
}

test('what is over before its time is forgotten without a word', async () => {
  const { look, later, state, store, told } = await aGuard();
  await look();
  expect(await readTrouble({ store })).toMatchObject([{ kind: 'disk', since: MORNING }]);
  state.freeBytes = 1e12;
  await later(0.5);
  expect(await readTrouble({ store })).toEqual([]);
  expect(told).toEqual([]);
});

test('a look that sees nothing new writes nothing', async () => {
  const { look, later, alerts } = await aGuard();
  await look();
  await later(1);
  const [before] = await alerts();
  await later(0.5);
  expect(await alerts()).toEqual([before]);
  expect(before).toMatchObject({ called: [], raisedAt: MORNING + MINUTE });
  expect(before).not.toHaveProperty('calledAt');
});

test.each([
  [[], []],
  [['webhook'], ['webhook ']],
  [['mail'], ['mail Rina']],
  [
    ['webhook', 'mail'],
    ['webhook ', 'mail Rina'],
  ],
] as const)('an alert goes out by the ways that there are: %j', async (names, sent) => {
  const { look, later, alerts, all, deps } = await aGuard();
  for (const reviewer of ['Rina', 'Budi']) await addShift(deps, { ...around, reviewer }, 'Edi');
  await savePerson(deps, 'Rina', { email: 'rina@posko.example' });
  const ways = Object.fromEntries(names.map((name) => [name, all[name]]));
  await look(ways);
  await later(1, ways);
  const [alert] = await alerts();
  expect(alert?.messages.map(({ way, to }) => `${way} ${to}`)).toEqual(sent);
  expect(alert?.called.toSorted()).toEqual(['Budi', 'Rina']);
});

test('a message whose way or address is gone is dropped', async () => {
  const { keep, look, alerts, all, letters, warned } = await aGuard();
  await keep({}, {}, { way: 'mail', to: 'Rina' });
  await look({});
  expect((await alerts()).map(({ messages }) => messages)).toEqual([[]]);
  await keep({ of: 'again' });
  await look({ mail: all.mail?.bind(all) ?? (async () => {}) });
  expect([letters, warned]).toEqual([[], []]);
});

test('an address without a way, and a way without an address, reach nobody and fail for nobody', async () => {
  const { keep, look, all, store, letters, warned } = await aGuard();
  await savePerson({ store }, 'Rina', { email: 'rina@posko.example' });
  await keep({}, { way: 'mail', to: 'Rina' }, { way: 'mail', to: 'Budi' });
  await look({ ...all });
  expect(letters.map(({ to }) => to)).toEqual(['rina@posko.example']);
  expect(warned).toEqual([]);
});

test('what fails is tried again after 2, 4, 8, 16 and 32 minutes, and given up after six tries', async () => {
  const { keep, look, alerts, state, warned } = await aGuard();
  state.freeBytes = 1e12;
  state.isAway = true;
  await keep({ endedAt: MORNING }, {});
  const waits: number[] = [];
  for (let tries = 1; tries <= 6; tries += 1) {
    await look();
    expect(warned).toHaveLength(tries);
    const [message] = (await alerts()).flatMap(({ messages }) => messages);
    expect(message).toMatchObject({ tries, state: tries < 6 ? 'waiting' : 'failed' });
    waits.push(((message?.at ?? 0) - state.now) / MINUTE);
    state.now = (message?.at ?? 0) - 1;
    await look();
    state.now += 1;
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 0]);
  expect(warned[0]).toContain('webhook: away');
  state.now += 999 * MINUTE;
  state.isAway = false;
  await look();
  expect(warned).toHaveLength(6);
});

test('of processes that look at once one tells, and the others have no trouble with that', async () => {
  const { look, state, told, warned } = await aGuard();
  await look();
  state.now += MINUTE;
  await Promise.all([look(), look(), look()]);
  expect(told.map(({ news }) => news)).toEqual(['raised']);
  expect(warned).toEqual([]);
});

test('an alert of an exercise is marked as one, for the webhook and in the letter', async () => {
  const { keep, look, told, letters, store } = await aGuard();
  await savePerson({ store }, 'Rina', { email: 'rina@posko.example', language: 'en' });
  const mail = { way: 'mail', to: 'Rina' } as const;
  await keep({ kind: 'backlog', of: 'LATIHAN-', value: 7 }, {}, mail);
  await look();
  const [raised] = told;
  expect(raised).toMatchObject({
    news: 'raised',
    alarm: { kind: 'backlog', of: 'LATIHAN-', value: 7, exercise: true },
  });
  expect(raised?.alarm).not.toHaveProperty('messages');
  expect(letters[0]?.subject).toMatch(/^\[Posko\] LATIHAN-Cases/);
});

test('a letter leads to the page, in the language of its reader; a liaison to the referral', async () => {
  const { keep, look, letters, deps, told } = await aGuard({ address: 'https://posko.example' });
  const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' } as const;
  const liaison = 'Sari, +62 812 0000 0001, sari@bawaslu.example';
  await addOrganisation(deps, { ...bawaslu, liaison }, 'ayu');
  await savePerson(deps, 'Rina', { email: 'rina@posko.example', language: 'en' });
  const to = (name: string) => ({ way: 'mail', to: name }) as const;
  await keep(
    { kind: 'partner', of: 'T1-BAWASLU', detail: 'bawaslu' },
    ...[to('Rina'), to('Sari (bawaslu)')],
  );
  await look();
  expect(letters.map((each) => each.to)).toEqual(['rina@posko.example', 'sari@bawaslu.example']);
  expect(letters[0]?.text).toContain('https://posko.example/review/alarms');
  expect(letters[0]?.text).toMatch(/Mark|Acknowledge/i);
  expect(letters[1]?.text).toContain('https://posko.example/review/board/T1-BAWASLU');
  expect(told.every(({ alarm }) => !('exercise' in alarm))).toBe(true);
});

test.each([
  ['a life in danger', 'life', 100],
  ['what cannot wait an hour', 'hour', 20 * 60],
] as const)(
  'the next person is called in a third of the time for %s',
  async (_, urgency, seconds) => {
    const { look, later, post, alerts, state, deps } = await aGuard({ escalateMs: 30 * MINUTE });
    state.freeBytes = 1e12;
    await setCallList(deps, ['Budi', 'Sari'], 'Edi');
    await post.report('a', 'Air galon di Pasar Rebo dicampur sabun cuci oleh pedagang nakal');
    const [found] = await post.deps.store.cases.list('open', 1);
    const actor = { ticket: found?.ticket ?? '', reviewer: 'rina' };
    await sayUrgency(post.deps, actor, urgency);
    state.now = post.clock.now();
    await look();
    const called = async () => (await alerts()).flatMap((alert) => alert.called);
    expect(await called()).toEqual(['Budi']);
    await later(seconds / 60 - 0.01);
    expect(await called()).toEqual(['Budi']);
    await later(0.01);
    expect(await called()).toEqual(['Budi', 'Sari']);
  },
);

test('somebody who is put on the list after an alert was raised is called at once', async () => {
  const { look, later, alerts, deps } = await aGuard();
  await look();
  await later(1);
  await setCallList(deps, ['Budi'], 'Edi');
  await later(0.5);
  expect(await alerts()).toMatchObject([{ called: ['Budi'], calledAt: MORNING + 1.5 * MINUTE }]);
  await acknowledge(deps, 'disk', 'Budi');
  await later(60);
  expect(await alerts()).toMatchObject([{ called: ['Budi'] }]);
});

test('where nobody is on the list, a grave alert calls all of the desk, another one its admins', async () => {
  const { look, later, store, deps, state } = await aGuard();
  for (const [name, role] of [
    ['Ayu', 'admin'],
    ['Tono', 'reviewer'],
  ] as const) {
    await store.reviewers.add(aReviewer({ name, role }));
    await savePerson(deps, name, { email: `${name.toLowerCase()}@posko.example` });
  }
  await look();
  for (const minutes of [1, 15]) await later(minutes);
  const [disk] = await listAlerts({ store });
  expect(disk?.called.toSorted()).toEqual(['Ayu', 'Tono']);
  state.freeBytes = 1e12;
  const notice = { topic: 'quality-yellow', of: '62812', at: state.now } as const;
  await noteNotice({ store }, notice);
  for (const minutes of [1, 15, 15]) await later(minutes);
  const [watched] = await listAlerts({ store });
  expect(watched).toMatchObject({ kind: 'notice', called: ['Ayu'] });
});
