import { expect, test } from 'vitest';
import {
  isHeardIn,
  judgeSounds,
  type StoredSound,
} from '../../../src/matching/sounds/judge-sounds.ts';

/** The same recording, whole, as one document has it. */
const whole: StoredSound = {
  id: 'a\u00000',
  document: 'a',
  sound: 0,
  score: 0.9,
  span: [0, 30],
  cover: { asked: 0.95, stored: 0.95 },
  from: 0,
  to: 200,
  line: { pace: 1, start: 0 },
};

/** How sure a find is, and what there is to doubt. */
function judged(changes: Partial<StoredSound>, others: readonly StoredSound[] = [], speaks = true) {
  const [hit] = judgeSounds([{ ...whole, ...changes }, ...others], speaks);
  return [hit?.grip, hit?.doubt].filter(Boolean).join(' ');
}

test('a whole speech of one document is sure, with where it was heard', () => {
  expect(judged({})).toBe('sure');
  expect(judgeSounds([whole], true)).toEqual([
    {
      id: 'a',
      type: 'sound',
      alike: 0.9,
      grip: 'sure',
      laid: { sound: 0, line: whole.line },
      span: [0, 30],
    },
  ]);
});

test.each<[string, Partial<StoredSound>]>([
  ['likely part', { cover: { asked: 0.79, stored: 1 } }],
  ['likely part', { cover: { asked: 1, stored: 0.69 } }],
  ['sure', { cover: { asked: 0.8, stored: 0.7 } }],
  ['likely changed', { pitch: 1 }],
  ['likely changed', { pitch: 1.1, cover: { asked: 0.6, stored: 0.6 } }],
  ['perhaps', { cover: { asked: 0.49, stored: 0.49 } }],
  ['perhaps', { score: 0.49 }],
])('it is %s where %j', (grip, changes) => {
  expect(judged(changes)).toBe(grip);
});

test('music answers for nothing, however much of it is the same', () => {
  expect(judged({}, [], false)).toBe('likely music');
});

test('a stretch that others have as well leads to none of them for sure', () => {
  const other = { ...whole, id: 'b\u00000', document: 'b' };
  expect(judged({}, [{ ...other, from: 0, to: 81 }])).toBe('likely shared');
  expect(judged({}, [{ ...other, from: 0, to: 80 }])).toBe('sure');
  expect(judged({}, [{ ...other, score: 0.4 }])).toBe('sure');
  expect(judged({}, [{ ...whole, id: 'a\u00001', sound: 1 }])).toBe('sure');
});

test('a sound is heard in another that has nearly all of it, as it was recorded', () => {
  expect(isHeardIn({ ...whole, cover: { asked: 0.7, stored: 0.1 } })).toBe(true);
  expect(isHeardIn({ ...whole, cover: { asked: 0.69, stored: 1 } })).toBe(false);
  expect(isHeardIn({ ...whole, pitch: 1 })).toBe(false);
  expect(isHeardIn({ ...whole, score: 0.49 })).toBe(false);
});
