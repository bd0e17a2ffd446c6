import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Difference } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

const DIRECTORY = join(import.meta.dirname, 'differences');

/** A claim, messages that make it in other words, and messages that make another one. */
const judged = z.array(
  z.strictObject({
    claim: z.string(),
    same: z.array(z.string()),
    other: z.array(
      z.strictObject({
        message: z.string(),
        /** The differences that a citizen would agree with, as "in the message | in the fact-check". */
        differs: z.array(z.string()),
      }),
    ),
  }),
);

interface Told {
  claim: string;
  message: string;
  told: string | undefined;
  differs: readonly string[];
}

const PAIRS = readdirSync(DIRECTORY)
  .flatMap((name) => judged.parse(parse(readFileSync(join(DIRECTORY, name), 'utf8'))))
  .flatMap(({ claim, same, other }): Told[] => {
    const matcher = createMatcher([{ id: 'claim', title: claim, narratives: [] }]);
    const tell = (message: string, differs: readonly string[]): Told => {
      const telling = matcher.match({ text: message }).matches[0]?.telling;
      return { claim, message, told: telling && write(telling), differs };
    };
    return [
      ...same.map((message) => tell(message, [])),
      ...other.map(({ message, differs }) => tell(message, differs)),
    ];
  });

function write({ message, factCheck }: Difference): string {
  return `${message.join(', ')} | ${factCheck.join(', ')}`;
}

function isReal({ told = '', differs }: Told): boolean {
  return differs.some((real) => real.toLowerCase() === told.toLowerCase());
}

test('at least 200 pairs are judged', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(200);
});

test('of the differences that are told, nine in ten are real', () => {
  const told = PAIRS.filter((pair) => pair.told !== undefined);
  const wrong = told.filter((pair) => !isReal(pair));
  const misses = wrong.map(({ claim, message, told }) => `${told}: "${message}" / "${claim}"`);
  expect(told.length).toBeGreaterThanOrEqual(50);
  expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(told.length / 10);
});

test('of the messages with a real difference, two thirds are told one', () => {
  const real = PAIRS.filter(({ differs }) => differs.length > 0);
  const silent = real.filter((pair) => !isReal(pair));
  const misses = silent.map(({ message, differs }) => `${differs.join(' / ')}: "${message}"`);
  expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(real.length / 3);
});
