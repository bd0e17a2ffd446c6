import { expect, test } from 'vitest';
import { stem } from '../../src/matching/stem.ts';
import { plainWords } from '../../src/understanding/concepts.ts';
import { findDanger } from '../../src/understanding/find-danger.ts';
import { readAnswer, wishIn } from '../../src/understanding/read-answer.ts';
import { createUnderstanding, type Keep } from '../../src/understanding/understanding.ts';
import { loadScript } from '../support/stage.ts';

const { understanding } = loadScript();

/** What is found where what was learned takes a text for a kind of danger, with some probability. */
function found(text: string, kind: string, chance: number) {
  return findDanger(text, { dangerOf: () => ({ kind, chance }) });
}

const RULED = 'saya dipukul suami';
const UNSURE = 'katanya tetangga dipukul suaminya';
const CALM = 'besok arisan di rumah bu rt';

test('what a rule says is plain, unless it looks like a joke', () => {
  expect(found(RULED, 'none', 0.02)).toEqual({ kind: 'home', isPlain: true, isLearned: false });
  expect(found(RULED, 'scammed', 0.99)).toEqual({ kind: 'home', isPlain: true, isLearned: false });
  expect(found(RULED, 'none', 0.0199)).toBeUndefined();
});

test('what is only learned is trouble if it is likely, and plain if it is as good as certain', () => {
  expect(found(CALM, 'blackmail', 0.9)).toEqual({
    kind: 'blackmail',
    isPlain: true,
    isLearned: true,
  });
  expect(found(CALM, 'blackmail', 0.89)).toEqual({
    kind: 'blackmail',
    isPlain: false,
    isLearned: true,
  });
  expect(found(CALM, 'blackmail', 0.82)).toEqual({
    kind: 'blackmail',
    isPlain: false,
    isLearned: true,
  });
  expect(found(CALM, 'blackmail', 0.81)).toEqual({
    kind: 'unsure',
    isPlain: false,
    isLearned: true,
  });
  expect(found(CALM, 'blackmail', 0.78)).toEqual({
    kind: 'unsure',
    isPlain: false,
    isLearned: true,
  });
  expect(found(CALM, 'blackmail', 0.77)).toBeUndefined();
});

test('where a rule is unsure it is asked, and what was learned may settle it', () => {
  expect(found(UNSURE, 'none', 0.1)).toEqual({ kind: 'unsure', isPlain: false, isLearned: false });
  expect(found(UNSURE, 'home', 0.82)).toEqual({ kind: 'home', isPlain: false, isLearned: false });
  expect(found(UNSURE, 'strange', 0.99)).toEqual({
    kind: 'unsure',
    isPlain: false,
    isLearned: false,
  });
});

test('a rumour that is asked about is asked after, not taken for trouble; what is told of a child or of dying always may be', () => {
  const rumour = 'katanya ada orang bawa pisau di sekolah sebelah, bener ga';
  expect(found(rumour, 'threat', 0.99)).toMatchObject({ kind: 'unsure', isPlain: false });
  for (const kind of ['suicide', 'child'])
    expect(found(rumour, kind, 0.99)).toMatchObject({ kind, isPlain: true });
});

test.each([
  ['suami saya mau bunuh saya malam ini, saya harus lari bener ga', 'home'],
  ['ini beneran terjadi sama saya, ada orang di depan rumah bawa golok, gimana ini?', 'threat'],
  ['aku diperas orang pake video call, bener ga kalo bayar nanti berhenti?', 'blackmail'],
  ['mantan ngancem mau nyebarin fotoku, bener ga sih harus lapor polisi', 'blackmail'],
  ['bukan saya yang pinjam tapi DC pinjol datang bawa preman ke rumah', 'threat'],
  ['dia maksa anakku kirim foto, hoax bukan?', 'blackmail'],
  ['pinjol nyebar data ku ke semua kontak, bener ga', 'blackmail'],
])('whoever tells of themselves is in trouble, whatever they ask of it: “%s”', (text, kind) => {
  expect(found(text, kind, 0.99)).toMatchObject({ kind });
});

test('what is told of others is no trouble of the writer, but who may be in despair is asked all the same', () => {
  const told = 'bukan saya yang diperas, itu isi pesannya';
  expect(found(told, 'blackmail', 0.99)).toBeUndefined();
  expect(found(told, 'suicide', 0.77)).toBeUndefined();
  expect(found(told, 'suicide', 0.78)).toMatchObject({ kind: 'unsure' });
  expect(found('bukan saya yang diperas tapi anak saya', 'blackmail', 0.99)).toBeDefined();
});

const yes = () => ({ answer: 'yes', chance: 1, unheard: 0 });

test.each([
  ['boleh', { answer: 'yes' }],
  ['boleh, tapi jangan pakai nama saya', { answer: 'yes', wish: 'anonymous' }],
  ['boleh asal nama dan pesan saya jangan disimpan', undefined],
  ['boleh?', undefined],
  ['boleh 👎', undefined],
  ['~boleh~', undefined],
  ['apa boleh', undefined],
  ['boleh sih tapi ragu', undefined],
  ['betul itu tapi namanya lain, bedo desa', undefined],
  ['setuju tapi nomornya beda', undefined],
  ['', undefined],
])('“%s” is read as %j where everything learned says yes', (text, answer) => {
  const read = readAnswer(text, yes);
  expect(read?.answer === 'yes' ? read : undefined).toEqual(answer);
});

test('nothing longer than a few lines is an answer, whatever it begins with', () => {
  const long = `boleh ${'banget '.repeat(40)}`;
  expect(long.length).toBeGreaterThan(240);
  expect(readAnswer(long, yes)).toBeUndefined();
  expect(
    readAnswer(`tidak ${'usah '.repeat(60)}`, () => ({ answer: 'no', chance: 1, unheard: 0 })),
  ).toBeUndefined();
});

test('a wish is heard beside an answer', () => {
  expect(wishIn('boleh, tapi jangan pakai nama saya')).toBe('anonymous');
  expect(wishIn('boleh')).toBeUndefined();
});

test('a drawl is no other word, and the beginning of a long message is enough', () => {
  expect(plainWords('halooo kakkkk')).toEqual(['halo', 'kak']);
  const long = Array.from({ length: 500 }, (_, at) => `kata${'abcdefghij'[at % 10]}lain`);
  expect(plainWords(long.join(' '))).toHaveLength(60);
  expect(stem('membagikan')).toBe(stem('bagikan'));
});

/** What is understood after learning a few meanings, of which some are about no wish at all. */
function learned(text: string) {
  const examples = {
    stop: ['berhenti kirim berita', 'stop langganan berita', 'jangan kirim berita lagi'],
    cost: ['apakah ini berbayar', 'berapa biayanya kak', 'bayar berapa untuk ini'],
    other: ['rapat warga malam ini', 'arisan besok pagi', 'jadwal ronda malam ini'],
  };
  const intents = Object.entries(examples).map(([intent, all]) => ({ intent, examples: all }));
  const keep: Keep = (_, learn) => learn();
  const few = createUnderstanding(
    { concepts: {}, intents, dangers: [{ danger: 'none', examples: ['rapat', 'arisan'] }] },
    { groupOf: () => undefined, keep },
  );
  return few.meaningOf(text);
}

test('an example means what it is an example of, and an ordinary message nothing', () => {
  expect(learned('Berapa biayanya, Kak?')).toMatchObject({ type: 'sure', intent: 'cost' });
  expect(learned('rapat warga malam ini')).toEqual({ type: 'none' });
  expect(learned('arisan malam ini')).toEqual({ type: 'none' });
});

test('nobody is unsubscribed by a guess', () => {
  expect(learned('stop langganan berita')).toMatchObject({ intent: 'stop' });
  expect(learned('berita apa ini').type).not.toBe('sure');
  for (const text of [
    'cukup',
    'sudah jangan tanya lagi',
    'kirimnya jangan pagi',
    'stop dulu kak',
  ]) {
    expect([text, understanding.meaningOf(text)]).toEqual([text, { type: 'none' }]);
  }
  expect(understanding.meaningOf('jangan chat saya lagi')).toMatchObject({ intent: 'stop' });
});

test.each([
  'ibu saya sudah minum ramuan itu, sekarang kejang2',
  'keponakan minum cairan itu, langsung kejang2 dan biru',
  'saya habis makan obat itu sesak',
  'bukan hoaks, saya beneran diancam mau dibunuh',
  'percaya deh saya beneran disekap',
  'ada gempa kami ketimbun',
  'rumah sebelah kebakaran apinya mau nyampe rumah saya',
  'adik saya kejang habis minum jamu yang viral itu, bener ya obatnya susu',
  'obat dari wa itu udah terlanjur dikasih ke ibu, ibu jadi ga bisa bangun',
])('“%s” is helped as danger to a life', (text) => {
  expect(findDanger(text, understanding)?.kind).toBe('threat');
});

test('what befalls the writer stays theirs, whatever else they deny', () => {
  for (const [text, kind] of [
    ['saya diancam, bukan hoaks, isi videonya saya telanjang mau disebar', 'blackmail'],
    ['saya ga bisa tidur, foto telanjang saya mau disebar di grup wa', 'blackmail'],
    ['saya dipukul suami, bukan cerita dari film', 'home'],
  ] as const) {
    expect([text, findDanger(text, understanding)?.kind]).toEqual([text, kind]);
  }
});

test.each([
  'aku udah minum obatnya semua biar ga bangun lagi',
  'gak kuat lagi, tinggal minum racun tikus ini',
])('“%s” is despair', (text) => {
  expect(findDanger(text, understanding)?.kind).toBe('suicide');
});

test.each([
  'habis vaksin anak bisa kejang, bener ga sih',
  'saya minum obat darah tinggi tiap hari',
  'saya lupa minum obat tadi pagi',
  'kebakaran hutan di riau apinya sampai ke desa, bener?',
  'bukan aku yg dipukul, itu cerita di videonya',
  'minum air es setelah makan bikin serangan jantung',
  'ini beneran saya dapat hadiah mobil?',
  'saya beneran penasaran itu video pembunuhan asli ga',
])('“%s” is no danger of the writer’s own', (text) => {
  expect(findDanger(text, understanding)).toBeUndefined();
});
