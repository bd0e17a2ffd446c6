import { expect, test } from 'vitest';
import type { Input } from '../../src/engine/effect.ts';
import type { Step } from '../../src/engine/step.ts';
import { begin, play, readFlows } from './play.ts';

const flows = readFlows(`
flow: menu
start: menu
states:
  menu: { say: menu.menu, offer: { survey: '@survey' } }
---
flow: survey
start: look
states:
  look: { call: look, on: { found: first } }
  first:
    say: survey.first
    ask: { yes: thanks }
    list: { rows: thanks }
    else: thanks
    after: { 1d: end }
  thanks: { say: survey.thanks, go: end }
---
flow: words
start: words
states:
  words: { say: words.words, ask: {}, hear: end, after: { 1d: end } }
---
flow: answer
start: answer
states:
  answer: { say: answer.answer, offer: { helpful: end } }
`);

const survey: Input = { type: 'start', flow: 'survey' };
const found: Input = { type: 'result', outcome: 'found' };
const heard: Input = { type: 'text', text: 'entah' };
const words: Input = { type: 'start', flow: 'words' };

/** Passages as one reads them: `+survey/first`, `survey/first: yes`, `survey/first again`. */
function passed({ visits }: Step): string[] {
  return visits.map((visit) => {
    const place = `${visit.flow}/${visit.state}`;
    if (visit.type === 'left') return `${place}: ${visit.by}`;
    return visit.type === 'entered' ? `+${place}` : `${place} again`;
  });
}

test('a step tells every state that it came through, and the way out of it', () => {
  const looking = begin(flows, survey);
  expect(passed(looking)).toEqual(['+survey/look']);
  const asked = play(flows, looking.conversation, found);
  expect(passed(asked)).toEqual(['survey/look: on found', '+survey/first']);
  const chosen = play(flows, asked.conversation, { type: 'choice', choice: 'yes' });
  expect(passed(chosen)).toEqual(['survey/first: yes', '+survey/thanks', 'survey/thanks: go']);
});

test('a pick, silence, a second muddle and free words are told apart', () => {
  const asked = begin(flows, survey, found);
  const after = (...inputs: Input[]) => passed(play(flows, asked.conversation, ...inputs))[0];
  expect(after({ type: 'picked', id: 'a' })).toBe('survey/first: rows');
  expect(after({ type: 'timeout' })).toBe('survey/first: after');
  expect(after(heard)).toBe('survey/first again');
  expect(after(heard, heard)).toBe('survey/first: else');
  expect(passed(begin(flows, words, heard))).toEqual(['words/words: hear']);
});

test('an offer that nobody took up is left for something else, a question waits', () => {
  const offered = begin(flows, { type: 'start', flow: 'menu' });
  expect(passed(play(flows, offered.conversation, words))).toEqual([
    'menu/menu: something else',
    '+words/words',
  ]);
  const asked = begin(flows, words);
  expect(passed(play(flows, asked.conversation, survey))).toEqual(['+survey/look']);
});

test('an offer that is not made since a question waits is left for it', () => {
  const asked = begin(flows, words);
  expect(passed(play(flows, asked.conversation, { type: 'start', flow: 'answer' }))).toEqual([
    '+answer/answer',
    'answer/answer: something else',
  ]);
});

test('the oldest of too many questions is left for something else', () => {
  const three = begin(flows, words, words, words);
  expect(passed(play(flows, three.conversation, words))).toEqual([
    'words/words: something else',
    '+words/words',
  ]);
});

test('what changes nothing passes nothing', () => {
  const asked = begin(flows, survey, found);
  expect(passed(play(flows, asked.conversation, { type: 'choice', choice: 'no' }))).toEqual([]);
});
