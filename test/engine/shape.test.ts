import { expect, test } from 'vitest';
import { flowSchema, type State } from '../../src/engine/flow.ts';

/** What one state as an author writes it is read as, or what is wrong with it. */
function read(written: object): State | string | undefined {
  const flow = flowSchema.safeParse({ flow: 'a', start: 's', states: { s: written } });
  return flow.success
    ? flow.data.states.get('s')
    : flow.error.issues.map(({ message }) => message).join('; ');
}

const ASK = { say: 'a.b', ask: { yes: 'end' }, else: 'end', after: { '1h': 'end' } };
const OFFER = { say: 'a.b', offer: { yes: 'end' } };
const CALL = { call: 'keep', on: { kept: 'end' } };
const GO = { say: 'a.b', go: 'end' };

test('each kind of state is read with all that belongs to it', () => {
  expect(read(GO)).toEqual({ type: 'go', aliases: [], say: 'a.b', go: 'end' });
  expect(read({ go: 'end', aliases: ['old'] })).toEqual({
    type: 'go',
    aliases: ['old'],
    go: 'end',
  });
  expect(read({ ...CALL, say: 'a.b', picture: 'card' })).toEqual({
    type: 'call',
    aliases: [],
    say: 'a.b',
    picture: 'card',
    ...CALL,
  });
  const choices = { yes: 'end' };
  expect(read({ ...OFFER, file: 'own-data', list: { found: 'end' } })).toEqual({
    type: 'offer',
    aliases: [],
    say: 'a.b',
    file: 'own-data',
    choices,
    list: { name: 'found', target: 'end' },
  });
  const asked = { type: 'ask', aliases: [], say: 'a.b', choices, else: 'end' };
  expect(read(ASK)).toEqual({ ...asked, after: { ms: 3_600_000, target: 'end' } });
});

test('all that a question can have is read, and nothing else is there', () => {
  const { else: _, ...heard } = ASK;
  const more = { take: 'end', again: 'a.c', exact: ['yes'] };
  const base = { type: 'ask', aliases: [], say: 'a.b', choices: { yes: 'end' } };
  const after = { ms: 3_600_000, target: 'end' };
  expect(read({ ...heard, hear: 'end', ...more, optional: true, save: 'shop' })).toEqual({
    ...base,
    ...more,
    after,
    hear: 'end',
    isOptional: true,
    save: { name: 'shop', unsaved: [] },
  });
  expect(read({ ...ASK, hear: 'end', wants: 'date', save: 'day', unsaved: ['yes'] })).toEqual({
    ...base,
    after,
    hear: 'end',
    else: 'end',
    wants: 'date',
    save: { name: 'day', unsaved: ['yes'] },
  });
  expect(read({ ...ASK, take: 'end', wants: 'file' })).toMatchObject({ wants: 'file' });
});

const { after: _after, ...endless } = ASK;
const { else: _else, ...deaf } = ASK;

test.each<[object, string]>([
  [{ say: 'a.b' }, 'does nothing: give it one of go, call, ask or offer'],
  [{ ...ASK, go: 'end' }, 'does go and ask: a state does exactly one of these'],
  [{ go: 'end', picture: 'card' }, 'has "picture" but no "say": put into words what it shows'],
  [{ go: 'end', file: 'own-data' }, 'has "file" but no "say": put into words what it holds'],
  [
    { ...GO, file: 'own-data', picture: 'card' },
    'has "picture" and "file": one goes along with a message',
  ],
  [{ call: 'keep' }, 'calls but has no "on": say where each outcome leads'],
  [{ ...GO, on: { kept: 'end' } }, 'has "on" but calls nothing'],
  [{ ...ASK, on: { kept: 'end' } }, 'has "on" but calls nothing'],
  [{ ...ASK, wants: 'number' }, 'wants a number but has no "hear": say where the answer leads'],
  [{ ...ASK, wants: 'file' }, 'wants a file but has no "take": say where the answer leads'],
  [{ ...ASK, unsaved: ['yes'] }, 'has "unsaved" but saves nothing: give it "save"'],
  [{ ...CALL, list: { found: 'end' } }, 'has "list", which belongs to "ask" and "offer"'],
  [{ ...GO, list: { found: 'end' } }, 'has "list", which belongs to "ask" and "offer"'],
  [{ ask: {} }, 'has "ask" but no "say": put the question into words'],
  [{ offer: {} }, 'has "offer" but no "say": put the question into words'],
  [endless, 'asks without "after": say what happens when the citizen stays silent'],
  [
    { ...endless, optional: true },
    'asks without "after": say what happens when the citizen stays silent',
  ],
  [
    { ...deaf, hear: 'end', wants: 'province' },
    'wants a province but has no "else": say what happens when the answer names none',
  ],
  [{ ...ASK, hear: 'end' }, 'has both "hear" and "else": free text is either heard or not'],
  [deaf, 'asks without "else" or "hear": say what happens when the answer is not understood'],
  [{ ...ASK, after: { '1h': 'end', '2h': 'end' } }, 'must have exactly one entry'],
  [{ ...OFFER, list: {} }, 'must have exactly one entry'],
])('%j is refused', (written, fault) => {
  expect(read(written)).toBe(fault);
});

const ofQuestions = {
  hear: 'end',
  exact: ['yes'],
  save: 'shop',
  again: 'a.c',
  take: 'end',
  optional: true,
  else: 'end',
  after: { '1h': 'end' },
};

test.each(Object.entries(ofQuestions))('only a question has "%s"', (key, value) => {
  for (const other of [GO, CALL, OFFER]) {
    expect(read({ ...other, [key]: value })).toBe(`has "${key}", which belongs to "ask"`);
  }
});

test.each([
  ['a target', { go: '@@menu' }],
  ['a target', { go: 'menu@' }],
  ['a key', { say: 'a..b', go: 'end' }],
  ['a key', { say: '1a', go: 'end' }],
  ['a span', { ...ASK, after: { '1w': 'end' } }],
  ['a span', { ...ASK, after: { x1h: 'end' } }],
  ['a name', { ...ASK, ask: { Ya: 'end' } }],
  ['a name', { ...ASK, save: 'shop!' }],
])('%s has to be written as one: %j', (_, written) => {
  expect(typeof read(written)).toBe('string');
});
