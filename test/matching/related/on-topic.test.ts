import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMatcher } from '../../../src/matching/matcher.ts';

interface Judged {
  titles: Record<string, string>;
  messages: { text: string; on: string[] }[];
  ordinary: string[];
}

const { titles, messages, ordinary }: Judged = parse(
  readFileSync(join(import.meta.dirname, 'on-topic.yaml'), 'utf8'),
);
const matcher = createMatcher(
  Object.entries(titles).map(([id, title]) => ({ id, title, narratives: [] })),
);
/** What a citizen is shown, which is at most two. */
const shownFor = (text: string) => (matcher.match({ text }).related ?? []).slice(0, 2);
const unknown = messages.filter(({ text }) => matcher.match({ text }).tier === 'none');

test('nine of ten related fact-checks are on the topic of the message', () => {
  const shown = unknown.flatMap(({ text, on }) =>
    shownFor(text).map((id) => ({ text, id, isOn: on.includes(id) })),
  );
  const off = shown.filter(({ isOn }) => !isOn);
  expect(shown.length).toBeGreaterThan(25);
  expect(off.length, JSON.stringify(off, null, 1)).toBeLessThanOrEqual(shown.length * 0.1);
});

test('half of the messages that have something on their topic are shown some of it', () => {
  const could = unknown.filter(({ on }) => on.length > 0);
  const missed = could.filter(({ text }) => shownFor(text).length === 0);
  expect(missed.length).toBeLessThanOrEqual(could.length / 2);
});

test('greetings, adverts and customer service are shown nothing', () => {
  expect(ordinary.filter((text) => shownFor(text).length > 0)).toEqual([]);
});
