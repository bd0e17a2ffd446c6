import { expect, test } from 'vitest';
import { compareField, readSent } from '../../src/matching/compare-field.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const CLAIM =
  'Bupati Garut membagikan 3 ekor kambing kepada petani cabai selama sebulan di lapangan Karangpawitan';
const DENIED = 'Bupati Garut tidak membagikan 3 ekor kambing kepada petani cabai';
const OWN = FACT_CHECKS.length;
const toDocument = (title: string) => ({ id: 'own', title, narratives: [] });

type Source = 'typed' | 'picture';

/** Compares a message with a title among other fact-checks. */
function compare(title: string, text: string, source: Source = 'typed', unsure: string[] = []) {
  const library = new MatchIndex();
  for (const each of [...FACT_CHECKS, toDocument(title)]) library.put(each);
  const [field] = library.shelf.fieldRange(OWN);
  const words = readQuery(library, { text, source, unsure });
  const comparison = compareField(library, readSent(words, source === 'picture'), field);
  const stored = library.writtenWords(field);
  const told = comparison.conflicts.map((each) => {
    const sides = [each.query.map((at) => words[at]?.written), each.field.map((at) => stored[at])];
    const [message, factCheck] = sides.map((side) => side.join(' ') || '–');
    const traits = `${each.grave ? 'grave ' : ''}${each.unsure ? 'unsure ' : ''}`;
    return `${traits}${each.type} ${each.how}: ${message} | ${factCheck}`;
  });
  return { ...comparison, told };
}

function tierOf(title: string, text: string) {
  return createMatcher([...FACT_CHECKS, toDocument(title)]).match({ text }).tier;
}

test.each([
  ['3 ekor', '7 ekor', 'number replaced: 7 | 3'],
  ['3 ekor', 'sembilan ekor', 'number replaced: sembilan | 3'],
  ['kambing', 'kambing 500', 'number added: 500 | –'],
  ['sebulan', 'seminggu', 'number replaced: seminggu | sebulan'],
  ['sebulan', 'setahun', 'number replaced: setahun | sebulan'],
  ['membagikan', 'tidak membagikan', 'negation added: tidak | –'],
  ['membagikan', 'gak membagikan', 'negation added: gak | –'],
  ['membagikan', 'belum membagikan', 'negation added: belum | –'],
  ['membagikan', 'jangan membagikan', 'negation added: jangan | –'],
  ['membagikan', 'ora membagikan', 'negation added: ora | –'],
  ['Garut', 'Tegal', 'place replaced: Tegal | Garut'],
  ['kambing', 'sapi', 'other replaced: sapi | kambing'],
  ['petani cabai', 'Jokowi', 'name replaced: Jokowi | petani cabai'],
  ['petani cabai', 'petani Jokowi', 'name replaced: Jokowi | cabai'],
])('“%s” changed into “%s” is another claim, whose verdict is withheld', (old, other, told) => {
  const text = CLAIM.replace(old, other);
  expect(compare(CLAIM, text).told).toEqual([`grave ${told}`]);
  expect(tierOf(CLAIM, text)).toBe('confirm');
});

test.each([
  ['3 ekor', 'tiga ekor'],
  ['3 ekor kambing', 'kambing'],
  ['kambing', 'kmbing'],
  ['kambing', 'kambng'],
  ['sebulan', '1 bulan'],
  ['Karangpawitan', 'Karang pawitan'],
  ['Karangpawitan', 'Karangpawi'],
  ['Karangpawitan', 'Karangpawitan jangan berhenti di Anda'],
  ['Karangpawitan', 'Karangpawitan jangan sampai putus'],
  ['Karangpawitan', 'Karangpawitan jangan lupa sebarkan'],
  ['Karangpawitan', 'Karangpawitan hoaks bukan?'],
  ['Karangpawitan', 'Karangpawitan, benar tidak?'],
  ['Bupati', 'tidak benar Bupati'],
  ['Bupati', 'bukan hoaks: Bupati'],
])('“%s” written as “%s” is the same claim, and is answered', (old, other) => {
  const text = CLAIM.replace(old, other);
  expect(compare(CLAIM, text).told).toEqual([]);
  expect(tierOf(CLAIM, text)).toBe('answer');
});

test.each([
  [CLAIM, `Tidak ada yang tahu bahwa ${CLAIM}`, ['grave negation added: Tidak | –']],
  [DENIED, DENIED.replace('tidak ', ''), ['grave negation dropped: – | tidak']],
  [DENIED, DENIED, []],
  [DENIED, DENIED.replace('tidak', 'gak'), []],
  [DENIED, 'kambing tidak dibagikan bupati Garut', []],
  [CLAIM, `${CLAIM} jangan berhenti makan sayur bayam rebus`, ['negation added: jangan | –']],
])('a denial is noticed on either side: %s, %s', (title, text, told) => {
  expect(compare(title, text).told).toEqual(told);
});

test.each<readonly [what: string, text: string, unsure: string[], told: string[]]>([
  ['all of it', CLAIM, [], []],
  ['no number', CLAIM.replace('3 ', ''), [], ['grave unsure number dropped: – | 3']],
  ['no count', CLAIM.replace('3 ekor ', ''), [], ['grave unsure number dropped: – | 3']],
  ['another number', CLAIM.replace('3', '7'), [], ['grave number replaced: 7 | 3']],
  ['it badly', CLAIM.replace('3', '7'), ['7'], ['grave unsure number replaced: 7 | 3']],
  ['a denial', CLAIM.replace('memb', 'tidak memb'), [], ['grave negation added: tidak | –']],
  [
    'a town badly',
    CLAIM.replace('Garut', 'Tegal'),
    ['Tegal'],
    ['grave unsure place replaced: Tegal | Garut'],
  ],
])('of a picture that shows %s, the same is told', (_, text, unsure, told) => {
  expect(compare(CLAIM, text, 'picture', unsure).told).toEqual(told);
});

test('what is typed without the number is not taken for a number that was overlooked', () => {
  expect(compare(CLAIM, CLAIM.replace('3 ', '')).told).toEqual([]);
});

test('a copy is all in order and nothing of it loose; what has no counterpart is', () => {
  const copy = compare(CLAIM, CLAIM);
  expect([copy.inOrder, copy.loose, copy.shared]).toEqual([1, 0, 12]);
  const strange = compare(CLAIM, 'Nelayan Kupang menemukan perahu kosong di teluk');
  expect([strange.inOrder, strange.loose, strange.shared]).toEqual([0, 1, 0]);
  const half = compare(CLAIM, `${CLAIM} nelayan menemukan perahu kosong dekat teluk dangkal`);
  expect(half.inOrder).toBeGreaterThan(0.5);
  expect(half.inOrder).toBeLessThan(0.9);
  expect(half.loose).toBeCloseTo(1 - half.inOrder, 1);
  const turned = compare(CLAIM, CLAIM.split(' ').toReversed().join(' '));
  expect(turned.inOrder).toBeLessThan(0.3);
  expect(turned.loose).toBeLessThan(0.3);
});

test.each([
  [`Cara mendaftar: ${CLAIM}`, true, false],
  [`Hoaks: ${CLAIM}`, false, true],
  [CLAIM, false, false],
])('“%s” advises: %s, debunks: %s', (text, howTo, debunks) => {
  const found = compare(CLAIM, text);
  expect([found.howTo, found.debunks]).toEqual([howTo, debunks]);
});

test('a fact-check that advises itself is no answer of another kind to a message that does', () => {
  expect(compare(`Cara mendaftar: ${CLAIM}`, `Cara mendaftar: ${CLAIM}`).howTo).toBe(false);
});
