import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EvidenceIndex } from '../../src/matching/evidence-index.ts';
import {
  framesOf,
  soundOf,
  toFramesPrint,
  toPrint,
  toSoundPrint,
} from '../../src/matching/file-prints.ts';
import { seededNumbers } from '../support/generate.ts';
import { askedFor, signs } from './sounds/voices.ts';

function aHash(seed: number): Uint8Array {
  const random = seededNumbers(seed);
  return Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
}

/** The hash with so many of its bits turned. */
function turned(hash: Uint8Array, bits: number): Uint8Array {
  return hash.map((byte, at) => {
    const here = Math.max(0, Math.min(8, bits - at * 8));
    return byte ^ (2 ** here - 1);
  });
}

const asPicture = (hash: Uint8Array) => ({ hashes: toPrint(hash) });
const asFilm = (hashes: Uint8Array[]) => ({ frames: toFramesPrint(hashes) });
const none = { files: [], links: [] };

test.each([
  [31, 'sure'],
  [32, 'perhaps'],
  [60, 'perhaps'],
  [61, undefined],
])('a picture that differs in %i bits is %s', (bits, grip) => {
  const index = new EvidenceIndex();
  index.put('a', { ...none, files: [asPicture(aHash(1))] });
  const [found] = index.find({ ...none, files: [asPicture(turned(aHash(1), bits))] });
  expect(found?.grip).toBe(grip);
});

test('a film is sure by half of its frames, likely by a fifth, and by one frame nothing', () => {
  const frames = Array.from({ length: 10 }, (_, at) => aHash(at + 1));
  const strange = (count: number) => Array.from({ length: count }, (_, at) => aHash(100 + at));
  const index = new EvidenceIndex();
  index.put('film', { ...none, files: [asFilm(frames)] });
  const gripOf = (known: number) =>
    index.find({
      ...none,
      files: [asFilm([...frames.slice(0, known), ...strange(10 - known)])],
    })[0]?.grip;
  expect([gripOf(5), gripOf(2), gripOf(1)]).toEqual(['sure', 'likely', undefined]);
});

test('a film tells from and to which second it shows a known one, also between frames that stand still', () => {
  const known = Array.from({ length: 6 }, (_, at) => aHash(at + 1));
  const index = new EvidenceIndex();
  index.put('film', { ...none, files: [asFilm(known)] });
  const still = new Uint8Array();
  const [a, b, ...others] = Array.from({ length: 4 }, (_, at) => aHash(100 + at));
  const frames = [a, still, b, ...known, still, ...others].map((hash) => hash ?? still);
  const [found] = index.find({
    ...none,
    files: [{ ...asFilm(frames), seconds: frames.length / 2 }],
  });
  expect(found).toMatchObject({ id: 'film', alike: 0.6, span: [1.5, 4.5] });
  expect(index.find({ ...none, files: [asFilm(frames)] })[0]?.span).toBeUndefined();
});

test.for([
  [600, [100, 300]],
  [601, [100, 300]],
  [5400, [100, 300]],
] as const)(
  'of a film of %i seconds the known part is told within the ten minutes that are looked at',
  ([seconds, span]) => {
    const known = Array.from({ length: 2 }, (_, at) => aHash(at + 1));
    const index = new EvidenceIndex();
    index.put('film', { ...none, files: [asFilm(known)] });
    const frames = [aHash(100), ...known, aHash(101), aHash(102), aHash(103)];
    const [found] = index.find({ ...none, files: [{ ...asFilm(frames), seconds }] });
    expect(found?.span).toEqual(span);
  },
);

test('a picture taken from a film leads to it, but not for sure', () => {
  const index = new EvidenceIndex();
  index.put('film', { ...none, files: [asFilm([aHash(1), aHash(2)])] });
  expect(index.find({ ...none, files: [asPicture(aHash(2))] })).toMatchObject([
    { id: 'film', type: 'film', grip: 'likely' },
  ]);
});

test('a page that one document names speaks for it, one that many name for none alone', () => {
  const index = new EvidenceIndex();
  index.put('a', { files: [], links: ['contoh.id/a', 'contoh.id/daftar'] });
  index.put('b', { files: [], links: ['contoh.id/daftar'] });
  const gripsOf = (link: string) => index.find({ files: [], links: [link] }).map((hit) => hit.grip);
  expect(gripsOf('contoh.id/a')).toEqual(['likely']);
  expect(gripsOf('contoh.id/daftar')).toEqual(['perhaps', 'perhaps']);
  expect(gripsOf('contoh.id/c')).toEqual([]);
});

test('a page speaks for the one document that still names it', () => {
  const index = new EvidenceIndex();
  const links = ['contoh.id/daftar'];
  for (const id of ['a', 'b', 'c']) index.put(id, { files: [], links });
  const hits = (from = index) => from.find({ files: [], links }).map(({ id, grip }) => [id, grip]);
  index.remove('a');
  index.remove('strange');
  expect(hits()).toEqual([
    ['b', 'perhaps'],
    ['c', 'perhaps'],
  ]);
  index.put('b', none);
  expect(hits()).toEqual([['c', 'likely']]);
  index.remove('c');
  expect([hits(), hits(EvidenceIndex.open(index.save()))]).toEqual([[], []]);
});

test('what is put anew or removed leaves nothing behind, also through a snapshot', () => {
  const index = new EvidenceIndex();
  const traces = { files: [asPicture(aHash(1)), asFilm([aHash(2), aHash(3)])], links: ['x.id/a'] };
  index.put('a', traces);
  index.put('b', { ...none, files: [asPicture(aHash(4))] });
  const again = EvidenceIndex.open(index.save());
  expect(again.find(traces)).toEqual(index.find(traces));
  again.remove('a');
  expect(again.find(traces)).toEqual([]);
  again.put('b', { ...none, files: [asPicture(aHash(5))] });
  expect(again.find({ ...none, files: [asPicture(aHash(4))] })).toEqual([]);
});

test('prints read as they were written', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const frame = fc.array(hash, { minLength: 1, maxLength: 6 }).map((all) => Buffer.concat(all));
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
      const read = framesOf(toFramesPrint(frames)).map((each) => toPrint(each));
      expect(read).toEqual(frames.map((each) => toPrint(each)));
    }),
  );
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 50 }), (items) => {
      expect([...soundOf(toSoundPrint(items))]).toEqual([...items]);
    }),
  );
});

/** Items of a made-up sound; as in real ones, neighbours differ in a few bits. */
function aSound(seed: number): string {
  const random = seededNumbers(seed);
  let item = Math.floor(random() * 2 ** 32);
  const items = Uint32Array.from({ length: 300 }, () => {
    for (let turned = 0; turned < 7; turned++) item ^= 1 << Math.floor(random() * 32);
    return item;
  });
  return toSoundPrint(items);
}

/** What a film and its speech lead to: document, kind, grip and doubt. */
function heardIn(index: EvidenceIndex, frames: Uint8Array[], sound: number, speaks = true) {
  const file = { ...asFilm(frames), sound: aSound(sound), speaks };
  const found = index.find({ ...none, files: [file] });
  return found.map(({ id, type, grip, doubt }) =>
    [id, type, grip, doubt].filter(Boolean).join(' '),
  );
}

test('a film answers only where its pictures and its speech lead to the same document', () => {
  const [sea, land] = [1, 21].map((from) =>
    Array.from({ length: 10 }, (_, at) => aHash(from + at)),
  );
  const index = new EvidenceIndex();
  index.put('a', { ...none, files: [{ ...asFilm(sea ?? []), sound: aSound(1), speaks: true }] });
  index.put('b', { ...none, files: [{ ...asFilm(land ?? []), sound: aSound(2), speaks: true }] });
  expect(heardIn(index, sea ?? [], 1)).toEqual(['a film sure', 'a sound sure']);
  expect(heardIn(index, sea ?? [], 3)).toEqual(['a film likely sound']);
  expect(heardIn(index, sea ?? [], 2).toSorted()).toEqual([
    'a film likely sound',
    'b sound likely pictures',
  ]);
  expect(heardIn(index, sea ?? [], 3, false)).toEqual(['a film sure']);
});

test('each recording of a document is found, and none once it is removed', () => {
  const index = new EvidenceIndex();
  const sounds = [1, 2, 3].map((seed) => ({ sound: aSound(seed), speaks: true }));
  index.put('a', { ...none, files: sounds });
  const idsOf = () => sounds.map((file) => index.find({ ...none, files: [file] })[0]?.id);
  expect(idsOf()).toEqual(['a', 'a', 'a']);
  const again = EvidenceIndex.open(index.save());
  expect(again.find({ ...none, files: sounds.slice(2) })).toMatchObject([
    { id: 'a', grip: 'sure', laid: { sound: 2 } },
  ]);
  index.remove('a');
  expect(idsOf()).toEqual([undefined, undefined, undefined]);
});

test('the sounds of a document are counted without its pictures', () => {
  const index = new EvidenceIndex();
  index.put('a', {
    ...none,
    files: [asPicture(aHash(1)), { sound: aSound(1), speaks: true }],
  });
  expect(index.find({ ...none, files: [{ sound: aSound(1), speaks: true }] })).toMatchObject([
    { id: 'a', grip: 'sure', laid: { sound: 0 } },
  ]);
});

test('speech that was made faster leads to its document with a doubt, music does not', () => {
  const known = { sound: aSound(1), voice: toSoundPrint(signs(5)) };
  const sent = { sound: aSound(2), pitches: toSoundPrint(askedFor(signs(5), { pace: 1.25 })) };
  const found = (speaks: { stored: boolean; sent: boolean }) => {
    const index = new EvidenceIndex();
    index.put('a', { ...none, files: [{ ...known, speaks: speaks.stored }] });
    const hits = index.find({ ...none, files: [{ ...sent, speaks: speaks.sent }] });
    return hits.map(({ id, grip, doubt }) => `${id} ${grip} ${doubt}`);
  };
  expect(found({ stored: true, sent: true })).toEqual(['a likely changed']);
  expect(found({ stored: false, sent: true })).toEqual([]);
  expect(found({ stored: true, sent: false })).toEqual([]);
});
