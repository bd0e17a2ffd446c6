import { expect, test } from 'vitest';
import type { Conversation } from '../../src/engine/conversation.ts';
import type { Input } from '../../src/engine/effect.ts';
import { placesIn, play, readFlows, said } from './play.ts';

const flows = readFlows(`
flow: menu
start: menu
states:
  menu: { say: menu.menu, offer: { survey: '@survey' } }
---
flow: survey
start: first
states:
  first:
    aliases: [opening]
    say: survey.first
    ask: { yes: noted, no: end }
    else: end
    after: { 1d: lapsed }
  noted: { say: survey.noted, go: end }
  lapsed: { say: survey.lapsed, go: end }
`);

const at = (...places: string[]): Conversation => ({
  frames: places.map((place) => {
    const [flow = '', state = ''] = place.split('/');
    return { flow, state, muddles: 0, values: {} };
  }),
});
const yes: Input = { type: 'choice', choice: 'yes' };
const waited: Input = { type: 'timeout' };

test('a conversation that waits under the old name of a state goes on', () => {
  expect(said(play(flows, at('survey/opening'), yes))).toEqual(['survey.noted']);
  expect(said(play(flows, at('survey/opening'), waited))).toEqual(['survey.lapsed']);
  const muddled = play(flows, at('survey/opening'), { type: 'text', text: 'apa?' });
  expect(said(muddled)).toEqual(['again: survey.first ?']);
  expect(muddled.wait).toBe(86_400_000);
});

test('an answer to a state that is gone lands in the menu, and the citizen is told', () => {
  const landed = play(flows, at('survey/gone'), yes);
  expect(said(landed)).toEqual(['lost', 'menu.menu ?']);
  expect(placesIn(landed)).toEqual(['menu/menu']);
});

test('an answer to a flow that is gone lands in the menu', () => {
  const landed = play(flows, at('quiz/first'), { type: 'text', text: 'halo' });
  expect(said(landed)).toEqual(['lost', 'menu.menu ?']);
});

test('an outcome for a call that is gone lands in the menu', () => {
  const landed = play(flows, at('survey/gone'), { type: 'result', outcome: 'noted' });
  expect(said(landed)).toEqual(['lost', 'menu.menu ?']);
});

test('a command over a state that is gone is followed without a word about it', () => {
  const asked = play(flows, at('survey/gone'), { type: 'start', flow: 'survey' });
  expect(said(asked)).toEqual(['survey.first ?']);
  expect(placesIn(asked)).toEqual(['survey/first']);
});

test('silence in a state that is gone is answered by silence', () => {
  const after = play(flows, at('survey/gone'), waited);
  expect(after).toEqual({
    conversation: { frames: [] },
    effects: [],
    wait: null,
    visits: [{ type: 'left', flow: 'survey', state: 'gone', by: 'called off' }],
  });
});

test('a question below a state that is gone is put again after the menu', () => {
  const landed = play(flows, at('survey/first', 'survey/gone'), yes);
  expect(said(landed)).toEqual(['lost', 'menu.menu', 'resumed: survey.first ?']);
  expect(placesIn(landed)).toEqual(['survey/first']);
});

test('a state that is gone below an open question is forgotten silently', () => {
  const after = play(flows, at('quiz/first', 'survey/first'), yes);
  expect(said(after)).toEqual(['survey.noted']);
  expect(after.conversation.frames).toEqual([]);
});
