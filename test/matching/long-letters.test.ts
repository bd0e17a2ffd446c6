import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { cutPassages } from '../../src/matching/rank-passages.ts';

const read = (name: string) =>
  parse(readFileSync(new URL(`long-letters/${name}.yaml`, import.meta.url), 'utf8'));
const matcher = createMatcher(read('fact-checks'), { truthOf, retells: true });

test.each<{ about: string; text: string }>(read('letters'))(
  'a letter about $about is found, whatever else it says',
  ({ about, text }) => {
    const { tier, matches } = matcher.match({ text });
    expect([tier !== 'none', matches[0]?.id]).toEqual([true, about]);
  },
);

test.each<{ why: string; text: string; tier: string }>(read('others'))(
  '$why: $tier',
  ({ text, tier }) => {
    expect(matcher.match({ text }).tier).toBe(tier);
  },
);

test('a long letter is cut into sentences, and a short text is not cut', () => {
  const [{ text }] = read('letters');
  const sentences = cutPassages(text);
  expect(sentences.length).toBeGreaterThan(8);
  expect(sentences.length).toBeLessThanOrEqual(40);
  expect(sentences.join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
  expect(cutPassages('Minum air es membekukan lemak. Sebarkan!')).toEqual([]);
});

test('what is one claim as a whole is not searched for others', () => {
  const { text } = read('letters').find(({ about }: { about: string }) => about === 'aspartam');
  expect(matcher.match({ text, isWhole: true }).tier).toBe('none');
});

test('a document is not searched for claims in passing, a recording is', () => {
  const { text } = read('letters').find(({ about }: { about: string }) => about === 'aspartam');
  const tierOf = (source: 'document' | 'speech') =>
    matcher.match({ text: '', read: [{ source, text }] }).tier;
  expect([tierOf('document'), tierOf('speech')]).toEqual(['none', 'confirm']);
});

test('misread letters hide a claim in the picture of a letter no more than in that of a headline', () => {
  const { text } = read('letters').find(({ about }: { about: string }) => about === 'aspartam');
  const misread = text.replaceAll('m', 'rn');
  const { tier, matches } = matcher.match({
    text: '',
    read: [{ source: 'picture', text: misread }],
  });
  expect([tier, matches[0]?.id]).toEqual(['confirm', 'aspartam']);
  expect(matcher.match({ text: misread }).tier).toBe('none');
});

test('of two claims in a long text the one that is surer comes first, and each but once', () => {
  const letters: { about: string; text: string }[] = read('letters');
  const texts = ['aphelion', 'aspartam'].map(
    (claim) => letters.findLast(({ about }) => about === claim)?.text,
  );
  for (const both of [texts, texts.toReversed()]) {
    const { matches } = matcher.match({ text: both.join('\n\n') });
    const ids = matches.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['aphelion', 'aspartam']);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
