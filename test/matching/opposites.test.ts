import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMatcher } from '../../src/matching/matcher.ts';
import { createGenerator } from '../support/generate.ts';

interface Pair {
  headline: string;
  opposite: string[];
  same: string[];
}

const PAIRS: Pair[] = parse(readFileSync(join(import.meta.dirname, 'opposites.yaml'), 'utf8'));
const { factCheck } = createGenerator(1);
const others = Array.from({ length: 200 }, (_, n) => factCheck(n));
const pairs = PAIRS.map(({ headline }) => ({ id: headline, title: headline, narratives: [] }));
const matcher = createMatcher([...others, ...pairs], { retells: true });

describe.each(PAIRS)('$headline', ({ headline, opposite, same }) => {
  test.each(opposite)('is no answer to “%s”', (text) => {
    expect(matcher.match({ text }).tier).not.toBe('answer');
  });

  test.each(same)('answers “%s”', (text) => {
    const { tier, matches } = matcher.match({ text });
    expect({ tier, found: matches[0]?.id }).toEqual({ tier: 'answer', found: headline });
  });
});

test('the citizen is shown the two words', () => {
  const { matches } = matcher.match({
    text: 'BRI biaya administrasi turun jadi 150 ribu per bulan',
  });
  const telling = { type: 'other', message: ['turun'], factCheck: ['menaikkan'] };
  expect(matches[0]?.telling).toMatchObject(telling);
});

test('a denied word is not its own opposite', () => {
  const { matches } = matcher.match({
    text: 'BRI biaya administrasi tidak turun, malah jadi 150 ribu per bulan',
  });
  expect(matches[0]?.telling?.type).not.toBe('other');
});
