import { describe, expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import { idle } from '../../src/engine/conversation.ts';
import type { Utterance } from '../../src/engine/effect.ts';
import type { TurnChange } from '../../src/ports/commit.ts';
import { beginTurn, type Turn } from '../../src/ports/turn.ts';
import { composeReplies } from '../../src/services/responses/compose-replies.ts';
import { aCase, aTip } from '../support/builders.ts';
import { loadScript, MORNING } from '../support/stage.ts';

/** WhatsApp refuses a text that is longer. */
const MOST = 4096;

/** A turn that says nothing yet. */
function aSilentTurn(language = 'id'): Turn {
  const nobody = { revision: 0, due: null, channel: '', pending: [] };
  const profile = newProfile(language, MORNING);
  const state = { ...nobody, profile, conversation: idle, heardAt: MORNING };
  return beginTurn(state, { citizen: 'c1', now: MORNING });
}

function repliesOf(turn: Turn, settings: Partial<Settings> = {}) {
  const deps = { script: loadScript(), settings: { ...defaultSettings, ...settings } };
  return composeReplies(deps, turn);
}

const say = (key: string, changes: Partial<Utterance> = {}): Utterance => {
  return { type: 'say', key, values: {}, ...changes };
};

/** What a turn says that says some things. */
const saying = (...utterances: Utterance[]) => repliesOf({ ...aSilentTurn(), utterances });

const at = (flow: string, state: string) => ({ question: { place: { flow, state } } });

/** Something said of so many letters. */
const letters = (length: number) =>
  say('warning.show', { values: { verdict: 'a'.repeat(length) } });

describe('one message or several', () => {
  test('what a turn says is one message as a rule, and several where WhatsApp would refuse it', () => {
    expect(saying(letters(500), letters(500))).toHaveLength(1);
    const long = saying(letters(2000), letters(2000), letters(100)).map(({ text }) => text);
    expect(long).toHaveLength(2);
    expect(Math.max(...long.map((text) => text.length))).toBeLessThanOrEqual(MOST);
    expect(long.join('').match(/a{100}/g)?.length).toBeGreaterThanOrEqual(41);
  });

  test('a question that is put again after something else stands in a message of its own', () => {
    const [first, again] = saying(letters(9), say('submit.origin', { preface: 'resumed' }));
    expect(again?.text).toMatch(/\n\n/);
    expect(again?.text).not.toContain('aaaa');
    expect(first?.text).toContain('aaaa');
    const [one, ...none] = saying(letters(9), say('submit.origin', { preface: 'again' }));
    expect(one?.text).toContain('aaaa');
    expect(none).toEqual([]);
  });

  test('nothing is said after a question in the same message', () => {
    const [question, rest] = saying(say('about.who', at('lookup', 'confirm')), letters(9));
    expect(question?.choices).toHaveLength(2);
    expect(rest?.text).toContain('aaaa');
    expect(rest?.choices).toEqual([]);
  });

  test.each([
    ['a picture', say('about.who', { picture: 'card', values: { factCheck: 'f1', version: 3 } })],
    ['a file', say('my-data.file', { file: 'own-data' })],
  ])('%s stands in a message of its own', (_, enclosed) => {
    const replies = saying(letters(9), enclosed, letters(9));
    expect(replies.map(({ choices }) => choices)).toEqual([[], [], []]);
    expect(new Set(replies.map(({ id }) => id)).size).toBe(3);
  });

  test('a picture names its fact-check, and a file says what stands in its place', () => {
    const values = { factCheck: 'f1', version: 3 };
    const [card] = saying(say('about.who', { picture: 'card', values }));
    const about = { factCheck: 'f1', version: 3, language: 'id' };
    expect(card?.picture).toEqual({ type: 'card', ...about });
    const [file] = saying(say('my-data.file', { file: 'own-data' }));
    expect(file?.file).toEqual({
      ...{ type: 'own-data', language: 'id' },
      instead: expect.stringContaining('DATA SAYA'),
    });
  });
});

describe('what stands in the words', () => {
  const about = (key: string, settings: Partial<Settings> = {}) => {
    const [reply] = repliesOf({ ...aSilentTurn(), utterances: [say(key)] }, settings);
    return reply?.text ?? '';
  };

  test('who runs the post, where that is said', () => {
    expect(about('about.who')).toMatch(/adalah orang\./);
    expect(about('about.who')).not.toContain('Dikelola');
    expect(about('about.who', { runBy: 'Yayasan Contoh' })).toContain(
      ' Dikelola oleh Yayasan Contoh.',
    );
  });

  test('under which number it is found, where it has one', () => {
    expect(about('group.notice')).toMatch(/\*chat pribadi\*\.$/);
    const site = { number: '6281234567890', showsSamples: true };
    expect(about('group.notice', { site })).toMatch(/\*chat pribadi\*: .*7890/);
  });

  test('no reply leaves a gap', () => {
    expect(about('privacy.notice')).not.toMatch(/[{}]|undefined/);
  });
});

describe('the choices of a question', () => {
  test('the first question of a report is a form, others are not', () => {
    const [kind] = saying(say('about.who', at('report', 'kind')));
    expect(kind?.form).toBe('id');
    expect(kind?.choices.length).toBeGreaterThan(2);
    const [origin] = saying(say('submit.origin', at('submit', 'origin')));
    expect(origin).not.toHaveProperty('form');
    expect(origin).not.toHaveProperty('isUnnumbered');
  });

  test('a state that is gone has none', () => {
    const [gone] = saying(say('submit.origin', at('submit', 'long-gone')));
    expect(gone?.choices).toEqual([]);
    expect(gone).not.toHaveProperty('form');
  });

  test('where a number is an answer, they go without numbers', () => {
    const script = loadScript();
    const flow = script.flows.get('lookup');
    const state = flow?.states.get('confirm');
    if (!flow || state?.type !== 'ask') throw new Error('there is no such question');
    const unnumbered = (changes: Partial<typeof state>) => {
      const states = new Map(flow.states).set('confirm', { ...state, ...changes });
      const flows = new Map(script.flows).set('lookup', { ...flow, states });
      const turn = { ...aSilentTurn(), utterances: [say('about.who', at('lookup', 'confirm'))] };
      const deps = { script: { ...script, flows }, settings: defaultSettings };
      return composeReplies(deps, turn)[0];
    };
    expect(unnumbered({ wants: 'number' })).toMatchObject({ isUnnumbered: true });
    expect(unnumbered({ wants: 'date' })).not.toHaveProperty('isUnnumbered');
  });
});

describe('what a reply is for', () => {
  const entered = (flow: string, state = 's') => ({ type: 'entered', flow, state }) as const;
  const left = (flow: string, state: string) => ({ type: 'left', flow, state, by: 'x' }) as const;
  const told = { type: 'told', told: {} } as TurnChange; // only its type is looked at
  const tip = aTip({ case: 'k2' });
  const purpose = (changes: Partial<Turn>, values: Utterance['values'] = {}) => {
    const utterances = [say('about.who'), say('about.who', { values })];
    return repliesOf({ ...aSilentTurn(), utterances, ...changes })[0]?.purpose;
  };

  test.each<[string, Partial<Turn>, string]>([
    ['an answer', { visits: [entered('menu')] }, 'answer'],
    ['a verdict that is told', { visits: [entered('news')], changes: [told] }, 'verdict'],
    ['a question that leads on', { visits: [left('submit', 'origin')] }, 'question'],
    [
      'an answer to a question that had to be put',
      { visits: [left('submit', 'consent')] },
      'answer',
    ],
    ['an answer at a place that asks later', { visits: [entered('submit', 'origin')] }, 'answer'],
    ['help in danger', { visits: [entered('danger')], changes: [told] }, 'safety'],
    ['a right of the citizen', { visits: [entered('forget')] }, 'safety'],
    [
      'what nobody asked for',
      { visits: [entered('danger')], unasked: { kind: 'digest', until: MORNING } },
      'digest',
    ],
  ])('%s', (_, changes, priority) => {
    expect(purpose(changes)?.priority).toBe(priority);
  });

  test('news of a case is a verdict, and the flow entered last says it', () => {
    const visits = [entered('menu'), entered('news'), left('news', 'verdict')];
    expect(purpose({ visits }, { news: 'verdict' })).toEqual({ priority: 'verdict', flow: 'news' });
    expect(purpose({})).toEqual({ priority: 'answer', flow: 'unknown' });
  });

  test.each<[string, TurnChange[], string | undefined]>([
    ['a case that it opens', [{ type: 'open-case', case: aCase({ id: 'k1' }), tips: [] }], 'k1'],
    ['a case that it joins', [told, { type: 'add-tips', tips: [tip, tip] }], 'k2'],
    ['the case that it tells of', [], 'k3'],
    ['the case that it tells of besides', [told], 'k3'],
  ])('the case of a reply is %s', (_, changes, found) => {
    expect(purpose({ changes }, { case: 'k3' })).toMatchObject({ case: found });
  });

  test('a reply about no case names none, and what was not asked for says until when it is of use', () => {
    expect(purpose({ changes: [told] })).not.toHaveProperty('case');
    const unasked = { kind: 'digest', until: MORNING + 5 };
    const [reply] = repliesOf({ ...aSilentTurn(), utterances: [letters(3)], unasked });
    expect(reply?.unaskedUntil).toBe(MORNING + 5);
    expect(saying(letters(3))[0]).not.toHaveProperty('unaskedUntil');
  });
});
