import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { threatFacts, threats } from '../src/domain/cases/threats.ts';
import { topics } from '../src/domain/cases/topic-words.ts';
import { factsOf, truths, verdicts } from '../src/domain/fact-checks/verdicts.ts';
import { reportThreats } from '../src/domain/reports/report.ts';
import { commandNames } from '../src/i18n/command-words.ts';
import { defaultLanguage, languageFacts, staffLanguages } from '../src/i18n/languages.ts';
import { loadScript } from './support/stage.ts';

/** The tables; what staff and citizens read of them is not code. */
const TABLES = [
  'src/domain/fact-checks/verdicts.ts',
  'src/domain/cases/threats.ts',
  'src/i18n/languages.ts',
];
/** First Draft's types of disorder share two names with verdicts, and are another fact. */
const OTHER_FACTS = ['src/domain/fact-checks/fact-check.ts'];

const LANGUAGES = [...loadScript().locales.keys()];
const OTHERS = LANGUAGES.filter((language) => language !== defaultLanguage);
const TAGS = [...new Set(LANGUAGES.map((language) => languageFacts(language).intl))];

test('no file but the tables and their texts lists verdicts, threats or languages', () => {
  const files = [...globSync('src/**/*.{ts,js,css}')].filter(
    (path) => !path.startsWith('test/triage/examples/') && !TABLES.includes(path),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(
    files.flatMap((path) => faultsIn(path, readFileSync(path, 'utf8')).map((x) => `${path} ${x}`)),
  ).toEqual([]);
});

test.each([
  ["const FALSE = new Set(['salah', 'menyesatkan']);", 'lists salah, menyesatkan'],
  ['const RATINGS = { salah: 1, benar: 5 };', 'lists salah, benar'],
  [
    'const TOPIC = { ujaran_kebencian: "sara", kekerasan: "safety" };',
    'lists ujaran_kebencian, kekerasan',
  ],
  ['.v-salah { color: red }\n.v-benar { color: green }', 'lists salah, benar'],
  ["const isTrue = verdict === 'benar';", "compares with 'benar'"],
  ["switch (verdict) { case 'satire': return 1; }", "compares with 'satire'"],
  ["const words = language === 'en' ? english : indonesian;", "names the language 'en'"],
  ["type PageLanguage = 'id' | 'en';", "names the language 'en'"],
  ["const codes = language === 'id' ? [] : [language];", "compares with 'id'"],
  ["new Intl.NumberFormat('id-ID');", "names the tag 'id-ID'"],
])('%s is a fault', (source, fault) => {
  expect(faultsIn('src/planted.ts', source)).toContain(fault);
});

test.each([
  ["// 'salah' and 'benar' in a comment\nconst url = 'https://benar.id/salah';"],
  ["const first = verdicts[0]; const one = draft ?? 'salah';"],
  ["row.text('id') + fieldOf(request, 'id');"],
])('%s is none', (source) => {
  expect(faultsIn('src/planted.ts', source)).toEqual([]);
});

test.each(verdicts)('%s has facts that the program can use', (verdict) => {
  const { truth, rating, isScam, templates } = factsOf(verdict);
  expect(truths).toContain(truth);
  expect([undefined, 1, 2, 3, 4, 5]).toContain(rating);
  expect([undefined, true]).toContain(isScam);
  expect(templates[0]).toMatch(/\S/);
});

test.each(threats)('%s has facts that the program can use', (threat) => {
  const { report, topic, weight = 1, odds = {} } = threatFacts(threat);
  expect([undefined, ...reportThreats]).toContain(report);
  expect([undefined, ...topics]).toContain(topic);
  expect([weight, ...Object.values(odds)].every((number) => number > 0)).toBe(true);
});

test('every command has wordings in each whole language', () => {
  const { locales } = loadScript();
  for (const language of staffLanguages) {
    const worded = [...(locales.get(language)?.commands.keys() ?? [])].toSorted();
    expect([language, worded]).toEqual([language, commandNames.toSorted()]);
  }
});

/** What a source says that a table should say; comments aside. */
function faultsIn(path: string, source: string): string[] {
  const bare = source.replace(COMMENT, (found, quoted) => (quoted === undefined ? ' ' : found));
  const code = bare.replace(/\blang="\w+"/g, ''); // what a page is written in
  const literals = new Set([...code.matchAll(/(['"])([\w-]+)\1/g)].map(([, , text]) => text));
  const isNamed = (name: string) =>
    literals.has(name) || new RegExp(`[{,\\s]${name}:\\s|\\.(?:v-)?${name}\\b[^(]*\\{`).test(code);
  const listed = [...new Set<string>([...verdicts, ...threats])].filter(isNamed);
  const compared = [...verdicts, ...threats, ...LANGUAGES].filter((name) =>
    new RegExp(`(?:[!=]==\\s*|\\bcase )(['"])${name}\\1|(['"])${name}\\2\\s*[!=]==`).test(code),
  );
  const isOther = OTHER_FACTS.includes(path);
  return [
    ...(listed.length > 1 && !isOther ? [`lists ${listed.join(', ')}`] : []),
    ...[...new Set(compared)].map((name) => `compares with '${name}'`),
    ...OTHERS.filter((name) => literals.has(name)).map((name) => `names the language '${name}'`),
    ...TAGS.filter((tag) => path.endsWith('.ts') && literals.has(tag)).map(
      (tag) => `names the tag '${tag}'`,
    ),
  ];
}

/** A comment, or a text, in which two slashes are none. */
const COMMENT =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g;
