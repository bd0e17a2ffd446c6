import { expect, test } from 'vitest';
import type { Input } from '../../src/engine/effect.ts';
import { MAX_FRAMES } from '../../src/engine/step.ts';
import { begin, placesIn, play, readFlows, said } from './play.ts';

const flows = readFlows(`
flow: menu
start: menu
states:
  menu: { say: menu.menu, offer: { survey: '@survey', rows: '@rows' } }
---
flow: survey
start: first
states:
  first:
    aliases: [opening]
    say: survey.first
    ask: { yes: note, no: declined, more: '@rows' }
    else: declined
    after: { 1d: lapsed }
  note:
    say: survey.moment
    call: note
    on: { noted: second }
  second:
    say: survey.second
    ask: { skip: end }
    hear: heard
    after: { 2h: end }
  heard: { say: survey.thanks, go: end }
  declined: { say: survey.declined, go: end }
  lapsed: { say: survey.lapsed, go: end }
---
flow: rows
start: find
states:
  find: { call: find, on: { some: show, none: end } }
  show:
    say: rows.show
    list: { found: open }
    offer: { menu: '@menu' }
  open: { call: open, on: { told: end } }
---
flow: hint
start: show
states:
  show: { say: hint.show, go: end }
---
flow: extra
start: ask
states:
  ask: { say: extra.ask, ask: { skip: end }, hear: end, optional: true, after: { 1h: end } }
`);

const went = (flow: string, values = {}): Input => ({ type: 'start', flow, values });
const chose = (choice: string): Input => ({ type: 'choice', choice });
const heard = (text: string): Input => ({ type: 'text', text });
const returned = (outcome: string, values = {}): Input => ({ type: 'result', outcome, values });
const waited: Input = { type: 'timeout' };

test('a choice leads where the flow says, as far as the next question', () => {
  const asked = begin(flows, went('survey'));
  expect(said(asked)).toEqual(['survey.first ?']);
  const noting = play(flows, asked.conversation, chose('yes'));
  expect(said(noting)).toEqual(['survey.moment', 'call note']);
  expect(said(play(flows, noting.conversation, returned('noted')))).toEqual(['survey.second ?']);
});

test('a choice that is not offered changes nothing', () => {
  const asked = begin(flows, went('survey'));
  const after = play(flows, asked.conversation, chose('menu'));
  expect(after).toEqual({ ...asked, effects: [], visits: [] });
});

test.each(['constructor', 'toString', '__proto__'])('%s is no choice and no outcome', (name) => {
  const asked = begin(flows, went('survey'));
  expect(play(flows, asked.conversation, chose(name)).conversation).toEqual(asked.conversation);
  const calling = begin(flows, went('rows'));
  expect(play(flows, calling.conversation, returned(name)).conversation).toEqual(
    calling.conversation,
  );
});

test('what was chosen, heard, picked and found stays with the conversation', () => {
  const found = returned('some', { found: [{ id: 'a1', label: 'Vaksin' }] });
  const opened = begin(flows, went('rows', { query: 'vaksin' }), found, {
    type: 'picked',
    id: 'a1',
  });
  expect(said(opened)).toEqual(['call open']);
  expect(opened.conversation.frames[0]?.values).toEqual({
    query: 'vaksin',
    found: [{ id: 'a1', label: 'Vaksin' }],
    picked: 'a1',
  });
  const thanked = begin(flows, went('survey'), chose('yes'), returned('noted'));
  expect(thanked.conversation.frames[0]?.values).toEqual({ chosen: 'yes' });
  const last = play(flows, thanked.conversation, heard('dari tetangga'));
  expect(last.effects).toEqual([
    { type: 'say', key: 'survey.thanks', values: { chosen: 'yes', heard: 'dari tetangga' } },
  ]);
});

test('a row cannot be picked where there is no list', () => {
  const asked = begin(flows, went('survey'));
  const after = play(flows, asked.conversation, { type: 'picked', id: 'a1' });
  expect(after).toEqual({ ...asked, effects: [], visits: [] });
});

test('a call is the last thing of a step and its end is waited for without a limit', () => {
  const calling = begin(flows, went('survey'), chose('yes'));
  expect(calling.effects.at(-1)).toEqual({
    type: 'call',
    call: 'note',
    values: { chosen: 'yes' },
  });
  expect(calling.wait).toBeNull();
});

test('an outcome that the state does not know changes nothing', () => {
  const calling = begin(flows, went('rows'));
  const after = play(flows, calling.conversation, returned('many', { found: [] }));
  expect(after).toEqual({
    conversation: calling.conversation,
    effects: [],
    wait: null,
    visits: [],
  });
});

test('an outcome that nobody waits for changes nothing', () => {
  const asked = begin(flows, went('survey'));
  expect(play(flows, asked.conversation, returned('noted'))).toEqual({
    ...asked,
    effects: [],
    visits: [],
  });
  expect(begin(flows, returned('noted')).effects).toEqual([]);
});

test('a first muddle has the question put again, a second one takes its way on', () => {
  const muddled = begin(flows, went('survey'), heard('apa?'));
  expect(said(muddled)).toEqual(['again: survey.first ?']);
  expect(muddled.wait).toBe(86_400_000);
  const again = play(flows, muddled.conversation, heard('apa??'));
  expect(said(again)).toEqual(['survey.declined']);
  expect(again.conversation.frames).toEqual([]);
});

test('a question that is put anew forgives a muddle anew', () => {
  const yes = begin(flows, went('survey'), heard('apa?'), chose('yes'));
  expect(yes.conversation.frames[0]?.muddles).toBe(0);
});

test('where free text is heard there is no muddle', () => {
  const second = begin(flows, went('survey'), chose('yes'), returned('noted'));
  expect(said(play(flows, second.conversation, heard('apa?')))).toEqual(['survey.thanks']);
});

test('free text under an offer, or with nothing open, is left to the caller', () => {
  const offered = begin(flows, went('menu'));
  expect(play(flows, offered.conversation, heard('halo'))).toEqual({
    ...offered,
    effects: [],
    visits: [],
  });
  expect(begin(flows, heard('halo'))).toEqual(begin(flows));
});

test('silence takes its way on, and only a question waits', () => {
  const asked = begin(flows, went('survey'));
  expect(asked.wait).toBe(86_400_000);
  expect(said(play(flows, asked.conversation, waited))).toEqual(['survey.lapsed']);
  const offered = begin(flows, went('menu'));
  expect(offered.wait).toBeNull();
  expect(play(flows, offered.conversation, waited)).toEqual({
    ...offered,
    effects: [],
    visits: [],
  });
});

test('an offer is dropped by whatever comes next', () => {
  const next = begin(flows, went('menu'), went('survey'));
  expect(placesIn(next)).toEqual(['survey/first']);
});

test('a call that never ended is dropped by whatever comes next', () => {
  expect(placesIn(begin(flows, went('rows'), went('survey')))).toEqual(['survey/first']);
});

test('a question is put aside for something else, and put again afterwards', () => {
  const hinted = begin(flows, went('survey'), went('hint'));
  expect(said(hinted)).toEqual(['hint.show', 'resumed: survey.first ?']);
  expect(placesIn(hinted)).toEqual(['survey/first']);
});

test('an offer over an open question is said without its choices', () => {
  const menu = begin(flows, went('survey'), went('menu'));
  expect(said(menu)).toEqual(['menu.menu', 'resumed: survey.first ?']);
  expect(placesIn(menu)).toEqual(['survey/first']);
});

test('a question that was put aside keeps its muddle', () => {
  const resumed = begin(flows, went('survey'), heard('apa?'), went('hint'));
  expect(said(play(flows, resumed.conversation, heard('apa?')))).toEqual(['survey.declined']);
});

test('a question over a question returns to the one below, with its own wait', () => {
  const two = begin(flows, went('survey'), chose('yes'), returned('noted'), went('survey'));
  expect(placesIn(two)).toEqual(['survey/second', 'survey/first']);
  const back = play(flows, two.conversation, chose('no'));
  expect(said(back)).toEqual(['survey.declined', 'resumed: survey.second ?']);
  expect(back.wait).toBe(7_200_000);
});

test('a question that may be left out is not put again once its citizen turns to something else', () => {
  const turned = begin(flows, went('extra'), went('hint'));
  expect(said(turned)).toEqual(['hint.show']);
  expect(turned.conversation.frames).toEqual([]);
});

test('silence does not put the question below again; it goes on waiting', () => {
  const two = begin(flows, went('survey'), went('survey'));
  const after = play(flows, two.conversation, waited);
  expect(said(after)).toEqual(['survey.lapsed']);
  expect(placesIn(after)).toEqual(['survey/first']);
  expect(after.wait).toBe(86_400_000);
});

test('at most three questions are kept, and the oldest goes first', () => {
  const inputs = Array.from({ length: MAX_FRAMES }, () => went('survey'));
  const oldest = begin(flows, went('survey', { n: 0 }), ...inputs);
  expect(oldest.conversation.frames).toHaveLength(MAX_FRAMES);
  expect(oldest.conversation.frames.some(({ values }) => values.n === 0)).toBe(false);
});

test('a way on to another flow takes the values along and leaves nothing behind', () => {
  const moved = begin(flows, went('survey', { query: 'air' }), chose('more'));
  expect(placesIn(moved)).toEqual(['rows/find']);
  expect(moved.effects).toEqual([
    { type: 'call', call: 'find', values: { query: 'air', chosen: 'more' } },
  ]);
});

test('a flow that does not exist cannot be started', () => {
  expect(() => begin(flows, went('quiz'))).toThrow('flow quiz does not exist');
});

test('a loop without a turn is stopped rather than run for ever', () => {
  const loop = readFlows('{ flow: loop, start: a, states: { a: { go: b }, b: { go: a } } }');
  expect(() => begin(loop, went('loop'))).toThrow('loop goes round in a loop');
});
