import { expect, test } from 'vitest';
import { createConcepts } from '../../src/understanding/concepts.ts';
import { type Learned, readTerms } from '../../src/understanding/text-classifier.ts';
import { createUnderstanding, intentsOf } from '../../src/understanding/understanding.ts';

/** The weight of what no example has. */
const UNKNOWN = 9;
const NOTHING = { terms: [], weights: [] };

/** What was learned if a text is known to a share by its first word, and each class is so likely for it. */
function learned(text: string, share: number, chances: Readonly<Record<string, number>>): Learned {
  const [first = '', ...others] = readTerms(text, createConcepts({})).words;
  const weight = (share * others.length * UNKNOWN) / (1 - share);
  const parts = Object.values(chances).map((chance) => Math.log(chance) / Math.sqrt(share));
  return {
    classes: Object.keys(chances),
    vocabulary: {
      words: { terms: [first], weights: [weight] },
      concepts: NOTHING,
      letters: NOTHING,
    },
    weights: new Float32Array([...parts, ...parts.map(() => 0)]),
  };
}

const GROUPS = new Map([
  ['report-scam', 'report'],
  ['report-hate', 'report'],
  ['when', 'mine'],
  ['my-data', 'mine'],
]);

/** Understands one text as those chances say. */
function understood(text: string, chances: Readonly<Record<string, number>>, share = 0.9) {
  const intents = Object.keys(chances).map((intent) => ({
    intent,
    examples: [`contoh ${intent}`],
  }));
  const dangers = Object.keys(chances).map((danger) => ({ danger, examples: ['contoh'] }));
  return createUnderstanding(
    { concepts: {}, intents, dangers },
    // Everything that was learned is what was kept.
    { groupOf: (name) => GROUPS.get(name), keep: () => learned(text, share, chances) as never },
  );
}

const TEXT = 'kata arisan';
const meaningOf = (chances: Readonly<Record<string, number>>, text = TEXT, share = 0.9) =>
  understood(text, chances, share).meaningOf(text);
const sure = (intent: string, isPlain = false) => ({
  type: 'sure',
  intent,
  ...(isPlain && { isPlain }),
});
const unsure = (...intents: string[]) => ({ type: 'unsure', intents });
const none = { type: 'none' };

test.each([
  [{ cost: 0.46, when: 0.27, other: 0.27 }, sure('cost')],
  [{ cost: 0.44, when: 0.28, other: 0.28 }, unsure('cost', 'when')],
  [{ cost: 0.44, when: 0.19, other: 0.37 }, unsure('cost')],
  [{ cost: 0.19, when: 0.18, erase: 0.17, hours: 0.16, privacy: 0.15, person: 0.15 }, none],
  [{ other: 0.5, cost: 0.4, when: 0.1 }, none],
  [{ cost: 0.76, when: 0.24 }, sure('cost', true)],
  [{ cost: 0.74, when: 0.26 }, sure('cost')],
  [{ stop: 0.86, cost: 0.14 }, sure('stop', true)],
  [{ stop: 0.84, cost: 0.16 }, none],
])('of the chances %j is understood: %j', (chances, meaning) => {
  expect(meaningOf(chances)).toEqual(meaning);
});

test.each([
  [{ 'report-scam': 0.3, 'report-hate': 0.2, other: 0.25, cost: 0.25 }, sure('report')],
  [{ 'report-scam': 0.4, 'report-hate': 0.19, other: 0.21, cost: 0.2 }, sure('report-scam')],
  [
    { 'report-scam': 0.23, 'report-hate': 0.21, other: 0.22, claim: 0.13, cost: 0.21 },
    unsure('report-scam', 'cost', 'report-hate'),
  ],
  [{ when: 0.3, 'my-data': 0.2, other: 0.25, cost: 0.25 }, sure('when')],
  [{ cost: 0.4, hours: 0.35, other: 0.25 }, unsure('cost', 'hours')],
])('near meanings together are as good as one: of %j is understood %j', (chances, meaning) => {
  const found = meaningOf(chances);
  const sorted = found.type === 'unsure' ? unsure(...found.intents.toSorted()) : found;
  expect(sorted).toEqual('intents' in meaning ? unsure(...meaning.intents.toSorted()) : meaning);
});

test.each([
  [0.26, sure('cost')],
  [0.24, none],
  [0.49, sure('cost')],
  [0.51, sure('cost', true)],
])('of a text that the examples know to %d is understood %j', (share, meaning) => {
  expect(meaningOf({ cost: 0.8, when: 0.2 }, TEXT, share)).toEqual(meaning);
});

test('what the conversation is about is twice as likely, and the chances stay shares', () => {
  const { meaningOf: of } = understood(TEXT, { cost: 0.4, when: 0.3, other: 0.3 });
  expect(of(TEXT)).toEqual(unsure('cost', 'when'));
  expect(of(TEXT, new Set(['when']))).toEqual(sure('when'));
  const few = understood(TEXT, { cost: 0.5, when: 0.13, other: 0.37 });
  expect(few.meaningOf(TEXT, new Set(['when', 'hours']))).toEqual(unsure('cost', 'when'));
});

test('an example is understood as it stands, unless the conversation speaks for something else', () => {
  const { meaningOf: of } = understood(TEXT, { cost: 0.3, other: 0.7 });
  expect(of('Contoh cost!')).toEqual(sure('cost', true));
  expect(of('contoh other')).toEqual(none);
  expect(of('contoh cost', new Set(['when']))).not.toEqual(sure('cost', true));
});

test.each([
  ['kata jangan berhenti', 'stop', none],
  ['kata jangan dulu berhenti', 'stop', none],
  ['kata jangan kirim lalu berhenti', 'stop', sure('stop', true)],
  ['kata berhenti jangan', 'stop', sure('stop', true)],
  ['kata jangan dihapus', 'erase', none],
  ['kata jangan dihapus', 'cost', sure('cost', true)],
  ['kata berhenti kirim video', 'stop', unsure('stop')],
  ['kata kirim video', 'cost', sure('cost', true)],
  ['kata', 'stop', none],
  ['kata', 'cost', sure('cost', true)],
])('“%s”, which sounds like %s, means %j', (text, intent, meaning) => {
  expect(meaningOf({ [intent]: 0.97, other: 0.03 }, text)).toEqual(meaning);
});

test.each([
  ['kata ancaman bom, hoax kan', 'report-violence', none],
  ['kata lapor ancaman bom, hoax kan', 'report-violence', sure('report-violence', true)],
  ['kata vaksin kelor kambing kuda bener ga', 'cost', none],
  ['kata kelor bener ga', 'cost', sure('cost', true)],
  ['kata vaksin kelor kambing kuda bener ga', 'when', sure('when', true)],
  ['kata vaksin kelor kambing kuda sapi ayam bebek angsa', 'what-to-do', none],
  ['kata vaksin kelor kambing kuda sapi ayam bebek', 'what-to-do', sure('what-to-do', true)],
  ['kata vaksin kelor kambing kuda sapi ayam bebek angsa', 'cost', sure('cost', true)],
])(
  'a message to be checked is no wish: “%s”, which sounds like %s, means %j',
  (text, intent, meaning) => {
    expect(meaningOf({ [intent]: 0.97, other: 0.03 }, text)).toEqual(meaning);
  },
);

test('the likeliest trouble is named, and how likely it is that there is any', () => {
  const danger = (chances: Readonly<Record<string, number>>) =>
    understood(TEXT, chances).dangerOf(TEXT);
  const calm = danger({ none: 0.6, home: 0.1, threat: 0.3 });
  expect(calm).toEqual({ kind: 'threat', chance: expect.closeTo(0.4, 4) });
  const plain = danger({ home: 0.7, none: 0.2, threat: 0.1 });
  expect(plain).toEqual({ kind: 'home', chance: expect.closeTo(0.8, 4) });
  expect(danger({ home: 1 })).toEqual({ kind: 'home', chance: 0 });
  expect(danger({ none: 1 })).toEqual({ kind: 'none', chance: expect.closeTo(0, 4) });
});

test('an answer is the likeliest one, and unsure where nothing was learned', () => {
  const { answerOf } = understood(TEXT, { yes: 0.2, no: 0.7, unsure: 0.1 });
  expect(answerOf(TEXT)).toEqual({ answer: 'no', chance: expect.closeTo(0.7, 4), unheard: 2 });
  expect(answerOf('contoh')).toMatchObject({ unheard: 0 });
  expect(understood(TEXT, {}).answerOf(TEXT)).toEqual({ answer: 'unsure', chance: 0, unheard: 2 });
});

test('flows answer every intent but the answers and what is nobody’s wish', () => {
  const intents = ['cost', 'claim', 'yes', 'text', 'when', 'unsure', 'other', 'no'];
  const examples = intents.map((intent) => ({ intent, examples: ['contoh'] }));
  expect(intentsOf({ concepts: {}, dangers: [], intents: examples })).toEqual(['cost', 'when']);
});

test('trouble is told from ordinary wishes, not from reports of trouble; answers are learned apart from wishes', () => {
  const examplesOf = new Map<string, string[]>();
  const all = ['cost', 'report-scam', 'yes', 'other'];
  const {
    meaningOf: of,
    answerOf,
    dangerOf,
  } = createUnderstanding(
    {
      concepts: {},
      intents: all.map((intent) => ({ intent, examples: [`rapat ${intent}`, `arisan ${intent}`] })),
      dangers: ['none', 'home'].map((danger) => ({ danger, examples: [`ronda ${danger}`] })),
    },
    {
      groupOf: () => undefined,
      keep: (name, make) => {
        const made = make();
        const { classes, vocabulary } = made as unknown as Learned;
        examplesOf.set(name, [...classes]);
        examplesOf.set(`terms of ${name}`, [...vocabulary.words.terms]);
        return made;
      },
    },
  );
  of('arisan');
  answerOf('arisan');
  dangerOf('arisan');
  expect(examplesOf.get('intents')).toEqual(['cost', 'report-scam', 'other']);
  expect(examplesOf.get('answers')).toEqual(['yes']);
  expect(examplesOf.get('dangers')).toEqual(['none', 'home']);
  const terms = examplesOf.get('terms of dangers');
  expect(terms).toEqual(expect.arrayContaining(['ronda', 'rapat', 'cost', 'other']));
  for (const word of ['scam', 'yes']) expect(terms).not.toContain(word);
});
