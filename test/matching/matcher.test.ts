import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { type FileHit, type MatchDocument, textToEmbed } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { growthOf, repeated } from '../harm/hostile/growth.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const WHO = [
  'menteri',
  'petani',
  'bupati',
  'dokter',
  'nelayan',
  'kiai',
  'sopir',
  'pedagang',
  'hakim',
];
const DOES = ['menjual', 'menemukan', 'menutup', 'membakar', 'menyumbang', 'menggali', 'mencuri'];
const WHAT = [
  'sumur',
  'masjid',
  'gudang',
  'perahu',
  'emas',
  'beras',
  'jembatan',
  'sapi',
  'kebun',
  'pabrik',
];
const WHERE = ['Jember', 'Kupang', 'Palu', 'Sorong', 'Garut', 'Batam', 'Solo', 'Ambon', 'Kediri'];
const HOW = ['malam', 'diam', 'ramai', 'terburu', 'gembira', 'sendirian', 'beramai', 'berkala'];

const title = fc
  .tuple(...[WHO, DOES, WHAT, WHERE, HOW].map((list) => fc.constantFrom(...list)), fc.nat(999))
  .map((parts) => parts.join(' '));
const titles = fc.uniqueArray(title, { minLength: 2, maxLength: 30 });

const toDocument = (text: string, at: number): MatchDocument => ({
  id: `d${at}`,
  title: text,
  narratives: at % 2 === 0 ? [] : [`Beredar luas: ${text} kata warga setempat`],
});

test('an entry finds itself, whatever else is known', () => {
  fc.assert(
    fc.property(titles, fc.nat(), (texts, pick) => {
      const documents = texts.map(toDocument);
      const wanted = documents[pick % documents.length];
      const { tier, matches } = createMatcher(documents).match({ text: wanted?.title ?? '' });
      expect([tier, matches[0]?.id, matches[0]?.differences]).toEqual(['answer', wanted?.id, []]);
    }),
  );
});

test('adding unrelated entries never turns none into answer', () => {
  const messages = fc.oneof(
    title,
    fc.constantFrom('rapat RT besok malam', 'beras mahal', 'sapi kurban ramai'),
  );
  fc.assert(
    fc.property(messages, titles, (text, texts) => {
      const matcher = createMatcher(FACT_CHECKS);
      const before = matcher.match({ text }).tier;
      const unrelated = texts.map((other, at) => toDocument(other.replace(/[aiueo]/g, 'x'), at));
      for (const document of unrelated) matcher.put(document);
      const after = matcher.match({ text }).tier;
      expect([before, after]).not.toEqual(['none', 'answer']);
    }),
  );
});

test('the order in which entries come does not matter', () => {
  fc.assert(
    fc.property(titles, title, (texts, text) => {
      const documents = texts.map(toDocument);
      const forth = createMatcher(documents).match({ text });
      const back = createMatcher([...documents].reverse()).match({ text });
      expect(back).toEqual(forth);
    }),
  );
});

test('random characters never throw and get no answer', () => {
  const matcher = createMatcher(FACT_CHECKS);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      expect(matcher.match({ text }).tier).not.toBe('answer');
    }),
    { numRuns: 300 },
  );
});

test('the work for a megabyte of text grows with its length, not faster', async () => {
  const matcher = createMatcher(FACT_CHECKS);
  for (const unit of ['pulsa gratis ', 'x', '9', '🙏', 'a.b@', '\n', 'http://', '1,2.']) {
    const make = (length: number) => repeated(unit)(16 * length);
    expect(await growthOf((text) => matcher.match({ text }), make)).toBeUndefined();
  }
});

test('an entry is matched as soon as it is put, and no longer once it is removed', () => {
  const matcher = createMatcher();
  const text = 'Wali kota Malang membagikan seribu payung hitam';
  expect(matcher.match({ text })).toEqual({ tier: 'none', matches: [] });
  matcher.put({ id: 'payung', title: text, narratives: [] });
  expect(matcher.match({ text }).matches[0]?.id).toBe('payung');
  matcher.remove('payung');
  expect([matcher.match({ text }).matches, matcher.size]).toEqual([[], 0]);
});

test('putting an id again replaces what it said', () => {
  const matcher = createMatcher(FACT_CHECKS);
  const [first] = FACT_CHECKS;
  if (!first) throw new Error('no fact-checks');
  matcher.put({ id: first.id, title: 'Ular raksasa terlihat di waduk Jatiluhur', narratives: [] });
  expect(matcher.size).toBe(FACT_CHECKS.length);
  expect(matcher.match({ text: first.title }).matches.map(({ id }) => id)).not.toContain(first.id);
  expect(matcher.match({ text: 'ular raksasa terlihat di waduk jatiluhur' }).tier).toBe('answer');
});

test('removing most entries leaves the others matchable', () => {
  const documents = Array.from({ length: 300 }, (_, at) =>
    toDocument(`${WHO[at % 9]} ${WHERE[at % 7]} nomor${at} hilang`, at),
  );
  const matcher = createMatcher(documents);
  for (const { id } of documents.slice(0, 290)) matcher.remove(id);
  expect(matcher.size).toBe(10);
  for (const { id, title: text } of documents.slice(290)) {
    expect(matcher.match({ text }).matches[0]?.id).toBe(id);
  }
});

test('an open case without verdict or summary is matched like a fact-check', () => {
  const matcher = createMatcher([
    {
      id: 'kasus',
      title: '',
      narratives: ['Besok malam semua lampu jalan di Kupang dimatikan serentak oleh petugas'],
    },
  ]);
  const text = 'Info grup: besok malam semua lampu jalan di kupang dimatikan serentak';
  expect(matcher.match({ text }).matches[0]?.id).toBe('kasus');
});

const matcher = createMatcher(FACT_CHECKS, { truthOf, retells: true });
const [PULSE = '', , BRIDGE = '', COCONUT = ''] = FACT_CHECKS.map((known) => known.title);
const REMARK = 'kabar dari kampung sebelah panen raya gagal total';
const picture: FileHit = { id: 'kelapa', type: 'picture', grip: 'sure', alike: 1 };

test('claims in passing of a long letter are asked about, the likeliest first and each once', () => {
  const letter = (...claims: string[]) =>
    [
      'Assalamualaikum bapak ibu sekalian sekadar mengingatkan saja rapat warga besok malam dimulai habis isya di balai desa.',
      ...claims.map((claim) => `${claim}.`),
      'Jangan lupa membawa gelas sendiri dan sandal jepit karena lantai balai baru selesai dipel oleh karang taruna.',
    ].join(' ');
  const gossip = `${PULSE} kata tetangga sebelah rumah saya tadi`;
  const { tier, matches } = matcher.match({ text: letter(gossip, BRIDGE) });
  const ids = matches.map(({ id }) => id);
  expect([tier, ids.slice(0, 2)]).toEqual(['confirm', ['jembatan', 'pulsa']]);
  expect(ids).toHaveLength(new Set(ids).size);
  const other = matcher.match({ text: letter(gossip, BRIDGE.replace('90', '300')) });
  expect([other.tier, other.matches[0]?.id]).toEqual(['confirm', 'pulsa']);
});

test.each([
  ['jembatan roboh', 'several', 2],
  ['jembatan Cimuntur roboh diterjang banjir', 'answer', undefined],
  ['sawah terendam', 'none', undefined],
])('"%s" is %s where two fact-checks tell of bridges: %s are offered', (text, tier, offered) => {
  const two = createMatcher(
    [
      ...FACT_CHECKS,
      { id: 'a', title: 'Jembatan Cimuntur roboh diterjang banjir', narratives: [] },
      { id: 'b', title: 'Jembatan Ciloseh roboh dimakan usia', narratives: [] },
    ],
    { truthOf, retells: true },
  );
  const found = two.match({ text });
  expect([found.tier, found.offered]).toEqual([tier, offered]);
});

test('a difference is told of the best match alone, and listed for each', () => {
  const twin = { id: 'kaca', title: BRIDGE.replace('90', '45'), narratives: [] };
  const two = createMatcher([...FACT_CHECKS, twin], { truthOf, retells: true });
  const [best, next] = two.match({ text: BRIDGE.replace('90', '700') }).matches;
  expect([best?.telling?.message, next?.telling]).toEqual([['700 meter'], undefined]);
  expect([best?.differences[0]?.factCheck, next?.differences[0]?.factCheck]).toEqual([
    ['45'],
    ['90'],
  ]);
});

test('where nobody asks what differs, it is not listed, but told', () => {
  const found = matcher.match({ text: PULSE.replace('250', '900'), explains: false });
  const [best] = found.matches;
  expect([best?.differences, best?.telling?.message]).toEqual([[], ['900 ribu']]);
});

test('a picture that is known answers by itself, and asks beside words about something else', () => {
  expect(matcher.match({ text: '', hits: [picture] })).toEqual({
    tier: 'answer',
    matches: [
      {
        id: 'kelapa',
        score: expect.closeTo(0.97, 2),
        differences: [],
        telling: undefined,
        support: [{ type: 'picture', grip: 'sure', alike: 1 }],
      },
    ],
  });
  expect(matcher.match({ text: REMARK, hits: [picture] }).tier).toBe('confirm');
  const heard = { text: '', read: [{ source: 'speech' as const, text: REMARK }] };
  expect(matcher.match({ ...heard, hits: [picture] }).tier).toBe('confirm');
});

test('words of a picture are found beside a typed question', () => {
  const read = [{ source: 'picture' as const, text: COCONUT }];
  const { tier, matches } = matcher.match({ text: 'ini benar?', read });
  expect([tier, matches[0]?.id]).toEqual(['answer', 'kelapa']);
  expect(matches[0]?.support).toMatchObject([{ type: 'words', source: 'picture' }]);
});

test('a picture that calls the claim a hoax is a debunk of what is stored as false', () => {
  const read = [{ source: 'picture' as const, text: COCONUT }];
  for (const text of ['', 'ini benar?']) {
    const stamped = matcher.match({ text, read, debunks: true });
    expect([stamped.tier, stamped.debunked]).toEqual(['confirm', true]);
    expect(matcher.match({ text, read }).debunked).toBeUndefined();
  }
});

test('a document is embedded by its title, its claim and its first wording', () => {
  const narratives = ['kata orang', 'kata lain'];
  expect(textToEmbed({ id: 'a', title: 'judul', claim: 'klaim', narratives })).toBe(
    'judul\nklaim\nkata orang',
  );
  expect(textToEmbed({ id: 'a', title: 'judul', narratives: [] })).toBe('judul');
});
