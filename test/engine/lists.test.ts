import { expect, test } from 'vitest';
import type { Input } from '../../src/engine/effect.ts';
import { begin, placesIn, play, readFlows, said } from './play.ts';

const flows = readFlows(`
flow: survey
start: first
states:
  first: { say: survey.first, ask: { yes: end }, else: gone, after: { 1d: late } }
  gone: { say: survey.gone, go: end }
  late: { say: survey.late, go: end }
---
flow: rows
start: find
states:
  find: { call: find, on: { some: show, file: file } }
  show: { say: rows.show, list: { found: end }, offer: { more: file }, picture: card }
  file: { say: rows.file, file: own-data, go: end }
---
flow: place
start: where
states:
  where: { say: place.where, ask: {}, wants: province, hear: items, else: end, after: { 1d: end } }
  items: { say: place.items, ask: { done: end }, take: kept, hear: end, after: { 1d: end } }
  kept: { say: place.kept, go: end }
`);
const survey: Input = { type: 'start', flow: 'survey' };
const rows: Input = { type: 'start', flow: 'rows' };
const some: Input = { type: 'result', outcome: 'some' };

test('words that fit no row of a list have the question below it put again', () => {
  const listed = begin(flows, survey, rows, some);
  expect(placesIn(listed)).toEqual(['survey/first', 'rows/show']);
  const after = play(flows, listed.conversation, { type: 'text', text: 'entah' });
  expect(said(after)).toEqual(['resumed: survey.first ?']);
  expect(placesIn(after)).toEqual(['survey/first']);
  expect(after.visits).toEqual([
    { type: 'left', flow: 'rows', state: 'show', by: 'something else' },
  ]);
});

test('silence under a list is that of the question below it', () => {
  const listed = begin(flows, survey, rows, some);
  expect(listed.wait).toBe(86_400_000);
  expect(said(play(flows, listed.conversation, { type: 'timeout' }))).toEqual(['survey.late']);
});

test('an offer alone takes neither words nor silence', () => {
  const listed = begin(flows, rows, some);
  for (const input of [{ type: 'text', text: 'entah' }, { type: 'timeout' }] as const) {
    expect(play(flows, listed.conversation, input)).toMatchObject({ effects: [], visits: [] });
  }
});

test('a picture and a file go along with what is said, and nothing where there is none', () => {
  const say = { type: 'say', values: {} };
  expect(begin(flows, rows, some).effects).toEqual([
    {
      ...say,
      key: 'rows.show',
      picture: 'card',
      question: { place: { flow: 'rows', state: 'show' } },
    },
  ]);
  expect(begin(flows, rows, { type: 'result', outcome: 'file' }).effects).toEqual([
    { ...say, key: 'rows.file', file: 'own-data' },
  ]);
});

test('a result that silence led to has no question put again, and any other has', () => {
  const open = begin(flows, survey, rows);
  const ended = { type: 'result', outcome: 'file' } as const;
  expect(said(play(flows, open.conversation, ended))).toEqual([
    'rows.file',
    'resumed: survey.first ?',
  ]);
  expect(said(play(flows, open.conversation, { ...ended, isSilence: true }))).toEqual([
    'rows.file',
  ]);
  expect(said(play(flows, open.conversation, { ...ended, isSilence: false }))).toHaveLength(2);
});

test('the words of a choice in none of its names are kept, and what was sent to a question', () => {
  const picked = begin(flows, rows, some, { type: 'choice', choice: 'more' });
  expect(picked.effects).toMatchObject([{ values: { chosen: 'more' } }]);
  expect(picked.effects[0]).not.toHaveProperty('values.said');
  const spoken = begin(flows, rows, some, { type: 'choice', choice: 'more', said: 'lagi dong' });
  expect(spoken.effects).toMatchObject([{ values: { chosen: 'more', said: 'lagi dong' } }]);
  const province: Input = { type: 'text', text: 'di Bali', read: 'Bali' };
  const items = [{ id: 'k1', label: '' }];
  const sent = begin(flows, { type: 'start', flow: 'place' }, province, {
    type: 'attachment',
    items,
  });
  expect(sent.effects).toMatchObject([{ key: 'place.kept', values: { heard: 'di Bali', items } }]);
});

test('words that name no province are a muddle, and the second one leads on', () => {
  const unread: Input = { type: 'text', text: 'entah' };
  const asked = begin(flows, { type: 'start', flow: 'place' });
  const again = play(flows, asked.conversation, unread);
  expect(said(again)).toEqual(['again: place.where ?']);
  expect(placesIn(play(flows, again.conversation, unread))).toEqual([]);
});

test('a row is known by its id, and one that is gone by the id itself', () => {
  const shops = [
    { id: 's1', label: 'Toko Maju' },
    { id: 's2', label: 'Toko Jaya' },
  ];
  const buying = readFlows(`
flow: buy
start: shop
states:
  shop: { say: buy.shop, ask: {}, list: { shops: end }, save: shop, else: end, after: { 1h: end } }
`);
  const savedBy = (id: string) =>
    begin(buying, { type: 'start', flow: 'buy', values: { shops } }, { type: 'picked', id })
      .effects;
  expect(savedBy('s2')).toMatchObject([{ saved: { kind: 'choice', value: 'Toko Jaya' } }]);
  expect(savedBy('s3')).toMatchObject([{ saved: { kind: 'choice', value: 's3' } }]);
});
