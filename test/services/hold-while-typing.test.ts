import { expect, onTestFinished, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { idle } from '../../src/engine/conversation.ts';
import type { TurnState } from '../../src/ports/turn-state.ts';
import { planTurn } from '../../src/services/conversation/plan-turn.ts';
import { noteTyping, Typing } from '../../src/services/messaging/typing.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMessage, anAddress, aPost } from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

const script = loadScript();
const QUIET = 2000;

/** Bubbles of one citizen, each some seconds after the one before. */
function bubbles(...texts: [seconds: number, text: string, forwarded?: true][]): TurnState {
  let at = MORNING;
  const pending = texts.map(([seconds, text, forwarded = false], n) => {
    at += seconds * 1000;
    const letter = aMessage({ id: `b${n}`, text, forwarded, forwardingScore: forwarded ? 1 : 0 });
    return { key: `b${n}`, letter, arrivedAt: at };
  });
  const profile = newProfile('id', MORNING);
  return {
    revision: 1,
    profile,
    conversation: idle,
    due: null,
    channel: 'a',
    heardAt: at,
    pending,
  };
}

function plan(turn: TurnState, { after, typing }: { after: number; typing?: number }) {
  const last = turn.pending.at(-1)?.arrivedAt ?? 0;
  const { reportDays, reach } = defaultSettings;
  return planTurn(script, turn, {
    now: last + after,
    citizen: 'c1',
    quietMs: QUIET,
    reportDays,
    reach,
    ...(typing === undefined ? {} : { typingUntil: last + typing }),
  });
}

const forwarded = bubbles(
  [0, 'Waspada telor plastik! Putihnya ada kertasnya, kuningnya kayak karet.', true],
  [1, 'bener gak sih ini bu?'],
);

test('a bundle is held until the quiet time is over, and longer while its citizen types', () => {
  const last = forwarded.pending.at(-1)?.arrivedAt ?? 0;
  expect(plan(forwarded, { after: 500 })).toEqual({ type: 'hold', until: last + QUIET });
  expect(plan(forwarded, { after: 3000 })).toMatchObject({ type: 'turn', done: ['b0', 'b1'] });
  const typing = plan(forwarded, { after: 3000, typing: 9000 });
  expect(typing).toEqual({ type: 'hold', until: last + 9000 });
  expect(plan(forwarded, { after: 9000, typing: 9000 })).toMatchObject({ type: 'turn' });
});

test('typing that began before the last bubble does not shorten the quiet time', () => {
  const last = forwarded.pending.at(-1)?.arrivedAt ?? 0;
  const held = plan(forwarded, { after: 500, typing: 700 });
  expect(held).toEqual({ type: 'hold', until: last + QUIET });
});

test('who types for long is answered 20 seconds after the last bubble', () => {
  const last = forwarded.pending.at(-1)?.arrivedAt ?? 0;
  const held = plan(forwarded, { after: 19_000, typing: 29_000 });
  expect(held).toEqual({ type: 'hold', until: last + 20_000 });
  expect(plan(forwarded, { after: 20_000, typing: 30_000 })).toMatchObject({ type: 'turn' });
});

test('a greeting waits for what is being typed', () => {
  const greeting = bubbles([0, 'assalamualaikum min']);
  expect(plan(greeting, { after: 8000, typing: 12_000 })).toMatchObject({ type: 'hold' });
});

test.each(['menu', 'anak saya dipukuli bapaknya sekarang, tolong'])(
  'what needs no more words (%s) is answered at once, whoever types',
  (text) => {
    const turn = bubbles([0, text]);
    expect(plan(turn, { after: 100, typing: 9000 })).toMatchObject({ type: 'turn' });
  },
);

test('a post answers one bundle once its citizen has stopped typing', async () => {
  const { deps, write, wait, heard } = await aTypingPost();
  const from = anAddress('w1');
  noteTyping(deps, from, true); // nobody who has not written is known
  await write('w1', NEWS, { forwarded: true });
  noteTyping(deps, from, true);
  await wait(8000);
  expect(heard).toEqual([]);
  noteTyping(deps, from, false);
  await write('w1', 'ini dari grup arisan, beneran?');
  await wait(1000);
  expect(heard).toEqual([]);
  await wait(1500);
  expect(heard).toHaveLength(1);
});

test('who stops typing and sends nothing is answered soon after', async () => {
  const { deps, write, wait, heard } = await aTypingPost();
  await write('w1', NEWS, { forwarded: true });
  noteTyping(deps, anAddress('w1'), true);
  await wait(5000);
  noteTyping(deps, anAddress('w1'), false);
  await wait(500);
  expect(heard).toEqual([]);
  await wait(2000);
  expect(heard.length).toBeGreaterThan(0);
});

test('typing is forgotten after some seconds, with the next message, and when many others write', () => {
  const typing = new Typing();
  const [ani, budi] = [anAddress('ani'), anAddress('budi')];
  typing.meet(ani, 'c-ani');
  typing.note(ani, true, MORNING);
  typing.note(budi, true, MORNING);
  expect(typing.until('c-ani')).toBeGreaterThan(MORNING + 5000);
  expect(typing.until('c-ani')).toBeLessThanOrEqual(MORNING + 15_000);
  typing.meet(ani, 'c-ani');
  expect(typing.until('c-ani')).toBe(0);
  typing.note(ani, true, MORNING);
  for (let n = 0; n < 20_000; n += 1) typing.meet(anAddress(`w${n}`), `c${n}`);
  expect(typing.until('c-ani')).toBe(0);
  expect(typing.note(ani, true, MORNING)).toBeUndefined();
});

const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang.';

function aTypingPost() {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  return aPost(store, { settings: { quietMs: QUIET }, sweepMs: 1e9 });
}

const CONSENT = { frames: [{ flow: 'submit', state: 'consent', muddles: 0, values: {} }] };
const YES = { type: 'choice', choice: 'yes' };

/** What is planned of bubbles a second apart while Posko asks whether it may keep a message. */
function planBreath(...texts: string[]) {
  const turn = bubbles(...texts.map((text, n): [number, string] => [n, text]));
  return plan({ ...turn, conversation: CONSENT }, { after: QUIET });
}

test('a yes in writing waits for what takes it back in the same breath', () => {
  const alone = plan({ ...bubbles([0, 'iya']), conversation: CONSENT }, { after: 0 });
  expect(alone).toMatchObject({ type: 'hold' });
  expect(planBreath('iya')).toMatchObject({ done: ['b0'], input: YES });
});

test.each([
  [['iya', 'eh maksudnya engga']],
  [['iya', 'eh jangan']],
  [['iya', 'eh', 'jangan']],
  [['boleh', 'kak', 'ga jadi deh, hapus aja']],
  [['iya', 'hapus aja']],
  [['iya', 'salah pencet']],
])('nothing is kept of whoever writes %j', (texts) => {
  const planned = planBreath(...texts);
  expect(planned).toMatchObject({ done: texts.map((_, n) => `b${n}`) });
  expect(planned).not.toMatchObject({ input: YES });
});

test.each([
  [['boleh', 'jangan lama2 ya']],
  [['boleh', 'dari grup rt, saya ga tau asalnya']],
  [['boleh', 'vaksin ga bikin mandul kan?']],
  [['boleh', 'bukan saya yang buat ya']],
  [['oke', 'gak ada yang tau nama saya kan?']],
])('a yes stays one, whatever else is said with it: %j', (texts) => {
  expect(planBreath(...texts)).toMatchObject({ done: ['b0'], input: YES });
});

test('whoever says yes and is in trouble is taken at their word at once, and helped right after', () => {
  const turn = { ...bubbles([0, 'ya'], [1, 'saya dipukulin suami']), conversation: CONSENT };
  expect(plan(turn, { after: 0 })).toMatchObject({ done: ['b0'], input: YES });
});
