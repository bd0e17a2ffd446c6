import { expect, test } from 'vitest';
import { fitBothWays } from '../../src/matching/fits-both-ways.ts';
import { wordsBeyond } from '../../src/matching/words-beyond.ts';

const CLAIM = 'Bupati Garut membagikan 40 kambing kepada petani cabai di lapangan Karangpawitan';

test.each([
  ['the claim itself', CLAIM, []],
  ['the claim in capitals', CLAIM.toUpperCase(), []],
  ['a greeting and a plea', `Assalamualaikum ${CLAIM}\nSebarkan ke semua grup!`, []],
  ['a word about the message', `Video ${CLAIM}`, []],
  ['small words', `Ini ${CLAIM} yang itu`, []],
  ['another form of its word', CLAIM.replace('membagikan', 'dibagikan'), []],
  ['a typo in a long word', CLAIM.replace('Karangpawitan', 'Karangpawitam'), []],
  ['a typo in a short word', CLAIM.replace('cabai', 'cabbai'), ['cabbai']],
  ['a word more', `${CLAIM} gratis`, ['gratis']],
  ['a long word more', `${CLAIM} perahu`, ['perahu']],
  ['a word more, said twice', `${CLAIM} gratis, ya, gratis`, ['gratis']],
  ['another number', CLAIM.replace('40', '41'), ['41']],
  ['a longer number', CLAIM.replace('40', '4000000'), ['4000000']],
  ['a denial', CLAIM.replace('membagikan', 'tidak membagikan'), ['tidak']],
  ['that it is a hoax', `Hoaks ${CLAIM}`, ['Hoaks']],
  ['one word again', `${CLAIM}, kambing`, []],
  ['two words again', `${CLAIM}, kambing petani`, ['kambing', 'petani']],
  ['a new word, and one again', `${CLAIM}, kambing gratis`, ['gratis']],
])('%s: what a wording says beyond a claim', (_, wording, beyond) => {
  expect(wordsBeyond(wording, CLAIM)).toEqual(beyond);
});

test.each([
  ['a letter changed in a word of six', 'minyek', []],
  ['a letter lost of a word of six', 'minya', ['minya']],
  ['ten times its sum', '1.500.000', ['1.500.000']],
])('%s: what a wording says beyond a claim of oil', (_, said, beyond) => {
  const claim = 'Nelayan menjual minyak seharga 150.000 rupiah';
  const wording = claim.replace(/[.\d]/.test(said) ? '150.000' : 'minyak', said);
  expect(wordsBeyond(wording, claim)).toEqual(beyond);
});

test('a word that the claim has twice may be said twice', () => {
  const claim = 'Kambing petani mati setelah kambing nelayan mati di lapangan';
  expect(wordsBeyond(`${claim}`, claim)).toEqual([]);
  expect(wordsBeyond(`${claim} kambing mati`, claim)).toEqual(['kambing', 'mati']);
});

test('a denial that the claim has once is not said twice', () => {
  const claim = 'Bupati tidak membagikan kambing';
  expect(wordsBeyond(claim, claim)).toEqual([]);
  expect(wordsBeyond('Bupati tidak akan tidak membagikan kambing', claim)).toEqual(['tidak']);
});

test('of a text too long to be read, the rest is beyond the claim', () => {
  const [rest = '', ...more] = wordsBeyond(`${CLAIM} ${'a'.repeat(4000)}b`, CLAIM);
  expect([rest, more]).toEqual([`${'a'.repeat(CLAIM.length + 1)}b`, []]);
  expect(wordsBeyond(`${CLAIM}${' '.repeat(4000 - CLAIM.length)}`, CLAIM)).toEqual([]);
});

test.each([
  ['the claim itself', CLAIM],
  ['the claim with a plea', `${CLAIM}, sebarkan!`],
  ['the claim with an end', `${CLAIM}.`],
  ['the claim without a few words', 'Bupati Garut membagikan 40 kambing kepada petani cabai'],
  ['the claim in two sentences', CLAIM.replace(' kepada', '. Kepada')],
])('a wording fits that says %s', (_, wording) => {
  expect(fitBothWays(wording, [CLAIM])).toEqual({ fits: true, adds: [] });
});

test.each([
  ['something more', `${CLAIM} gratis`, ['gratis']],
  ['much less', 'Garut 40 kambing', []],
  ['little more than half of it', 'Bupati Garut membagikan 40 kambing', []],
  ['less than its number', CLAIM.replace('40 ', ''), []],
  ['less than a name', CLAIM.replace('Garut ', ''), []],
  ['something else', 'Nelayan menemukan perahu', ['Nelayan', 'menemukan', 'perahu']],
  ['nothing', '', []],
])('a wording does not fit that says %s', (_, wording, adds) => {
  expect(fitBothWays(wording, [CLAIM])).toEqual({ fits: false, adds });
});

test('a wording fits that says six of the ten words of a claim', () => {
  const wording = 'Bupati Garut membagikan 40 kambing kepada petani';
  expect(fitBothWays(wording, [`${CLAIM} kemarau`]).fits).toBe(true);
  expect(fitBothWays(wording, [`${CLAIM} kemarau panjang`]).fits).toBe(false);
});

test('a wording does not fit that has the words of a short claim in another order', () => {
  const claim = 'Bank tutup sebulan';
  expect(fitBothWays('sebulan tutup', [claim])).toEqual({ fits: false, adds: [] });
  expect(fitBothWays('tutup sebulan', [claim])).toEqual({ fits: true, adds: [] });
});

test('a wording does not fit that leaves out a denial', () => {
  const claim = 'Vaksin polio tidak mengandung babi';
  expect(fitBothWays('Vaksin polio mengandung babi', [claim])).toEqual({ fits: false, adds: [] });
  expect(fitBothWays(claim, [claim]).fits).toBe(true);
});

test('a wording does not fit that swaps who did it', () => {
  const claim = 'Anies melaporkan Ganjar soal dana kampanye pesantren';
  const swapped = 'Ganjar melaporkan Anies soal dana kampanye pesantren';
  expect(fitBothWays(swapped, [claim])).toEqual({ fits: false, adds: [] });
});

test('sentences that would be answered only once they were learned are told', () => {
  const claim = CLAIM.replace(' Karangpawitan', '');
  const parts = ['Kambing membagikan bupati', 'Garut 40 petani cabai lapangan'];
  for (const ends of ['. ', '! ', '; ', '\n', '\n\n']) {
    const wording = `${parts.join(ends)}.`;
    expect(fitBothWays(wording, [claim])).toEqual({ fits: false, adds: [parts[0]] });
  }
  expect(fitBothWays(parts.join(', '), [claim]).adds).toEqual([]);
  const turned = fitBothWays(`${parts.toReversed().join('. ')}.`, [claim]);
  expect(turned).toEqual({ fits: false, adds: [parts[0]] });
  const long = `${'Ya. '.repeat(40)}${parts.join('. ')}.`;
  expect(fitBothWays(long, [claim])).toEqual({ fits: true, adds: [] });
});

test('of several claims one that fits is enough, and else the nearest tells what is added', () => {
  const others = ['Nelayan menemukan perahu', 'Sekolah libur sebulan'];
  expect(fitBothWays(CLAIM, [...others, CLAIM]).fits).toBe(true);
  expect(fitBothWays(`${CLAIM}!`, [...others, CLAIM]).fits).toBe(true);
  const more = `${CLAIM} bersama nelayan kapal perahu traktor lumbung jerami bajak sabit cangkul`;
  expect(fitBothWays(`${CLAIM}!`, [more, CLAIM]).fits).toBe(true);
  for (const claims of [
    [...others, CLAIM],
    [CLAIM, ...others],
  ])
    expect(fitBothWays(`${CLAIM} gratis`, claims)).toEqual({ fits: false, adds: ['gratis'] });
  expect(fitBothWays(CLAIM, [])).toEqual({ fits: false, adds: [CLAIM] });
});
