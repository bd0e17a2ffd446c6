import { expect, test } from 'vitest';
import { namesOf } from '../../src/i18n/say.ts';
import { sourceIn } from '../../src/services/actions/note-answers.ts';
import { loadScript } from '../support/stage.ts';

const { locales } = loadScript();
const read = (text: string, language = 'id') =>
  sourceIn(text, (name) => namesOf(locales, language, name));

test.each([
  ['dari grup RT di Jogja', 'group'],
  ['grup keluarga, paman yg ngirim', 'group'],
  ['WAG alumni SMP', 'group'],
  ['ada yg share di pengajian ibu-ibu', 'group'],
  ['temen kantor, sy di bekasi', 'family'],
  ['dikirimi mbah', 'family'],
  ['lewat di tiktok', 'account'],
  ['FB. Medan', 'account'],
  ['kakak liat di ig', 'account'],
  ['nomor gak dikenal tiba2 wa', 'stranger'],
  ['ndak kenal orangnya, Surabaya', 'stranger'],
  ['spanduk depan pasar', 'advert'],
  ['bukan dari keluarga, dari fb', 'account'],
  ['gatau om', undefined],
  ['Papua', undefined],
  ['', undefined],
])('%j comes from %s', (text, source) => {
  expect(read(text)).toBe(source);
});

test('a citizen who writes English is understood, too', () => {
  expect(read('my mother sent it, we live in Bali', 'en')).toBe('family');
  expect(read('a family group', 'en')).toBe('group');
});
