import type { Writing } from '../../src/channels/simulator/simulator.ts';
import type { aPost } from './builders.ts';

/** What a citizen tells; the number and the address in it are nobody's. */
export const TOLD =
  'Seorang orator menghina sebuah suku di panggung. Hubungi saya di 0812-3456-7890.';

/** Goes through LAPOR with one report of hatred, up to the question whether it may be passed on; returns its number. */
export async function prepareReport(
  post: Pick<Awaited<ReturnType<typeof aPost>>, 'write' | 'heard'>,
  citizen: string,
  told: readonly string[] = [TOLD],
  file?: NonNullable<Writing['file']>,
): Promise<string> {
  for (const text of [
    'lapor',
    'ujaran kebencian',
    ...told,
    '20 November, Jalan Contoh 7, Kota Ambon, Maluku',
  ]) {
    await post.write(citizen, text);
  }
  await post.write(citizen, 'https://video.example/abc, Pak Contoh Terlapor', file ? { file } : {});
  const said = post.heard.filter(({ to }) => to === citizen).map(({ text }) => text);
  return said.join('\n').match(/Berkas laporan (L\w{5}) sudah siap/)?.[1] ?? '';
}
