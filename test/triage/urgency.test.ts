import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Urgency, urgencies } from '../../src/domain/cases/urgency.ts';
import { findUrgency } from '../../src/triage/urgency/find-urgency.ts';
import { loadMessages } from './load-examples.ts';

const messages: Record<Urgency, string[]> = parse(
  readFileSync(new URL('urgency.yaml', import.meta.url), 'utf8'),
);

describe.each(urgencies)('%s', (urgency) => {
  test.each(messages[urgency])('%s', (text) => {
    expect(findUrgency(text, false)).toBe(urgency);
  });
});

test('a call to spread a message is no witness of danger', () => {
  const text = 'Rumah pak lurah mau dibakar malam ini';
  expect(findUrgency(text, true)).toBe('life');
  expect(findUrgency(`${text}. Sebarkan ke semua grup!`, true)).toBe('hour');
});

test('what happened to somebody who wrote is no news of theirs once it is forwarded', () => {
  const text = 'Barusan saya transfer 5 juta ke penipu';
  expect(findUrgency(text, false)).toBe('hour');
  expect(findUrgency(text, true)).toBe('usual');
});

test('ordinary messages and news are hardly ever taken for danger', () => {
  const ordinary = loadMessages('validation').filter(({ label }) => label === 'biasa');
  const urgent = ordinary.filter(({ text }) => findUrgency(text, true) !== 'usual');
  expect(ordinary.length).toBeGreaterThan(250);
  expect(urgent.length).toBeLessThanOrEqual(2);
});
