import { expect, test } from 'vitest';
import { showWhatsApp } from '../../src/web/desk/show-text.ts';

const shown = (text: string) => showWhatsApp(text).toString();

test('marks around words become what WhatsApp shows, one within the other', () => {
  expect(shown('❌ *SALAH*: _tidak *benar* sama sekali_, ~lama~')).toBe(
    '❌ <strong>SALAH</strong>: <em>tidak <strong>benar</strong> sama sekali</em>, <s>lama</s>',
  );
});

test('marks within words, with blanks inside, left open or across lines stay as they are', () => {
  for (const text of ['nama_berkas_panjang', '2 * 3 * 4', '*buka', '*satu\ndua*', 'a_b *c']) {
    expect(shown(text)).toBe(text);
  }
});

test('what is written stays text', () => {
  expect(shown('*<b>halo</b>*')).toBe('<strong>&#60;b&#62;halo&#60;/b&#62;</strong>');
});
