import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';

const HOUR = 3_600_000;
const TIP =
  'Awas! Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan!!';

test('silence that ends a flow does not have the question below put again', async () => {
  const { player, heard, errors, close } = await openStage();
  await player.write('warga', { text: TIP, forwarded: true });
  await player.write('warga', { text: 'cari' });
  heard.length = 0;
  await player.wait(HOUR);
  await close();
  expect(errors).toEqual([]);
  expect(heard).toEqual([]);
});
