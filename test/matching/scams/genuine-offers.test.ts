import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadSamples } from '../../../src/app/samples/load-samples.ts';
import { truthOf } from '../../../src/domain/fact-checks/verdicts.ts';
import { createMatcher } from '../../../src/matching/matcher.ts';

const read = (name: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

const offers = z
  .array(z.object({ date: z.string(), institution: z.string(), text: z.string() }))
  .parse(read('genuine-offers.yaml'));

const scams = z
  .array(z.object({ id: z.string(), title: z.string(), narratives: z.array(z.string()) }))
  .parse(read('known-scams.yaml'))
  .map((scam) => ({ ...scam, verdict: 'penipuan' }));

const matcher = createMatcher([...loadSamples(), ...scams], { truthOf, retells: true });

test('no genuine offer is called a scam, and hardly one is asked about', () => {
  const called = offers.flatMap(({ institution, text }) => {
    const { tier, matches } = matcher.match({ text });
    return tier === 'none' ? [] : [`${tier} ${matches[0]?.id}: ${institution}, ${text}`];
  });
  console.log(`${called.length} of ${offers.length} genuine offers asked about or called a scam`);
  expect(offers.length).toBeGreaterThanOrEqual(60);
  expect(called.filter((line) => line.startsWith('answer'))).toEqual([]);
  expect(called.length).toBeLessThanOrEqual(2);
});
