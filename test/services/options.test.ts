import { expect, test } from 'vitest';
import type { Frame, ListItem } from '../../src/engine/conversation.ts';
import type { State } from '../../src/engine/flow.ts';
import { describeAnswer } from '../../src/services/responses/describe-answer.ts';
import { optionsOf } from '../../src/services/responses/options.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const script = loadScript();

/** The answers to a question of the flows, with some rows. */
function answersTo(
  place: `${string}/${string}`,
  { rows = [], changes = {}, query }: { rows?: ListItem[]; changes?: object; query?: string } = {},
) {
  const [flow = '', name = ''] = place.split('/');
  const state = script.flows.get(flow)?.states.get(name);
  if (!state) throw new Error(`there is no ${place}`);
  const list = 'list' in state ? state.list?.name : undefined;
  const values = { ...(list && { [list]: rows }), ...(query !== undefined && { query }) };
  const frame: Frame = { flow, state: name, values, muddles: 0 };
  return optionsOf(script, 'id', { frame, state: { ...state, ...changes } as State });
}

test('what is no question has no answers', () => {
  expect(answersTo('lookup/similar', { changes: { type: 'go' } })).toEqual([]);
  expect(answersTo('language/set')).toEqual([]);
});

test('rows stand before choices, each with what picks it', () => {
  const rows = [{ id: 'f2', label: 'Dua' }];
  const [row, choice, ...none] = answersTo('latest/show', { rows });
  expect(row).toEqual({
    ...{ id: 'latest/show/pick:f2', label: 'Dua', names: ['Dua'] },
    input: { type: 'picked', id: 'f2' },
  });
  expect(choice).toMatchObject({
    ...{ id: 'latest/show/choose:menu', input: { type: 'choice', choice: 'menu' } },
    ...{ isExact: false, isRefusal: false, isUnnumbered: false },
  });
  expect(choice?.names).toContain(choice?.label);
  expect(none).toEqual([]);
});

test('the languages are listed by their names, with what else they are called', () => {
  const rows = answersTo('language/choose').filter(({ id }) => id.includes('/pick:'));
  const labels = rows.map(({ label }) => label);
  expect(labels).toEqual(labels.toSorted());
  expect(rows.map(({ input }) => input.type === 'picked' && input.id).toSorted()).toEqual(
    [...script.locales.keys()].toSorted(),
  );
  expect(rows.some(({ names }) => names.length > 1)).toBe(true);
});

test('a row that stands for a meaning leads where the words would have led, with what was said', () => {
  const meant = (id: string, query?: string) => {
    const rows = [{ id, label: 'Biaya' }];
    return answersTo('unclear/which', query === undefined ? { rows } : { rows, query })[0]?.input;
  };
  const begin = { type: 'start', flow: 'lookup' };
  expect(meant('intent:chatter', 'air galon')).toMatchObject({
    ...begin,
    values: { query: 'air galon', intent: 'chatter' },
  });
  expect(meant('intent:chatter')).toMatchObject({ ...begin, values: { query: '' } });
  for (const id of ['intent:unheard-of', 'intent:', 'an-intent:chatter', 'intent:chatter\n']) {
    expect(meant(id)).toEqual({ type: 'picked', id });
  }
});

test('what cannot be undone is chosen by its exact name alone, and a no is one whatever it is called', () => {
  const marks = (place: `${string}/${string}`) =>
    answersTo(place).map(({ input, isExact, isRefusal }) => {
      return [input.type === 'choice' && input.choice, isExact, isRefusal];
    });
  expect(marks('forget/confirm')).toEqual([
    ['erase', true, false],
    ['keep', false, true],
  ]);
  for (const [place, choice] of [
    ['news/verdict', 'not-this'],
    ['lookup/confirm', 'no'],
  ] as const) {
    expect(marks(place).filter(([, , isRefusal]) => isRefusal)).toEqual([[choice, false, true]]);
  }
  expect(marks('lookup/confirm')).toEqual([
    ['yes', false, false],
    ['no', false, true],
  ]);
});

test('the choices of a question for a number, or of an offer, are marked as such', () => {
  const unnumbered = (changes: object) =>
    answersTo('lookup/confirm', { changes }).map(({ isUnnumbered }) => isUnnumbered);
  expect(unnumbered({ wants: 'number' })).toEqual([true, true]);
  expect(unnumbered({ wants: 'date' })).toEqual([false, false]);
  const offered = { type: 'offer', exact: ['yes'], wants: 'number' };
  expect(unnumbered(offered)).toEqual([false, false]);
  expect(answersTo('lookup/confirm', { changes: offered })[0]?.isExact).toBe(false);
});

test('a kept answer is read as it was given: a choice by its name, files by what they are', () => {
  const told = (changes: object) =>
    describeAnswer(script.locales, 'id', {
      ...{ name: 'origin', kind: 'text', text: 'dari grup', at: MORNING },
      ...changes,
    });
  expect(told({}).text).toBe('dari grup');
  expect(told({}).label.length).toBeGreaterThan(0);
  expect(told({ kind: 'choice', text: 'yes' }).text).toBe('Ya');
  expect(told({ text: 'yes' }).text).toBe('yes');
  const files = ['image/png', 'video/mp4'].map((mime) => ({ sha256: 'a', mime }));
  expect(told({ kind: 'file', files }).text).toBe('dari grup (image/png, video/mp4)');
  expect(told({ kind: 'file', text: '', files }).text).toBe('(image/png, video/mp4)');
});
