import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { caseActions } from '../../src/services/cases/case-actions.ts';
import { terminalWords } from '../../src/terminal/text.ts';
import { newsOf } from '../../src/ui-text/describe-result.ts';
import { readWords } from '../../src/ui-text/read-words.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';
import { voiceFor } from '../../src/web/shared/monthly-report/text.ts';

/** Where every text stands, and whether it takes values. */
function placesIn(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [`${path}: ${typeof words}`];
  const entries = Object.entries(words);
  return entries.flatMap(([key, value]) => placesIn(value, `${path}/${key}`)).toSorted();
}

/** Every sentence of every file of texts: its key, which names its values, and its forms. */
const sentences = globSync(
  'src/{ui-text/{id,en}/*,terminal/text-*,web/shared/monthly-report/text-*}.json',
).flatMap((file) => sentencesIn(JSON.parse(readFileSync(file, 'utf8')), file));

function sentencesIn(texts: object, path: string): [string, string | Record<string, string>][] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const place = `${path}/${key}`;
    if (key.endsWith(')')) return [[place, text]];
    return typeof text === 'object' && !Array.isArray(text) ? sentencesIn(text, place) : [];
  });
}

test.each([
  ['the desk', deskWords.id, deskWords.en],
  ['the terminal', terminalWords('id'), terminalWords('en')],
  ['the monthly report', voiceFor('id').say, voiceFor('en').say],
])('%s says the same things in both languages', (_, indonesian, english) => {
  const places = placesIn(indonesian);
  expect(places.length).toBeGreaterThan(50);
  expect(placesIn(english)).toEqual(places);
  expect(places).not.toContainEqual(expect.stringMatching(/undefined$/));
});

test('a sentence takes its values by the names in its key', () => {
  const words = readWords({
    title: 'Queue',
    case: { kinds: ['a'], 'held(name, time)': '{time}: {name} holds it' },
    'told(n)': { zero: 'nobody was told', one: 'one was told', other: '{n} were told' },
    'by(name?)': { without: 'the post', other: 'the post ({name})' },
  });
  expect(words).toMatchObject({ title: 'Queue', case: { kinds: ['a'] } });
  expect(words.case.held('Budi {time}', 'noon')).toBe('noon: Budi {time} holds it');
  expect([0, 1, 2].map(words.told)).toEqual(['nobody was told', 'one was told', '2 were told']);
  expect([words.by(), words.by('Rina')]).toEqual(['the post', 'the post (Rina)']);
});

test('a sentence fills the places that its key names, and no others', () => {
  const wrong = sentences.filter(([key, text]) => {
    const named = (/\((.+)\)$/.exec(key)?.[1] ?? '').replaceAll('?', '').split(', ');
    const forms = typeof text === 'string' ? [text] : Object.values(text);
    const used = new Set(forms.flatMap((form) => form.match(/(?<=\{)\w+(?=\})/g) ?? []));
    return used.size !== named.length || named.some((name) => !used.has(name));
  });
  expect(sentences.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

test.each(caseActions.map(({ name }) => name))('there are words for %s once it is done', (name) => {
  for (const status of ['open', 'published'] as const) {
    const found: Partial<Case> = { status };
    expect(deskWords.id.done).toHaveProperty(newsOf(name, found as Case));
  }
});

test.for([
  ['id', /\b(?:me|pe)?lapor\w*/gi],
  ['en', /\breports?\b/gi],
] as const)(
  'what citizens had checked is never called by the name of the reports prepared for them: %s',
  ([language, name]) => {
    const files = [`src/ui-text/${language}/case.json`, `src/terminal/text-${language}.json`];
    const named = files
      .flatMap((file) => textsIn(readFileSync(file, 'utf8')))
      .flatMap((text) => text.match(name) ?? []);
    expect(named).toEqual([]);
    const { tips } = deskWords[language].case;
    expect(tips(3)).not.toContain(deskWords[language].nav.reports);
  },
);

/** All texts of a file of words, without the names that they are looked up by. */
function textsIn(file: string): string[] {
  const texts: string[] = [];
  JSON.parse(file, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
  });
  return texts;
}
