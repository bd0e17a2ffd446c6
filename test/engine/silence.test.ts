import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';

const HOUR = 3_600_000;
const tips = [
  'Awas! Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan!!',
  'Mulai besok semua jembatan di Kota Baru ditutup sebulan karena ada buaya putih. Viralkan!',
];

test('silence that closes a report does not have the question below put again', async () => {
  const { player, heard, errors, close } = await openStage();
  await player.write('warga', { text: tips[0] ?? '', forwarded: true });
  await player.write('warga', { text: 'ya' });
  await player.write('warga', { text: tips[1] ?? '', forwarded: true });
  heard.length = 0;
  await player.wait(HOUR);
  const texts = heard.map(({ reply }) => reply.text);
  await close();
  expect(errors).toEqual([]);
  expect(texts.filter((text) => text.includes('Nomor laporan'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('Kembali ke pertanyaan tadi'))).toEqual([]);
});
