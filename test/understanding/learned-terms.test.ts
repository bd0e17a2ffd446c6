import { expect, test } from 'vitest';
import { createConcepts } from '../../src/understanding/concepts.ts';
import { createTextClassifier, learn, readTerms } from '../../src/understanding/text-classifier.ts';

const lexicon = createConcepts({
  money: 'kursi meja  kartu_debit',
  bank: 'kartu_debit bank bank',
  card: 'kartu kartu_debit_baru',
});
const find = (text: string) => lexicon.find(text.split(' '), text.split(' '));

test('the longest phrase that has a concept counts, and each of its concepts once', () => {
  expect(find('kartu debit baru')).toEqual([['@card']]);
  expect(find('kartu debit lama')).toEqual([['@money', '@bank']]);
  expect(find('kartu lama bank')).toEqual([['@card'], ['@bank']]);
  expect(find('meja arisan kartu')).toEqual([['@money'], ['@card']]);
  expect(find('arisan')).toEqual([]);
  expect(lexicon.find(['kursinya'], ['kursi'])).toEqual([['@money']]);
});

test('a text is known by its roots and affixed words, pairs, ends, marks, meanings and letters', () => {
  const none = createConcepts({});
  expect(readTerms('rapat dipukul kuda?', none)).toEqual({
    words: [
      ...['rapat', 'pukul', 'kuda', 'rapat pukul', 'pukul kuda', '=dipukul'],
      ...['^rapat', 'kuda$', '#?', '#3'],
    ],
    concepts: [],
    letters: [
      ...['_ra', 'rap', 'apa', 'pat', 'at_', '_rap', 'rapa', 'apat', 'pat_'],
      ...[
        '_di',
        'dip',
        'ipu',
        'puk',
        'uku',
        'kul',
        'ul_',
        '_dip',
        'dipu',
        'ipuk',
        'puku',
        'ukul',
        'kul_',
      ],
      ...['_ku', 'kud', 'uda', 'da_', '_kud', 'kuda', 'uda_'],
    ],
  });
  expect(readTerms('', none)).toEqual({ words: ['#1'], concepts: [], letters: [] });
  expect(readTerms('meja kartu debit lama', lexicon).concepts).toEqual([
    ...['@money', '@bank', '@money@money', '@money@bank'],
  ]);
  expect(readTerms('a'.repeat(30), none).letters).not.toContain('aa_');
  expect(readTerms('haloo haaalo', none).words).toContain('haloo halo');
});

test.each([
  [1, '#1'],
  [2, '#3'],
  [3, '#3'],
  [4, '#6'],
  [6, '#6'],
  [10, '#10'],
  [16, '#16'],
  [17, '#25'],
  [25, '#25'],
  [26, '#many'],
])('a text of %d words counts as one of %s', (count, length) => {
  expect(
    readTerms('kuda sapi '.repeat(13).split(' ').slice(0, count).join(' '), lexicon).words,
  ).toContain(length);
});

/** Two meanings of three examples each. */
const CLASSES = [
  { name: 'cost', examples: ['bayar meja berapa', 'meja bayar kuda', 'harga meja'] },
  {
    name: 'when',
    examples: ['kapan hasil kuda', 'hasil kapan keluar', 'jadwal hasil', 'kapan ya'],
  },
];

test('terms that two examples have are learned, the rarer the heavier, and those of one are not', () => {
  const { vocabulary, classes } = learn(CLASSES, lexicon);
  expect(classes).toEqual(['cost', 'when']);
  const { terms, weights } = vocabulary.words;
  const weightOf = (term: string) => weights[terms.indexOf(term)];
  expect(weightOf('meja')).toBeCloseTo(Math.log(1 + 7 / 3), 9);
  expect(weightOf('kuda')).toBeCloseTo(Math.log(1 + 7 / 2), 9);
  for (const once of ['harga', 'jadwal', 'meja bayar']) expect(terms).not.toContain(once);
});

test('what is learned from the same examples is the same on every machine and in every release', () => {
  const learned = learn(CLASSES, lexicon);
  const { classify } = createTextClassifier(learned, lexicon);
  const told = ['bayar meja', 'kapan kuda', 'arisan', 'kuda meja kapan'].map((text) => {
    const { guesses, known } = classify(text);
    return [text, guesses[0]?.name, guesses[0]?.chance.toFixed(4), known.toFixed(4)].join(' ');
  });
  expect(told).toMatchInlineSnapshot(`
    [
      "bayar meja cost 0.9939 0.1119",
      "kapan kuda when 0.9815 0.4159",
      "arisan when 0.7362 0.0000",
      "kuda meja kapan cost 0.7735 0.1134",
    ]
  `);
});

test('meanings are learned in turns, so that the order in which they stand changes little', () => {
  const chanceOf = (classes: typeof CLASSES) => {
    const { classify } = createTextClassifier(learn(classes, lexicon), lexicon);
    return classify('bayar meja').guesses.find(({ name }) => name === 'cost')?.chance ?? 0;
  };
  const [one, other] = [chanceOf(CLASSES), chanceOf(CLASSES.toReversed())];
  expect(one).toBeGreaterThan(0.9);
  expect(Math.abs(one - other)).toBeLessThan(0.02);
});
