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
