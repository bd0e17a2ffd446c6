import { expect, test } from 'vitest';
import measured from '../../../src/web/public/method/measured.json' with { type: 'json' };
import words from '../../../src/web/public/words.json' with { type: 'json' };
import { openPages } from './open-pages.ts';

test('anyone can read who decides, what machines do and how often they were right', async () => {
  const { ask, read } = await openPages([]);
  const page = await read('/metode');
  for (const words of [
    'Mesin tidak pernah memutuskan',
    'Tidak ada jawaban karangan mesin',
    'Angka ini cenderung terlalu baik',
    'href="/ralat"',
  ]) {
    expect(page).toContain(words);
  }
  const [right] = measured.rows;
  expect(page).toContain(`${(right?.share ?? 0) * 100}`.replace('.', ',').slice(0, 4));
  expect(await read('/metode?bahasa=en')).toContain('No machine decides');
  expect((await ask('/metode')).headers.get('content-security-policy')).toContain("'none'");
  expect(await read('/cek')).toContain('<a href="/metode">Cara kerja kami</a>');
});

test.each(['id', 'en'] as const)('every figure that is measured has words in %s', (language) => {
  const names = measured.rows.map(({ name }) => name);
  expect(Object.keys(words[language].method.rows).sort()).toEqual(names.sort());
  expect(measured.on).toMatch(/^20\d\d-\d\d-\d\d$/);
});
