import { expect, test } from 'vitest';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { SnapshotReader, SnapshotWriter } from '../../src/matching/snapshot.ts';

const SPACE = { model: 'm', dimensions: 2 };
const truthOf = (verdict: string | undefined) =>
  verdict === 'salah' ? 'false' : verdict === 'benar' ? 'true' : undefined;
const VERDICTS = ['salah', 'benar', 'menyesatkan', undefined];
const VECTOR = Float32Array.of(1, 0);

const nth = (n: number, title = `sumur nomor${n} di kampung${n % 7}`): MatchDocument => ({
  id: `d${n}`,
  title,
  claim: `sumur itu kering sejak tahun${n}`,
  narratives: [`warga kampung${n % 7} mengantre air`, `air sumur berbau tajam tajam`],
  summary: 'Sumurnya penuh.',
  publishedAt: `2024-01-${10 + (n % 20)}`,
  verdict: VERDICTS[n % 4],
});

function saved(library: MatchIndex): MatchIndex {
  const writer = new SnapshotWriter();
  library.save(writer);
  const opened = new MatchIndex({ space: SPACE, truthOf, retells: true });
  return MatchIndex.open(new SnapshotReader(writer.seal()), opened);
}

const WORDS = ['sumur', 'kampung3', 'tajam', 'nomor5', 'penuh', 'mengantre', 'bekas'];

/** All that an index tells of its documents, whatever their slots are. */
function told(library: MatchIndex) {
  const { vocabulary, postings, shelf } = library;
  const slots = Array.from({ length: shelf.end }, (_, slot) => slot);
  const live = slots.filter((slot) => library.heads.idOf(slot) !== undefined);
  return {
    size: library.size,
    averageLength: library.averageLength,
    counts: WORDS.map((word) => {
      const id = vocabulary.find(word);
      return id === undefined ? 0 : postings.count(vocabulary.rootOf(id));
    }),
    empty: library.withoutVector().toSorted(),
    documents: live.map((slot) => JSON.stringify(tellOne(library, slot))).toSorted(),
  };
}

function tellOne(library: MatchIndex, slot: number) {
  const { vocabulary, shelf, vectors } = library;
  const id = library.heads.idOf(slot) ?? '';
  const [from, to] = shelf.fieldRange(slot);
  const fields = Array.from({ length: to - from }, (_, at) => from + at);
  return {
    head: { ...library.heads.headAt(slot) },
    kinds: fields.map((field) => shelf.kindOf(field)),
    owners: fields.map((field) => shelf.slotOf(field) - slot),
    written: fields.map((field) => library.writtenWords(field)),
    isFalse: [library.callsFalse(id), ...fields.map((field) => library.callsFieldFalse(field))],
    claim: library.claimWords(id).map((word) => vocabulary.textOf(word)),
    text: library.claimText(id),
    vector: [...vectors.at(slot)],
  };
}

function filled(numbers: readonly number[], title?: string): MatchIndex {
  const library = new MatchIndex({ space: SPACE, truthOf, retells: true });
  for (const n of numbers) library.put(nth(n, title), n % 3 === 0 ? VECTOR : undefined);
  return library;
}

const SOME = Array.from({ length: 80 }, (_, n) => n);

test.each([
  ['few', (n: number) => n < 10],
  ['many, so that the index is built again', (n: number) => n % 5 !== 2],
  ['all but one', (n: number) => n !== 50],
  ['all', () => true],
])('after %s were removed, it tells what one tells that never had them', (_, isGone) => {
  const library = filled(SOME);
  for (const n of SOME.filter(isGone)) library.remove(`d${n}`);
  const never = told(filled(SOME.filter((n) => !isGone(n))));
  expect(told(library)).toEqual(never);
  expect(told(saved(library))).toEqual(never);
  expect(told(library)).toEqual(never);
});

test('what was put again tells its new text alone, and what is put after a snapshot as before it', () => {
  const library = filled(SOME, 'judul lama bekas');
  for (const n of SOME) library.put(nth(n), n % 3 === 0 ? VECTOR : undefined);
  expect(told(library)).toEqual(told(filled(SOME)));
  const half = saved(filled(SOME.slice(0, 40)));
  for (const n of SOME.slice(40)) half.put(nth(n), n % 3 === 0 ? VECTOR : undefined);
  expect(told(half)).toEqual(told(filled(SOME)));
});

test('removed documents take room for a while, but never most of it', () => {
  const library = filled(SOME);
  for (const [at, n] of SOME.entries()) {
    library.remove(`d${n}`);
    const { end } = library.shelf;
    expect(end <= 64 || library.size >= 0.6 * end, `${at}`).toBe(true);
  }
  expect(library.shelf.end).toBeGreaterThan(0);
});

test('what it never had, or no longer has, it tells nothing of', () => {
  const library = filled([0, 1]);
  library.remove('d0');
  library.remove('d0');
  library.remove('strange');
  library.putVector('d0', VECTOR);
  for (const id of ['d0', 'strange']) {
    const verdicts = [library.has(id), library.verdictOf(id), library.callsFalse(id)];
    expect(verdicts).toEqual([false, undefined, false]);
    expect([library.claimWords(id), library.claimText(id)]).toEqual([[], '']);
  }
  expect([library.size, library.has('d1'), library.verdictOf('d1')]).toEqual([1, true, 'benar']);
  expect(library.withoutVector()).toEqual(['d1']);
});

test('verdicts are false, true, or neither, as the operator has it', () => {
  const library = filled([0, 1, 2, 3]);
  const ids = ['d0', 'd1', 'd2', 'd3'];
  expect(ids.map((id) => library.callsFalse(id))).toEqual([true, false, false, false]);
  expect(['salah', 'benar', 'lain'].map((verdict) => library.callsTrue(verdict))).toEqual([
    false,
    true,
    false,
  ]);
  const plain = new MatchIndex();
  plain.put(nth(0));
  expect([plain.callsFalse('d0'), plain.callsTrue('benar'), plain.retells]).toEqual([
    false,
    false,
    false,
  ]);
});

test('the claim leaves out the summary, which states what is true instead', () => {
  const library = new MatchIndex();
  library.put({ id: 'a', title: 'kucing', claim: 'dua', narratives: ['lele'], summary: 'buaya' });
  expect(library.claimText('a')).not.toContain('buaya');
  const texts = library.claimWords('a').map((word) => library.vocabulary.textOf(word));
  expect(texts).toEqual(['kucing', '2', 'lele']);
});

test('the words of a summary lead to a fact-check, too', () => {
  const library = new MatchIndex();
  library.put({ id: 'a', title: 'kucing', narratives: [], summary: 'buaya' });
  const buaya = library.vocabulary.find('buaya') ?? -1;
  expect(library.postings.count(library.vocabulary.rootOf(buaya))).toBe(1);
  expect([0, 1].map((field) => library.shelf.kindOf(field))).toEqual(['title', 'summary']);
});

test('a fact-check counts once for a word that it repeats, however many words there are', () => {
  const library = new MatchIndex();
  for (let n = 0; n < 5; n += 1) {
    const words = Array.from({ length: 300 }, (_, at) => `qz${n * 300 + at}x`);
    library.put({ id: `${n}`, title: words.join(' '), narratives: [] });
  }
  library.put({ id: 'own', title: 'kucing putih, kucing hitam', narratives: ['kucing'] });
  const kucing = library.vocabulary.find('kucing') ?? -1;
  expect(library.postings.count(library.vocabulary.rootOf(kucing))).toBe(1);
});

test('a fact-check that is gone calls nothing false', () => {
  const library = filled([0, 1]);
  const [field] = library.shelf.fieldRange(0);
  expect(library.callsFieldFalse(field)).toBe(true);
  library.remove('d0');
  expect(library.callsFieldFalse(field)).toBe(false);
});

test.each([
  [{ summary: 'Bukan.' }, true],
  [{ explanation: 'Videonya lama.' }, true],
  [{ summary: ' ', explanation: '\n' }, false],
  [{}, false],
])('%j explains its verdict: %s', (more, explains) => {
  const library = new MatchIndex();
  library.put({ id: 'a', title: 'satu', narratives: [], ...more });
  expect(library.heads.explains(0)).toBe(explains);
});

test('of a very long fact-check the first twelve narratives and the beginning of each are kept', () => {
  const library = new MatchIndex();
  const narratives = Array.from({ length: 14 }, (_, n) => `kisah${n} ${'x'.repeat(9000)}`);
  library.put({ id: 'a', title: 'judul', narratives });
  expect(library.shelf.fieldRange(0)).toEqual([0, 13]);
  expect(library.claimText('a').length).toBe('judul'.length + 12 * 6001);
});

test('a changed model leaves every document without a vector until it gets a new one', () => {
  const library = filled([0, 1, 2, 3]);
  expect(library.withoutVector()).toEqual(['d1', 'd2']);
  library.changeSpace({ model: 'n', dimensions: 3 });
  expect(library.withoutVector()).toEqual(['d0', 'd1', 'd2', 'd3']);
  library.putVector('d2', Float32Array.of(0, 1, 0));
  expect(library.withoutVector()).toEqual(['d0', 'd1', 'd3']);
  expect(() => library.put(nth(1), VECTOR)).toThrow('2 numbers came where 3 belong');
  expect(library.has('d1')).toBe(true);
});

test('a document without a name is one like any other', () => {
  const library = new MatchIndex();
  library.put({ id: '', title: 'satu', narratives: [] });
  expect([library.has(''), library.size, library.heads.idOf(0)]).toEqual([true, 1, '']);
  library.remove('');
  expect([library.has(''), library.size, library.heads.idOf(0)]).toEqual([false, 0, undefined]);
});
