import { describe, expect, test } from 'vitest';
import { newProfile, type Profile } from '../../src/domain/citizens/profile.ts';
import type { InboxItem, Message } from '../../src/domain/messages/message.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { Conversation } from '../../src/engine/conversation.ts';
import type { TurnState } from '../../src/ports/turn-state.ts';
import { earliest, nextWake } from '../../src/services/conversation/plan-due.ts';
import { planTurn } from '../../src/services/conversation/plan-turn.ts';
import { aMessage } from '../support/builders.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const script = loadScript();
const HOUR = 3_600_000;
const QUIET = 2000;
const ASKED: Conversation = {
  frames: [{ flow: 'submit', state: 'consent', muddles: 0, values: {} }],
};
const DIGEST: Profile['reach'] = {
  subscription: {
    ...{ every: 'daily', interest: 'all', consent: { version: 'K7', at: MORNING } },
    ...{ since: MORNING, nextAt: MORNING },
  },
};

/** A citizen's turn; letters come a second after each other. */
function turnOf(letters: InboxItem[], changes: Partial<TurnState> = {}): TurnState {
  const pending = letters.map((letter, n) => ({
    key: `k${n}`,
    letter,
    arrivedAt: MORNING + n * 1000,
  }));
  return {
    ...{ revision: 1, profile: newProfile('id', MORNING), conversation: { frames: [] }, due: null },
    ...{ channel: 'terminal', heardAt: MORNING, pending, ...changes },
  };
}

function plan(turn: TurnState, after = HOUR) {
  const { reportDays, reach } = defaultSettings;
  const times = { quietMs: QUIET, reportDays, reach };
  return planTurn(script, turn, { now: MORNING + after, citizen: 'c1', ...times });
}

const says = (text: string, changes: Partial<Message> = {}) =>
  aMessage({ text, forwarded: false, forwardingScore: 0, ...changes });
const forwards = (text = 'Besok semua bank tutup sebulan, tarik uang Anda hari ini juga') =>
  aMessage({ text });
const profileWith = (changes: Partial<Profile>) => ({ ...newProfile('id', MORNING), ...changes });
const TROUBLE = 'anak saya dipukuli bapaknya sekarang, tolong';

test('nothing is planned where nothing waits', () => {
  expect(plan(turnOf([]))).toEqual({ type: 'rest' });
  expect(plan(turnOf([], { due: MORNING + HOUR + 1 }))).toEqual({ type: 'rest' });
});

describe('what is forwarded', () => {
  test('is held until the quiet time is over, together with what is said about it', () => {
    const turn = turnOf([
      says('halo'),
      forwards(),
      says('ini benar tidak?'),
      forwards('Kabar lain: semua pasar di Jakarta tutup besok'),
    ]);
    expect(plan(turn, 3000 + QUIET - 1)).toEqual({ type: 'hold', until: MORNING + 3000 + QUIET });
    const due = plan(turn, 3000 + QUIET);
    expect(due).toMatchObject({ type: 'turn', done: ['k0', 'k1', 'k2', 'k3'], messages: 4 });
  });

  test('is not held up by a command after it, which has a turn of its own', () => {
    const turn = turnOf([forwards(), says('menu')]);
    expect(plan(turn)).toMatchObject({ type: 'turn', done: ['k0'], messages: 1 });
  });

  test('is answered after a command that came before it', () => {
    const turn = turnOf([says('menu'), forwards()]);
    expect(plan(turn, 1000)).toMatchObject({ type: 'turn', done: ['k0'], messages: 1 });
  });
});

test('a greeting waits three times as long for what it is about, and takes it along', () => {
  expect(plan(turnOf([says('halo')]), QUIET)).toEqual({ type: 'hold', until: MORNING + 3 * QUIET });
  expect(plan(turnOf([says('halo')]), 3 * QUIET)).toMatchObject({ done: ['k0'], messages: 1 });
  const both = turnOf([says('halo'), says('menu')]);
  expect(plan(both, 1000 + QUIET)).toMatchObject({ type: 'turn', done: ['k0', 'k1'], messages: 2 });
});

test('what is said after a greeting is answered with it, and what comes then by itself', () => {
  const turn = turnOf([says('halo'), says('terima kasih'), says('oke')]);
  expect(plan(turn)).toMatchObject({ type: 'turn', done: ['k0', 'k1'], messages: 2 });
});

test('somebody in danger is heard at once, before what they sent earlier', () => {
  const turn = turnOf([forwards(), says(TROUBLE)]);
  expect(plan(turn, 1000)).toMatchObject({
    ...{ type: 'turn', done: ['k1'], messages: 1 },
    input: { type: 'start', flow: 'danger', values: { story: TROUBLE } },
  });
});

describe('a notice', () => {
  const verdict = { type: 'notice', news: 'verdict', case: 'k', factCheck: 'f' } as const;

  test('is told as news, whatever comes after it', () => {
    expect(plan(turnOf([verdict, says('halo')]))).toMatchObject({
      ...{ type: 'turn', done: ['k0'], messages: 0 },
      input: {
        type: 'start',
        flow: 'news',
        values: { news: 'verdict', case: 'k', factCheck: 'f' },
      },
    });
  });

  test.each([{ isOptedOut: true }, { isRestricted: true }])(
    'is kept from those who want none: %j',
    (wish) => {
      const turn = turnOf([verdict], { profile: profileWith(wish) });
      expect(plan(turn)).toEqual({ type: 'turn', done: ['k0'], messages: 0, input: null });
    },
  );

  test('about data that lay open is told to everybody', () => {
    const breach = { type: 'notice', news: 'breach', from: 1, until: 2, reason: 'tips' } as const;
    const turn = turnOf([breach], {
      profile: profileWith({ isOptedOut: true, isRestricted: true }),
    });
    expect(plan(turn)).toMatchObject({
      input: { flow: 'news', values: { news: 'breach', reason: 'tips' } },
    });
  });

  test('of a block or its end is told to nobody', () => {
    const block = (news: 'blocked' | 'unblocked', until?: number) =>
      plan(turnOf([{ type: 'notice', news, ...(until && { until }) }]));
    const silent = { type: 'turn', done: ['k0'], messages: 0, input: null };
    expect(block('blocked', 99)).toEqual({ ...silent, blockedUntil: 99 });
    expect(block('unblocked')).toEqual({ ...silent, blockedUntil: 0 });
  });

  test('of a wish to stop ends what nobody asked for', () => {
    const turn = turnOf([{ type: 'notice', news: 'unsubscribed' }], {
      profile: profileWith({ reach: DIGEST }),
    });
    const silent = { input: null, reach: { reach: {} } };
    expect(plan(turn)).toMatchObject(silent);
    expect(plan(turnOf([{ type: 'notice', news: 'unsubscribed' }]))).toMatchObject(silent);
  });

  test('of a warning waits for the right time, and is dropped while data may not be used', () => {
    const warning = { type: 'notice', news: 'warning', factCheck: 'f' } as const;
    expect(plan(turnOf([warning]))).toMatchObject({ input: null, warned: 'f' });
    const restricted = turnOf([warning], { profile: profileWith({ isRestricted: true }) });
    expect(plan(restricted)).not.toHaveProperty('warned');
  });

  test('of an answer by hand comes before all that waits', () => {
    const human = { type: 'notice', news: 'human-answer', until: MORNING + 9 } as const;
    const turn = turnOf([forwards(), says(TROUBLE), human]);
    expect(plan(turn)).toEqual({
      ...{ type: 'turn', done: ['k2'], messages: 0, input: null },
      humanUntil: MORNING + 9,
    });
    const longer = { ...turn, profile: profileWith({ humanUntil: MORNING + 99 }) };
    expect(plan(longer)).toMatchObject({ humanUntil: MORNING + 99 });
  });
});

describe('a time that has come', () => {
  const due = { due: MORNING + HOUR };

  test('is silence after the question that is open', () => {
    const silent = { type: 'turn', done: [], messages: 0, input: { type: 'timeout' } };
    expect(plan(turnOf([], { ...due, conversation: ASKED }))).toEqual(silent);
    const later = profileWith({
      reach: { warnings: [{ factCheck: 'f', at: MORNING + HOUR + 1 }] },
    });
    expect(plan(turnOf([], { ...due, conversation: ASKED, profile: later }))).toEqual(silent);
  });

  test('comes before what is written after it, and after what was written before', () => {
    const letter = says('menu');
    const at = (arrivedAt: number) => {
      const turn = turnOf([letter], { due: MORNING + 500, conversation: ASKED });
      return plan({ ...turn, pending: [{ key: 'k0', letter, arrivedAt }] });
    };
    expect(at(MORNING + 500)).toMatchObject({ input: { type: 'timeout' } });
    expect(at(MORNING + 499)).toMatchObject({ done: ['k0'] });
  });

  test('brings a digest to who subscribes, and interrupts neither a question, a block nor a person', () => {
    const now = MORNING + HOUR;
    const told = (changes: Partial<Profile>, conversation: Conversation = { frames: [] }) => {
      const profile = profileWith({ reach: DIGEST, ...changes });
      const planned = plan(turnOf([], { ...due, profile, conversation }));
      return planned.type === 'turn' && [planned.isAlarm, planned.input];
    };
    const digest = [true, expect.objectContaining({ flow: 'digest' })];
    const nothing = [true, null];
    expect(told({})).toEqual(digest);
    expect(told({ humanUntil: now })).toEqual(digest);
    expect(told({ humanUntil: now + 1 })).toEqual(nothing);
    expect(told({ block: { until: now, isTold: true } })).toEqual(digest);
    expect(told({ block: { until: now + 1, isTold: false } })).toEqual(nothing);
    expect(told({}, ASKED)).toEqual(nothing);
  });

  test('brings a warning or a lesson, and does a request before either', () => {
    const lesson = { course: { next: 1, right: 0, isDaily: true, nextAt: MORNING } };
    const warnings = [{ factCheck: 'f', at: MORNING }];
    const inputOf = (profile: Profile) => {
      const planned = plan(turnOf([], { ...due, profile }));
      return planned.type === 'turn' ? planned.input : undefined;
    };
    expect(inputOf(profileWith({ reach: lesson }))).toMatchObject({ flow: 'learn' });
    const warned = profileWith({ reach: { ...DIGEST, warnings } });
    expect(inputOf(warned)).toMatchObject({ flow: 'warning', values: { factCheck: 'f' } });
    const request = { receipt: 'R', at: MORNING, files: [], nextAt: MORNING };
    const asked = profileWith({ reach: { ...DIGEST, warnings }, requests: [request] });
    expect(plan(turnOf([], { ...due, profile: asked }))).toEqual({
      ...{ type: 'turn', done: [], messages: 0, isAlarm: true, input: null },
    });
  });
});

test('a citizen is looked at again for what is due first, and for nothing unasked while restricted', () => {
  const request = { receipt: 'R', at: MORNING, files: [], nextAt: 50 };
  const wake = (changes: Partial<Profile>) => nextWake(profileWith(changes), 30);
  expect(wake({})).toBeNull();
  expect(wake({ reach: DIGEST })).toBe(MORNING);
  expect(wake({ requests: [{ ...request, nextAt: 90 }, request] })).toBe(50);
  expect(wake({ reach: DIGEST, requests: [request] })).toBe(50);
  expect(wake({ reach: DIGEST, isRestricted: true })).toBeNull();
  expect(wake({ reach: DIGEST, isRestricted: true, requests: [request] })).toBe(50);
  expect([earliest(1, 2), earliest(2, 1), earliest(null, 2), earliest(1, null)]).toEqual([
    1, 1, 2, 1,
  ]);
});
