import { expect, test } from 'vitest';
import { checkWords, type Needs } from '../../src/i18n/check-words.ts';
import { localeSchema } from '../../src/i18n/locale.ts';

const id = {
  language: 'id',
  name: 'Indonesia',
  choices: { yes: ['Ya'], no: ['Tidak'] },
  say: { tip: { consent: 'Boleh kami simpan, {name}?', kept: 'Disimpan.' } },
};
const jv = {
  language: 'jv',
  name: 'Jawa',
  choices: { yes: ['Nggih'], no: ['Mboten'] },
  say: { tip: { consent: 'Angsal?' } },
};
const question = { place: 'tip/consent', key: 'tip.consent', choices: ['yes', 'no'], rows: 2 };
const needs: Needs = {
  keys: new Set(['tip.consent', 'tip.kept']),
  ownKeys: new Set(),
  ownChoices: [],
  lists: [],
  core: { keys: new Set(['tip.consent']), choices: new Set(['yes', 'no']) },
  questions: [{ ...question, takesNumbers: false }],
  saved: new Set(),
};

/** What an author is told of these languages. */
function told(languages: readonly object[], changes: Partial<Needs> = {}): string[] {
  const locales = languages.map((raw) => localeSchema.parse(raw));
  const found = checkWords(new Map(locales.map((each) => [each.language, each])), {
    ...needs,
    ...changes,
  });
  return found.map(({ file, message }) => `${file}: ${message}`);
}

/** Questions with these choices, for all of which there are names. */
function withChoices(names: Readonly<Record<string, readonly string[]>>, takesNumbers = false) {
  const choices = Object.keys(names);
  const asked = { ...question, choices, rows: choices.length, takesNumbers };
  const core = { ...needs.core, choices: new Set<string>() };
  return told([{ ...id, choices: names }], { questions: [asked], core });
}

test('whole and partial languages with all that they need have no fault', () => {
  expect(told([id, jv])).toEqual([]);
});

test.each(['yes', 'erase', 'continue', 'helpful', 'subscribe', 'filed', 'ready'])(
  'the agreement %s is never named by a negation',
  (choice) => {
    for (const name of ['Jangan', 'Tidak keberatan', 'Gak apa-apa', '👎']) {
      expect(withChoices({ [choice]: ['Ya', name] })).toEqual([
        `locales/id.yaml: names ${choice} by a negation: "${name}"`,
      ]);
    }
    expect(withChoices({ [choice]: ['Ya', 'Boleh'] })).toEqual([]);
  },
);

test('two choices of one question have no name in common, however it is written', () => {
  expect(withChoices({ yes: ['Ya'], no: ['Tidak', 'yá!'] })).toEqual([
    'locales/id.yaml: "yá!" names both yes and no in tip/consent',
  ]);
});

test('a button has 20 characters, a row of a list 24', () => {
  const names = (length: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`c${at}`, [`${at}${'x'.repeat(length - 1)}`]]),
    );
  expect(withChoices(names(20, 3))).toEqual([]);
  expect(withChoices(names(21, 3))).toHaveLength(3);
  expect(withChoices(names(24, 4))).toEqual([]);
  expect(withChoices(names(25, 4))).toHaveLength(4);
});

test('a question of how many is not answered by the number of a choice', () => {
  const asks = { ...id, say: { tip: { consent: 'Berapa orang?', kept: 'Disimpan.' } } };
  const how = (takesNumbers: boolean) =>
    told([asks], { questions: [{ ...question, takesNumbers }] });
  expect(how(true)).toEqual([]);
  expect(how(false)).toEqual([
    'locales/id.yaml: tip.consent asks for a number, but numbers choose at tip/consent: give that state "wants: number"',
  ]);
});

test('what is missing, unused or has another gap is told', () => {
  const { kept: _, ...less } = id.say.tip;
  expect(told([{ ...id, say: { tip: less } }])).toEqual([
    'locales/id.yaml: has no words for tip.kept',
  ]);
  expect(told([{ ...id, choices: { yes: ['Ya'] } }])).toEqual([
    'locales/id.yaml: has no name for the choice no',
  ]);
  expect(told([id, { ...jv, say: { tip: { consent: 'Angsal, {who}?' } } }])).toEqual([
    'locales/jv.yaml: tip.consent has {who}, which the Indonesian words do not have',
  ]);
  expect(told([id, { ...jv, say: { tip: { consent: 'Angsal?', lost: 'x' } } }])).toEqual([
    'locales/jv.yaml: says tip.lost, which nothing uses',
  ]);
  expect(told([jv])).toEqual(['locales/id.yaml: Indonesian is missing']);
});

test('a partial language has words for the core, and of a list for all or none', () => {
  expect(told([id, { ...jv, say: {} }])).toEqual(['locales/jv.yaml: has no words for tip.consent']);
  const lists = [{ of: 'sources', keys: ['tip.consent', 'tip.kept'] }];
  expect(told([id, jv], { lists })).toEqual([
    'locales/jv.yaml: has words for others of sources, but not for tip.kept',
  ]);
});

test('staff have a name for each saved answer, and no two languages are called alike', () => {
  expect(told([id], { saved: new Set(['happened']) })).toEqual([
    'locales/id.yaml: has no label for the saved answer happened',
  ]);
  expect(told([{ ...id, saved: { happened: 'Hari' } }])).toEqual([
    'locales/id.yaml: labels the answer happened, which staff are not shown',
  ]);
  expect(told([id, { ...jv, called: ['indonésia'] }])).toEqual([
    'locales/jv.yaml: is called "indonésia", as another language',
  ]);
});

test('a list is judged in a partial language alone, and only where it has words for some', () => {
  const lists = [{ of: 'sources', keys: ['tip.consent', 'tip.kept'] }];
  const less = { ...id, say: { tip: { consent: id.say.tip.consent } } };
  expect(told([less], { lists })).toEqual(['locales/id.yaml: has no words for tip.kept']);
  expect(told([id, jv], { lists: [{ of: 'sources', keys: ['tip.kept'] }] })).toEqual([]);
  expect(told([id, { ...jv, say: { tip: { kept: 'Kasimpen.' } } }], { lists })).toEqual([
    'locales/jv.yaml: has no words for tip.consent',
  ]);
});

test('a choice that no flow offers is told, and a gap in words that nothing uses is not', () => {
  expect(told([{ ...id, choices: { ...id.choices, later: ['Nanti'] } }])).toEqual([
    'locales/id.yaml: names the choice later, which no flow offers',
  ]);
  expect(told([id, { ...jv, say: { tip: { consent: 'Angsal?', lost: '{who}' } } }])).toEqual([
    'locales/jv.yaml: says tip.lost, which nothing uses',
  ]);
});

test('both languages of staff have labels, and no other', () => {
  const en = { ...id, language: 'en', name: 'English' };
  const saved = { happened: 'Hari' };
  const changes = { saved: new Set(['happened']) };
  expect(told([{ ...id, saved }, jv, { ...en, saved }], changes)).toEqual([]);
  expect(told([{ ...id, saved }, en], changes)).toEqual([
    'locales/en.yaml: has no label for the saved answer happened',
  ]);
  expect(
    told(
      [
        { ...id, saved },
        { ...jv, saved },
      ],
      changes,
    ),
  ).toEqual(['locales/jv.yaml: labels the answer happened, which staff are not shown']);
});

test('a text has 4,096 characters at most, and 1,024 where it has choices', () => {
  const asking = (length: number, rows = 2) =>
    told([{ ...id, say: { tip: { ...id.say.tip, consent: 'x'.repeat(length) } } }], {
      questions: [{ ...question, rows, takesNumbers: false }],
    });
  expect(asking(1024)).toEqual([]);
  expect(asking(1025)).toEqual([
    'locales/id.yaml: tip.consent is over 1024 characters with choices',
  ]);
  expect(asking(4096, 0)).toEqual([]);
  expect(asking(4097, 0)).toEqual(['locales/id.yaml: tip.consent is over 4096 characters']);
});

test('a partial language is judged by its own names, and by the Indonesian ones that it borrows', () => {
  const long = 'Tidak, terima kasih ya'; // 22 characters
  expect(told([id, { ...jv, choices: { ...jv.choices, no: [long] } }])).toEqual([
    `locales/jv.yaml: "${long}" is too long for tip/consent: WhatsApp shows 20 characters`,
  ]);
  const core = { ...needs.core, choices: new Set(['yes']) };
  const later = { ...id, choices: { yes: ['Ya'], no: ['Tidak', 'Lain kali'] } };
  expect(told([later, { ...jv, choices: { yes: ['Nggih', 'Lain kali'] } }], { core })).toEqual([
    'locales/jv.yaml: "Lain kali" names both yes and no in tip/consent',
  ]);
});

test('a choice may have one name in two spellings', () => {
  expect(withChoices({ yes: ['Ya', 'ya', 'YA!'], no: ['Tidak'] })).toEqual([]);
});
