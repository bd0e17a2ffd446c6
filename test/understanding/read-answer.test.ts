import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAnswer, wishIn } from '../../src/understanding/read-answer.ts';
import { loadScript } from '../support/stage.ts';

const { answerOf } = loadScript().understanding;
const read = (text: string) => readAnswer(text, answerOf);
const listOf = (name: string): string[] =>
  parse(readFileSync(`test/understanding/${name}.yaml`, 'utf8')).map(String);

test('none of 250 refusals and doubts is a yes', () => {
  expect(listOf('refusals').filter((text) => read(text)?.answer === 'yes')).toEqual([]);
});

test('of 150 consents in own words nineteen in twenty at least are not refused, and nine in ten are a yes', () => {
  const consents = listOf('consents');
  const answers = consents.map((text) => read(text)?.answer);
  const share = (answer: string) => answers.filter((each) => each === answer).length / 150;
  expect(consents).toHaveLength(150);
  expect(share('yes')).toBeGreaterThanOrEqual(0.9);
  expect(share('no')).toBeLessThanOrEqual(0.05);
});

test('a wish goes with a yes, unless it takes the yes back', () => {
  expect(read('silakan, asal nama saya dirahasiakan')).toEqual({
    answer: 'yes',
    wish: 'anonymous',
  });
  expect(read('boleh tapi jangan lama-lama ya hasilnya')?.answer).toBe('yes');
  expect(wishIn('boleh, tolong kabari hasilnya')).toBe('told');
  expect(read('boleh tapi jangan disimpan')?.answer).not.toBe('yes');
  expect(read('boleh asal ga disimpan')?.answer).not.toBe('yes');
});

test('a no may name what is meant instead', () => {
  expect(read('bukan, ini soal daun kelor')).toMatchObject({ answer: 'no', instead: 'daun kelor' });
  expect(read('bukan yang itu, yang bansos')).toMatchObject({ answer: 'no' });
  expect(read('bukan')).not.toHaveProperty('instead');
});

test('a long story is no yes, whatever words are in it', () => {
  const story =
    'warga sudah kumpul di balai desa mau hakimi orang yang dituduh di video itu tolong';
  expect(read(story)?.answer).not.toBe('yes');
});

test('a message to be checked is no answer, whatever fear or agreement stands around it', () => {
  const messages = [
    'nak ini betul gak ya katanya vaksin korona ada microchip nya, nenek takut',
    'katanya besok listrik mati tiga hari se-jawa, bener gak ya bu? saya takut',
    'oke nak, ini katanya bantuan 600 ribu dari kemensos cair lewat tautan ya',
    'iya tapi katanya telur plastik beredar di pasar, suami jadi cemas',
    'tidak mungkin ya presiden ditangkap kpk tadi malam di bandara',
  ];
  expect(messages.map((text) => read(text)?.answer)).toEqual(messages.map(() => undefined));
});

test('a refusal with a story behind it is one', () => {
  const refusals = [
    'maaf saya tidak mau, kemarin tetangga kena pinjol gara-gara datanya bocor',
    'jangan ah, bulan lalu nomor adik dipakai orang buat menipu saudara di kampung',
  ];
  expect(refusals.map((text) => read(text)?.answer)).toEqual(['no', 'no']);
});

test('a condition that is not promised anyway makes no yes', () => {
  for (const text of ['oke asal cuma kamu yang baca', 'boleh asalkan saya dibayar', 'ok asal aman'])
    expect(read(text)?.answer, text).not.toBe('yes');
  expect(read('boleh asal nama saya dirahasiakan')?.answer).toBe('yes');
});

test('what is said while listening, or of something else, is no yes', () => {
  const texts = [
    ...['ya janganlah pak', 'iya jgnlah', 'ya nggaklah', 'ya gausahlah', 'ya ojolah', 'ya moalah'],
    ...['oke saya cabut izinnya', 'iya abaikan saja', 'ya lewati saja', 'ok saya cuma nanya'],
    ...['oh gitu ya', 'oh ya', 'astaga iya kah', 'ya Allah serem banget', 'iya hoaks kan'],
    ...['izin pamit', 'izin bertanya', 'simpan sendiri aja'],
  ];
  for (const text of texts) expect(read(text)?.answer, text).not.toBe('yes');
});

test('a yes with its reasons is a yes', () => {
  const texts = [
    'boleh, saya dapatnya dari grup alumni SMA Negeri Purwokerto kemarin sore',
    'boleh kok, malah bagus, kemarin om saya meninggal setelah minum itu',
    'mangga disimpen, tatangga abdi seueur nu percanten kana berita ieu',
    'monggo disimpen, tonggo kulo sampun kathah ingkang ngombe jamu punika',
    'insya Allah boleh',
  ];
  for (const text of texts) expect(read(text)?.answer, text).toBe('yes');
});

test('a negation that refuses nothing is no refusal', () => {
  const texts = [
    ...['gak mungkin salah, dokter yang bilang', 'gak percaya ah, masa daun kersen'],
    ...['jangan sampai ibu saya minum rebusan itu', 'tidak sabar menunggu hasilnya'],
  ];
  for (const text of texts) expect(read(text)?.answer, text).not.toBe('no');
});

test.each([
  ['boleh tp nama saya jgn ya', 'yes'],
  ['boleh banget, saya takut kalau ternyata bener', 'yes'],
  ['boleh, takut kalau nama saya ketahuan', undefined],
  ['ok tapi kalo bocor saya tuntut', undefined],
  ['iya, kamu siapa ya sebenarnya', undefined],
  ['tps saya dimana ya nak, ibu pindah rumah', undefined],
])('fear of the message is no condition, and a question no consent: “%s”', (text, answer) => {
  expect(read(text)?.answer === 'yes' ? 'yes' : undefined).toBe(answer);
});
