import { expect, test } from 'vitest';
import { conversationSchema, type Saved } from '../../src/engine/conversation.ts';
import type { Input } from '../../src/engine/effect.ts';
import { loadScript } from '../support/stage.ts';
import { begin, placesIn, play, readFlows, said } from './play.ts';

const flows = readFlows(`
flow: ask
start: shop
states:
  shop:
    say: ask.shop
    ask: { market: when, web: when, skip: when }
    list: { shops: when }
    save: shop
    unsaved: [skip]
    else: when
    after: { 1h: when }
  when:
    say: ask.when
    again: ask.when-again
    ask: { back: shop }
    wants: date
    hear: proof
    save: when
    unsaved: [back]
    else: proof
    after: { 1h: proof }
  proof:
    say: ask.proof
    ask: {}
    hear: end
    take: end
    save: proof
    after: { 1h: end }
`);
const shops = [{ id: 's1', label: 'Toko Maju' }];
const start: Input = { type: 'start', flow: 'ask', values: { shops } };
const DAY: Input = { type: 'text', text: 'kemarin sore', read: '2026-11-20' };

function savedBy(...inputs: Input[]): Saved[] {
  return inputs.flatMap((_, at) =>
    begin(flows, start, ...inputs.slice(0, at + 1)).effects.flatMap((effect) =>
      effect.type === 'save' ? effect.saved : [],
    ),
  );
}

test('a choice, a row, a day, words and files are saved as what they are', () => {
  const items = [{ id: 'k1', label: '' }];
  expect(savedBy({ type: 'choice', choice: 'web' }, DAY, { type: 'attachment', items })).toEqual([
    { name: 'shop', kind: 'choice', value: 'web' },
    { name: 'when', kind: 'date', value: '2026-11-20' },
    { name: 'proof', kind: 'file', value: items },
  ]);
  expect(savedBy({ type: 'picked', id: 's1' }, DAY, { type: 'text', text: 'ada' })).toMatchObject([
    { kind: 'choice', value: 'Toko Maju' },
    { kind: 'date' },
    { kind: 'text', value: 'ada' },
  ]);
});

test('neither a choice that is no answer, nor a muddle, nor silence is saved', () => {
  const unread: Input = { type: 'text', text: 'entah' };
  expect(savedBy({ type: 'choice', choice: 'skip' }, unread, unread, { type: 'timeout' })).toEqual(
    [],
  );
});

test('words that name no day put the question again in words of their own, once', () => {
  const unread: Input = { type: 'text', text: 'entah' };
  const once = begin(flows, start, { type: 'choice', choice: 'skip' }, unread);
  expect(said(once)).toEqual(['ask.when-again ?']);
  expect(placesIn(play(flows, once.conversation, unread))).toEqual(['ask/proof']);
});

test('the frame has the latest answer of each name', () => {
  const back: Input = { type: 'choice', choice: 'back' };
  const web: Input = { type: 'choice', choice: 'web' };
  const { conversation } = begin(flows, start, { type: 'choice', choice: 'market' }, back, web);
  expect(conversation.frames[0]?.saved).toEqual([{ name: 'shop', kind: 'choice', value: 'web' }]);
});

test('a conversation that was stored before answers were saved goes on where it stood', () => {
  const tips = [{ id: 't1', label: '' }];
  const frame = { flow: 'submit', state: 'region-again', muddles: 0, values: { tips, tried: 1 } };
  const stored = conversationSchema.parse({ frames: [frame] });
  const heard: Input = { type: 'text', text: 'Bandung' };
  expect(said(play(loadScript().flows, stored, heard))).toEqual(['call note-origin']);
});

test('all of a conversation is there when it is read again: what was asked, answered and spoken of', () => {
  const saved: Saved[] = [
    { name: 'shop', kind: 'choice', value: 'web' },
    { name: 'proof', kind: 'file', value: [{ id: 'm1', label: '' }] },
  ];
  const values = { tried: 1, tips: [{ id: 't1', label: 'Bank tutup' }], query: 'bank' };
  const conversation = {
    frames: [{ flow: 'ask', state: 'when', muddles: 1, values, saved }],
    topic: { name: 'cost', at: 1 },
  };
  expect(conversationSchema.parse(JSON.parse(JSON.stringify(conversation)))).toEqual(conversation);
});
