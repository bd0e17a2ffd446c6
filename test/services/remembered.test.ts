import { expect, test } from 'vitest';
import { remembered } from '../../src/services/actions/remembered.ts';

test('a text that comes again is not read again, not even where nothing was found in it', () => {
  const read: string[] = [];
  const find = remembered((text) => {
    read.push(text);
    return text.includes('bahaya') ? 'danger' : undefined;
  });
  const texts = ['ada bahaya', 'biasa saja', 'ada bahaya', 'biasa saja'];
  expect(texts.map(find)).toEqual(['danger', undefined, 'danger', undefined]);
  expect(read).toEqual(['ada bahaya', 'biasa saja']);
});

test('what travels stays known among thousands of others, which do not', () => {
  const read: string[] = [];
  const find = remembered((text) => read.push(text) > 0);
  for (let n = 0; n < 5000; n += 1) for (const text of ['viral', `lain ${n}`]) find(text);
  expect(read.filter((text) => text === 'viral')).toHaveLength(1);
  find('lain 0');
  expect(read.filter((text) => text === 'lain 0')).toHaveLength(2);
});

test('a text that goes on otherwise than another is read for itself', () => {
  const find = remembered((text) => text.endsWith('bahaya'));
  const same = 'Kabar panjang yang diteruskan. '.repeat(500);
  expect([`${same}biasa`, `${same}bahaya`].map(find)).toEqual([false, true]);
});
