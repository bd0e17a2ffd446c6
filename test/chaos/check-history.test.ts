import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHistory, countFaults, type Entry, type Fault } from './check-history.ts';

const accepted = (message: string, citizen = 'c1'): Entry => ({
  type: 'accepted',
  citizen,
  message,
});
const shown = (reply: string, answers?: string, citizen = 'c1'): Entry => ({
  type: 'shown',
  citizen,
  reply,
  answers,
});
const done = (message: string): Entry => ({ type: 'done', citizen: 'c1', message });
const left: Entry = { type: 'left', citizen: 'c1' };
const fault = (kind: Fault['kind'], what: string, citizen = 'c1'): Fault => ({
  kind,
  citizen,
  what,
});

const sound: readonly Entry[] = [
  accepted('m1'),
  accepted('m2'),
  shown('r1', 'm1'),
  shown('r2', 'm2'),
];

test('a sound history has no fault', () => {
  expect(checkHistory(sound)).toEqual([]);
  expect(checkHistory([])).toEqual([]);
});

test('a reply may speak of no message, and two may follow one another', () => {
  expect(checkHistory([accepted('m1'), shown('r1', 'm1'), shown('r2'), shown('r3')])).toEqual([]);
});

test('an answer that is seen before the acknowledgement is sound', () => {
  expect(checkHistory([shown('r1', 'm1'), accepted('m1')])).toEqual([]);
});

test('a webhook that is acknowledged twice is one message', () => {
  expect(checkHistory([accepted('m1'), accepted('m1'), shown('r1', 'm1')])).toEqual([]);
});

test('a message that the flow says nothing to is at its end once it is done', () => {
  expect(checkHistory([accepted('m1'), done('m1')])).toEqual([]);
});

const broken: readonly { name: string; history: readonly Entry[]; faults: readonly Fault[] }[] = [
  { name: 'a lost message', history: sound.slice(0, 3), faults: [fault('lost', 'm2')] },
  {
    name: 'a message answered by two replies',
    history: [accepted('m1'), shown('r1', 'm1'), shown('r2', 'm1')],
    faults: [fault('two-ends', 'm1')],
  },
  {
    name: 'a message that is answered, and done without a word',
    history: [accepted('m1'), done('m1'), shown('r1', 'm1')],
    faults: [fault('two-ends', 'm1')],
  },
  {
    name: 'a reply that is seen twice',
    history: [accepted('m1'), shown('r1', 'm1'), shown('r1', 'm1')],
    faults: [fault('repeated', 'r1')],
  },
  {
    name: 'a reply that is seen twice and speaks of no message',
    history: [accepted('m1'), shown('r1', 'm1'), shown('r2'), shown('r2')],
    faults: [fault('repeated', 'r2')],
  },
  {
    name: 'a reply that two citizens see',
    history: [...sound, accepted('m3', 'c2'), done2('m3'), shown('r2', undefined, 'c2')],
    faults: [fault('repeated', 'r2', 'c2')],
  },
  {
    name: 'answers in the wrong order',
    history: [accepted('m1'), accepted('m2'), shown('r2', 'm2'), shown('r1', 'm1')],
    faults: [fault('misordered', 'm1')],
  },
  {
    name: 'an answer to a message that was never accepted',
    history: [shown('r1', 'm9')],
    faults: [fault('unasked', 'm9')],
  },
  {
    name: 'a reply after HAPUS DATA or BERHENTI',
    history: [accepted('m1'), shown('r1', 'm1'), left, shown('r2')],
    faults: [fault('after-leaving', 'r2')],
  },
];

function done2(message: string): Entry {
  return { type: 'done', citizen: 'c2', message };
}

test.each(broken)('$name is named', ({ history, faults }) => {
  expect(checkHistory(history)).toEqual(faults);
});

test('whoever writes again after leaving is answered', () => {
  const history = [accepted('m1'), shown('r1', 'm1'), left, accepted('m2'), shown('r2', 'm2')];
  expect(checkHistory(history)).toEqual([]);
});

test('faults are counted by kind', () => {
  const faults = checkHistory([accepted('m1'), accepted('m2'), shown('r1'), shown('r1')]);
  expect(countFaults(faults, 'lost')).toBe(2);
  expect(countFaults(faults, 'repeated', 'two-ends')).toBe(1);
  expect(countFaults(faults, 'misordered')).toBe(0);
});

const town = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });

/** Every citizen writes their messages and is answered in order; the histories run side by side. */
function interleaved(messages: readonly number[], picks: readonly number[]): Entry[] {
  const queues = messages.map((count, n) => {
    const ids = Array.from({ length: count }, (_, k) => `c${n}-${k}`);
    return [
      ...ids.map((id) => accepted(id, `c${n}`)),
      ...ids.map((id) => shown(`r-${id}`, id, `c${n}`)),
    ];
  });
  const history: Entry[] = [];
  for (const pick of picks) history.push(...(queues[pick % queues.length]?.splice(0, 1) ?? []));
  return [...history, ...queues.flat()];
}

test('of any sound history, one that lacks an answer has one message lost, and one that repeats it is told', () => {
  fc.assert(
    fc.property(town, fc.array(fc.nat(100), { maxLength: 30 }), fc.nat(), (messages, picks, at) => {
      const history = interleaved(messages, picks);
      expect(checkHistory(history)).toEqual([]);
      const answers = history.filter(({ type }) => type === 'shown');
      const victim = answers[at % answers.length];
      if (victim?.type !== 'shown') return;
      const { citizen } = victim;
      const less = history.filter((entry) => entry !== victim);
      expect(checkHistory(less)).toEqual([fault('lost', victim.answers ?? '', citizen)]);
      const more = [...history, { ...victim }];
      expect(checkHistory(more)).toEqual([fault('repeated', victim.reply, citizen)]);
      const other = [...history, { ...victim, reply: 'another' }];
      expect(checkHistory(other)).toEqual([fault('two-ends', victim.answers ?? '', citizen)]);
    }),
  );
});
