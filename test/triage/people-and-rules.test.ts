import { expect, test } from 'vitest';
import { linkPeople } from '../../src/triage/trouble/link-people.ts';
import { findOwnTrouble, kindsMet, mayBeOwnStory } from '../../src/triage/trouble/own-trouble.ts';
import { readRules } from '../../src/triage/trouble/read-rules.ts';
import { formsOf, readTokens, slipsOf } from '../../src/triage/trouble/read-tokens.ts';

const OF_PEOPLE =
  /^(?:own|possessor|denied|supposed|implied|on-me|on-kin|by-(?:kin|partner|me|family|own|nobody|other|unknown))$/;

/** What is marked at each word: whose it is, who did it to whom, and whether it happened. */
function marksIn(text: string): string {
  const sentences = readTokens(text);
  linkPeople(sentences);
  return sentences
    .flat()
    .map(({ text: word, tags }) => [word, [...tags].filter((tag) => OF_PEOPLE.test(tag)).join('+')])
    .filter(([, marks]) => marks !== '')
    .map((marked) => marked.join(':'))
    .join(' ');
}

test.each([
  ['saya dipukul suami', 'dipukul:on-me+by-kin'],
  ['suami memukul saya', 'memukul:on-me+by-kin'],
  [
    'suami saya memukul ibu saya',
    'suami:own saya:possessor memukul:on-me+by-kin ibu:own saya:possessor',
  ],
  ['suami mukul', 'mukul:by-kin'],
  ['saya memukul suami', ''],
  ['saya tidak dipukul', 'dipukul:denied+on-me'],
  ['saya belum pernah dipukul suami', 'pernah:denied dipukul:denied+on-me+by-kin'],
  ['jangan dipukul', 'dipukul:denied'],
  ['kalau saya dipukul suami', 'saya:supposed dipukul:supposed+on-me+by-kin'],
  ['kalau, saya dipukul', 'saya:supposed dipukul:supposed+on-me'],
  ['saya dipukul kalau pulang', 'dipukul:on-me pulang:supposed'],
  ['ibu dipukul ayah', 'dipukul:on-kin+by-kin'],
  ['tetangga dipukul', ''],
  ['dipukul suami', 'dipukul:implied+by-kin'],
  ['anak saya dipukul guru', 'anak:own saya:possessor dipukul:on-me'],
  ['guru memukul anak saya', 'memukul:on-me anak:own saya:possessor'],
  ['guru memukul anak', 'memukul:on-kin'],
  ['rumah saya dibakar', 'rumah:own saya:possessor dibakar:on-me'],
  ['rumah dibakar orang', ''],
  ['rumahku dibakar', 'rumahku:own dibakar:on-me'],
  ['rumahnya dibakar', ''],
  ['my house burned', 'my:possessor house:own'],
  ['uang saya hilang', 'uang:own saya:possessor'],
  ['anak perempuan saya dipukul', 'anak_perempuan:own saya:possessor dipukul:on-me'],
  ['orang tua saya dipukul', 'orang_tua:own saya:possessor dipukul:on-me'],
  ['pukul 10 saya pulang', ''],
  ['saya pukul dia', ''],
  ['saya dipukul dan ditendang', 'dipukul:on-me ditendang:on-me'],
  ['saya dengar dia dipukul', ''],
  ['saya kena pukul', 'kena:by-me pukul:on-me'],
  ['warga kena pukul', 'kena:by-other'],
  ['dia memukul, saya lari', 'lari:by-me'],
  ['saya anggota kpps diancam', 'diancam:on-me'],
  ['saya warga biasa diancam', 'diancam:on-me'],
  ['saya dapat ancaman', 'dapat:by-me ancaman:on-me'],
  ['warga dapat ancaman', 'dapat:by-other'],
  ['ancaman ke saya', 'ancaman:on-me'],
  ['ancaman ke rumah saya', 'ancaman:on-me rumah:own saya:possessor'],
  ['ancaman ke warga', ''],
  ['my husband hit me', 'my:possessor husband:own hit:on-me+by-kin'],
  ['he hit the ball', ''],
  ['dia mengancamku', 'mengancamku:on-me'],
  ['saya mengancam dia', ''],
  ['kehilangan rumah dan saya dipukul', 'dipukul:on-me'],
  ['rumah besar dekat pasar lama saya dibakar', 'dibakar:on-me'],
  ['saya ingin mati', 'ingin:by-me'],
  ['teman saya ingin mati', 'teman:own saya:possessor ingin:by-family'],
  ['dia ingin mati', 'ingin:by-other'],
  ['warga desa sebelah sana ramai dipukul', ''],
  ['suami saya mukul terus', 'suami:own saya:possessor mukul:by-kin+by-partner'],
  ['kakak memukul adik', 'memukul:on-kin+by-kin'],
  ['foto saya dan keluarga disebar', 'foto:own saya:possessor'],
  ['saya tidak jadi dipukul', 'jadi:denied dipukul:denied+on-me'],
  ['saya tidak mau makan lalu dipukul', 'mau:denied+by-me makan:denied dipukul:on-me'],
  ['saya, dipukul suami', 'dipukul:on-me+by-kin'],
  ['tidak, saya dipukul suami', 'dipukul:on-me+by-kin'],
  ['bukan, dipukul suami', 'dipukul:implied+by-kin'],
  ['ayah saya memukul', 'ayah:own saya:possessor memukul:by-kin+by-partner'],
  ['keluarga saya diancam', 'keluarga:own saya:possessor diancam:on-me'],
])('in “%s” people and deeds are linked as %j', (text, marks) => {
  expect(marksIn(text)).toBe(marks);
});

const tagsOf = (text: string) => readTokens(text).flat()[0]?.tags ?? new Set<string>();

test.each([
  ['dipukul', 'dipukull'],
  ['dibunuh', 'dibnuh'],
  ['dibunuh', 'dibunhu'],
  ['diancam', 'dncm'],
  ['tolong', 'tooooolong'],
  ['rumah', 'rumahku'],
  ['dipukul', 'di pukul'],
  ['dipukul', 'd pukul'],
])('what is meant by “%s” is read in “%s” too', (word, written) => {
  const missing = [...tagsOf(word)].filter((tag) => !tagsOf(written).has(tag));
  expect(missing).toEqual([]);
});

test('a typo drops a vowel, swaps two letters, or drops all vowels but the first letter', () => {
  expect(slipsOf('ancaman').toSorted()).toEqual(
    ['acnaman', 'ancamna', 'ancmaan', 'anacman', 'ancaamn', 'ancman', 'ancamn', 'ancmn'].toSorted(),
  );
  expect(slipsOf('bunuh')).toEqual([]);
  expect(slipsOf('x'.repeat(101))).toEqual([]);
});

test.each([
  [
    'pukul',
    ['dipukul', 'dipukulin', 'memukul', 'mukul', 'mukulin', 'kepukul', 'ngepukul', 'pukulin'],
  ],
  ['tikam', ['ditikam', 'menikam', 'nikam']],
  ['sekap', ['disekap', 'menyekap', 'nyekap']],
  ['keroyok', ['dikeroyok', 'mengeroyok', 'ngeroyok']],
  ['cekik', ['dicekik', 'mencekik', 'nyekik']],
  ['bunuh', ['dibunuh', 'membunuh', 'mbunuh']],
  ['jambak', ['dijambak', 'menjambak', 'njambak']],
  ['rampok', ['dirampok', 'merampok', 'ngerampok']],
  ['ancam', ['diancam', 'mengancam', 'ngancam', 'dancam']],
])('the forms of %s are those that people use: %j', (root, forms) => {
  const known = new Map(formsOf(root));
  expect(forms.filter((form) => !known.has(form))).toEqual([]);
  expect(known.get(`di${root}`)).toBe('passive');
  expect(known.get(forms[1]?.startsWith('me') ? (forms[1] ?? '') : `me${root}`) ?? 'active').toBe(
    'active',
  );
  expect(formsOf(root)).toContainEqual([root, 'active']);
  expect(known.get(`nge${root}in`)).toBe('talk');
});

test('sentences end at marks, clauses begin after a comma, and a dot within a number ends nothing', () => {
  const parts = readTokens('Saya di rumah. Uang 1.500 hilang, lalu “pergi”; tolong!\n…');
  expect(parts.map((tokens) => tokens.map(({ text }) => text).join(' '))).toEqual([
    ...['saya di rumah', 'uang 1 500 hilang lalu pergi', 'tolong'],
  ]);
  const starts = parts.flat().filter(({ starts: begins }) => begins);
  expect(starts.map(({ text }) => text)).toEqual(['saya', 'uang', 'lalu', 'pergi', 'tolong']);
  expect(readTokens('')).toEqual([]);
  expect(
    readTokens(`${'a '.repeat(1499)}bb`)
      .flat()
      .at(-1)?.text,
  ).toBe('bb');
  expect(
    readTokens(`${'a '.repeat(1500)}bb`)
      .flat()
      .at(-1)?.text,
  ).toBe('a');
});

/** Whether a message meets one rule of the test's own. */
function meets(rule: object, text: string): boolean {
  const sentences = readTokens(text);
  linkPeople(sentences);
  const rules = readRules([{ kind: 'a', has: 'hurt', within: 3, ...rule }], ['a', 'b']);
  return kindsMet(rules, sentences).has('a');
}

test.each<[string, object, string, boolean]>([
  ['one word', {}, 'saya dipukul', true],
  ['no word of it', {}, 'saya pulang', false],
  ['both words near', { has: 'hurt kin' }, 'dipukul sama si suami', true],
  ['the other too far', { has: 'hurt kin' }, 'dipukul lalu pulang terus ke suami', false],
  ['the other before it', { has: 'hurt kin' }, 'suami dipukul', true],
  ['the other before it, in order', { has: 'hurt kin', ordered: true }, 'suami dipukul', false],
  ['both in order', { has: 'hurt kin', ordered: true }, 'dipukul suami', true],
  ['one word for two terms', { has: 'hurt hurt' }, 'saya dipukul', false],
  ['two words for two terms', { has: 'hurt hurt' }, 'saya dipukul ditendang', true],
  ['one word for the last two of three', { has: 'hurt kin kin' }, 'suami dipukul', false],
  ['three words for three terms', { has: 'hurt kin kin' }, 'suami dipukul istri', true],
  ['either', { has: 'weapon|kin' }, 'suami pulang', true],
  ['two tags on one word', { has: 'hurt+passive' }, 'saya dipukul', true],
  ['two tags on two words', { has: 'hurt+kin' }, 'dipukul suami', false],
  ['in two sentences', { has: 'hurt kin' }, 'dipukul. suami', false],
  ['beside it in the message', { and: 'kin' }, 'dipukul. suami', true],
  ['not beside it', { and: 'kin' }, 'dipukul', false],
  ['what must not be', { not: 'kin' }, 'dipukul. suami', false],
  ['what must not be, and is not', { not: 'kin' }, 'dipukul', true],
  ['the writer', { self: true }, 'saya dipukul', true],
  ['the writer’s own', { self: true }, 'rumahku. dipukul', true],
  ['nobody of theirs', { self: true }, 'dia dipukul', false],
  ['denied', {}, 'saya tidak dipukul', false],
  ['denied, which may be', { denied: true }, 'saya tidak dipukul', true],
  ['supposed', {}, 'kalau saya dipukul', false],
  ['supposed, which may be', { supposed: true }, 'kalau saya dipukul', true],
  ['supposed, and asked where to go', {}, 'kalau saya dipukul lapor kemana', true],
  ['alone', { alone: 2 }, 'saya dipukul', true],
  ['alone, and too long', { alone: 2 }, 'suami saya dipukul', false],
  ['alone, with a strange word', { alone: 2 }, 'xyzq dipukul', false],
  ['a rumour', {}, 'kabarnya warga dipukul', false],
  ['a rumour of oneself', {}, 'kabarnya saya dipukul', true],
  ['a check', {}, 'apa benar dipukul', false],
])('a rule holds or not: %s', (_, rule, text, holds) => {
  expect(meets(rule, text)).toBe(holds);
});

test('a rule of a kind that nobody knows is of the last kind', () => {
  expect(readRules([{ kind: 'x', has: 'hurt', within: 1 }], ['a', 'b'])[0]?.kind).toBe('b');
});

const filler = (count: number) => 'buku meja '.repeat(40).split(' ').slice(0, count).join(' ');

test.each([
  [`saya dipukul suami ${filler(57)}`, true],
  [`saya dipukul suami ${filler(58)}`, false],
  [`saya dipukul suami ${filler(20)} saya ${filler(20)} saya ${filler(14)}`, true],
])('a long text is the writer’s own only if it says so now and then: “%s”', (text, isOwn) => {
  expect(findOwnTrouble(text, false) !== undefined).toBe(isOwn);
});

test.each([
  ['saya tidak dipukul suami', true],
  ['rumahku dibakar', true],
  ['dia dipukul suami', false],
  ['saya pulang', false],
  ['apa benar saya tidak dipukul', false],
  ['sinopsis film: saya tidak dipukul', false],
  [`saya tidak dipukul ${filler(57)}`, true],
  [`saya tidak dipukul ${filler(58)}`, false],
])('“%s” may be a story of one’s own: %s', (text, may) => {
  expect(mayBeOwnStory(text, false)).toBe(may);
});
