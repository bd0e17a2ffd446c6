import { expect, test } from 'vitest';
import { needsOf } from '../../src/app/required-words.ts';
import { checkWords } from '../../src/i18n/check-words.ts';
import { loadScript } from '../support/stage.ts';

const { flows, locales } = loadScript();
const needs = needsOf(flows);
const partial = [...locales.values()].filter(({ isPartial }) => isPartial);

/** What a citizen meets between the greeting and the ticket, and in the answer to it. */
const MET = [
  ...['again', 'bundle', 'caution', 'difference', 'greeting', 'kinds', 'language', 'resumed'],
  ...['submit', 'time', 'tip', 'verdict', 'wordless'],
];

test.for(
  partial.flatMap((locale) => MET.map((group) => [locale.language, group, locale] as const)),
)('%s does not go without its words for %s', ([language, group, locale]) => {
  const isOf = (key: string) => key === group || key.startsWith(`${group}.`);
  const say = new Map([...locale.say].filter(([key]) => !isOf(key)));
  const lacking = new Map([...locales, [language, { ...locale, say }]]);
  const messages = checkWords(lacking, needs).map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringContaining(`has no words for ${group}`));
});
