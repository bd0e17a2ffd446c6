import { expect, test } from 'vitest';
import { MAX_TRIES, type Outcome, type Receipt } from '../../src/ports/channel.ts';
import {
  begin,
  deliveryOf,
  end,
  isOpen,
  note,
  type SendChange,
  type SendState,
} from '../../src/store/delivery.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const WORDS = Uint8Array.of(1);
const OVER = { nextAt: undefined, content: undefined };

/** A reply that goes out for the second time. */
function aState(changes: Partial<SendState> = {}): SendState {
  const sending = { state: 'sending', attempts: 2, claim: 7, content: WORDS, nextAt: 0 } as const;
  return { place: 1, ...sending, ...changes } as SendState;
}

test('an attempt begins once, and only for what is still to be sent', () => {
  for (const state of ['waiting', 'held', 'sending', 'unsure'] as const) {
    expect(isOpen({ state })).toBe(true);
    expect(begin(aState({ state }), 7)).toEqual({ state: 'sending', attempts: 3, claim: 8 });
    expect(begin(aState({ state }), 6)).toBeUndefined();
    expect(begin(aState({ state }), 8)).toBeUndefined();
  }
  for (const state of ['sent', 'failed'] as const) {
    expect(isOpen({ state })).toBe(false);
    expect(begin(aState({ state }), 7)).toBeUndefined();
  }
});

const ends: [what: string, outcome: Outcome, change: SendChange][] = [
  ['shown', { type: 'sent', at: 5 }, { ...OVER, state: 'sent', sentAt: 5 }],
  [
    ...(['handed on under a name'] as const),
    { type: 'accepted', at: 5, reference: 'r' },
    { nextAt: undefined, reference: 'key of r', state: 'sent', sentAt: 5 },
  ],
  [
    ...(['handed on without a name'] as const),
    { type: 'accepted', at: 5 },
    { nextAt: undefined, reference: undefined, state: 'sent', sentAt: 5 },
  ],
  [
    ...(['tried in vain, which counts'] as const),
    { type: 'again', at: 9, isTried: true },
    { state: 'waiting', nextAt: 9, attempts: 2 },
  ],
  [
    ...(['not tried, which does not count'] as const),
    { type: 'again', at: 9, isTried: false },
    { state: 'waiting', nextAt: 9, attempts: 1 },
  ],
  ['perhaps there', { type: 'unsure', until: 9 }, { state: 'unsure', nextAt: 9, attempts: 2 }],
  [
    ...(['perhaps there, while nothing answers'] as const),
    { type: 'unsure', until: 9, isTried: false },
    { state: 'unsure', nextAt: 9, attempts: 1 },
  ],
  ['refused', { type: 'failed' }, { ...OVER, state: 'failed' }],
];

test.each(ends)('an attempt ends as what came of it: %s', (_, outcome, change) => {
  const by = { claim: 7, lastAt: MORNING, keyOf: (reference: string) => `key of ${reference}` };
  for (const state of ['sending', 'unsure'] as const) {
    expect(end(aState({ state }), by, outcome)).toEqual(change);
  }
  for (const state of ['waiting', 'held', 'sent', 'failed'] as const) {
    expect(end(aState({ state }), by, outcome)).toBeUndefined();
  }
  expect(end(aState({ claim: 8 }), by, outcome)).toBeUndefined();
});

test('an attempt that was never begun is not counted below none', () => {
  const by = { claim: 7, lastAt: MORNING, keyOf: String };
  const none = aState({ attempts: 0 });
  const outcomes: Outcome[] = [
    { type: 'again', at: 9, isTried: false },
    { type: 'unsure', until: 9, isTried: false },
  ];
  for (const outcome of outcomes) expect(end(none, by, outcome)).toMatchObject({ attempts: 0 });
});

test('a reply is held until its citizen writes, unless they wrote after it was begun', () => {
  const after = (lastAt: number) =>
    end(aState(), { claim: 7, lastAt, keyOf: String }, { type: 'held', heardAt: MORNING });
  expect(after(MORNING - 1)).toEqual({ state: 'held', nextAt: 0 });
  expect(after(MORNING)).toEqual({ state: 'held', nextAt: 0 });
  expect(after(MORNING + 1)).toEqual({ state: 'waiting', nextAt: 0 });
});

const later = { key: 'k', lastAt: MORNING };
const receipt = (state: Receipt['state'], more: Partial<Receipt> = {}): Receipt => ({
  ...{ reply: 'r', state, at: MORNING + 5 },
  ...more,
});

test('of receipts in any order the furthest counts, and a failure only before it arrived', () => {
  const order = [undefined, 'sent', 'delivered', 'read', 'failed'] as const;
  const told = (known: (typeof order)[number], state: Receipt['state']) =>
    note(aState({ state: 'sent', delivery: known }), receipt(state), later)?.delivery;
  const table = order.map((known) =>
    (['sent', 'delivered', 'read', 'failed'] as const).map((state) => told(known, state)),
  );
  const none = undefined;
  expect(table).toEqual([
    ['sent', 'delivered', 'read', 'failed'],
    [none, 'delivered', 'read', 'failed'],
    [none, none, 'read', none],
    [none, none, none, none],
    [none, none, none, none],
  ]);
  expect(order.map((delivery) => deliveryOf({ delivery }))).toEqual(order);
});

test('the words of a reply stay until it has arrived, and its first time and name stay for good', () => {
  const seen = (state: Receipt['state'], changes: Partial<SendState>) =>
    note(aState({ state: 'sending', ...changes }), receipt(state), later);
  const own = { reference: 'own', sentAt: 3 };
  const sent = { nextAt: undefined, state: 'sent', delivery: 'sent' };
  expect(seen('sent', own)).toEqual({ ...sent, ...own, content: WORDS });
  const fresh = { reference: 'k', sentAt: MORNING + 5 };
  expect(seen('sent', {})).toEqual({ ...sent, ...fresh, content: WORDS });
  const arrived = { ...sent, ...fresh, content: undefined };
  expect(seen('delivered', {})).toEqual({ ...arrived, delivery: 'delivered' });
});

test('only the current attempt, or the last one, can fail', () => {
  const fails = (changes: Partial<SendState>, key: string | undefined = 'k') =>
    note(aState({ state: 'sent', ...changes }), receipt('failed'), { ...later, key }) !== undefined;
  expect([fails({}), fails({ reference: 'k' }), fails({ state: 'sending' })]).toEqual(
    Array(3).fill(true),
  );
  expect([fails({ reference: 'other' }), fails({ failed: 'k' })]).toEqual([false, false]);
  expect([fails({ state: 'waiting' }), fails({ state: 'held' })]).toEqual([false, false]);
  const nameless = { ...later, key: undefined };
  const named = aState({ state: 'sent', reference: 'other', failed: 'k' });
  expect(note(named, receipt('failed'), nameless)).toBeDefined();
});

test('what failed goes again after pauses that double, until its tries are used up', () => {
  const after = (attempts: number, again?: Receipt['again'], lastAt = MORNING) =>
    note(aState({ state: 'sent', attempts }), receipt('failed', again ? { again } : {}), {
      key: 'k',
      lastAt,
    });
  const cleared = { delivery: undefined, reference: undefined, failed: 'k' };
  const pauses = [1, 2, 3, 4].map((attempts) => after(attempts, { at: MORNING })?.nextAt);
  expect(pauses).toEqual([0, 1, 3, 7].map((minutes) => MORNING + minutes * MINUTE));
  expect(after(0, { at: MORNING })?.nextAt).toBe(MORNING);
  expect(after(2, { at: MORNING })).toEqual({
    ...cleared,
    ...{ state: 'waiting', nextAt: MORNING + MINUTE },
  });
  const gone = { ...OVER, state: 'failed', delivery: 'failed' };
  expect(after(MAX_TRIES - 1, { at: MORNING })).toMatchObject({ state: 'waiting' });
  expect(after(MAX_TRIES, { at: MORNING })).toEqual(gone);
  expect(after(MAX_TRIES, 'when-heard')).toEqual(gone);
  expect(after(1)).toEqual(gone);
  const free = { ...cleared, state: 'waiting', nextAt: MORNING };
  expect(after(MAX_TRIES, { at: MORNING, isTried: false })).toEqual({
    ...free,
    attempts: MAX_TRIES - 1,
  });
  expect(after(0, { at: MORNING, isTried: false })).toEqual({ ...free, attempts: 0 });
  const wordless = aState({ state: 'sent', content: undefined });
  expect(note(wordless, receipt('failed', { again: { at: MORNING } }), later)).toEqual(gone);
});

test('what needs the citizen to write is announced once more, then waits for them', () => {
  const state = (attempts: number, lastAt: number) =>
    note(aState({ state: 'sent', attempts }), receipt('failed', { again: 'when-heard' }), {
      key: 'k',
      lastAt,
    })?.state;
  expect(state(1, MORNING)).toBe('waiting');
  expect(state(2, MORNING + 5)).toBe('held');
  expect(state(2, MORNING + 6)).toBe('waiting');
});
