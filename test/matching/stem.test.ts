import { expect, test } from 'vitest';

let copies = 0;

/** Reads a word twice with a copy of the module that has read nothing yet, as roots are kept. */
async function rootsOf(word: string): Promise<string[]> {
  copies += 1;
  const path = `${import.meta.dirname}/../../src/matching/stem.ts?copy${copies}`;
  const { stem }: typeof import('../../src/matching/stem.ts') = await import(path);
  return [stem(word), stem(word)];
}

test.each([
  ['kirimkan', 'kirim'],
  ['dikirim', 'kirim'],
  ['mengirimkan', 'kirim'],
  ['pelaporan', 'lapor'],
  ['keadilan', 'adil'],
  ['berjalan', 'jalan'],
  ['terjatuh', 'jatuh'],
  ['bukunya', 'buku'],
  ['rumahku', 'rumah'],
  ['siapapun', 'siapa'],
  ['diari', 'ari'],
])('%s is a form of %s', async (word, root) => {
  expect(await rootsOf(word)).toEqual([root, root]);
});

test.each([
  ['nyebarin', 'sebar'],
  ['bagiin', 'bagi'],
  ['dibagiin', 'bagi'],
  ['laporin', 'lapor'],
  ['nyodorin', 'sodor'],
  ['ngirim', 'kirim'],
  ['nyuruh', 'suruh'],
  ['nyusul', 'susul'],
  ['ngambil', 'ambil'],
  ['ngubah', 'ubah'],
  ['ngerokok', 'rokok'],
  ['ngaji', 'aji'],
  ['dipaksain', 'paksa'],
])('%s, as people say it, is a form of %s', async (word, root) => {
  expect(await rootsOf(word)).toEqual([root, root]);
});

test.each([
  ['dipecat', 'copot'],
  ['berizin', 'boleh'],
  ['ngamuk', 'marah'],
])('%s means the same as %s', async (word, root) => {
  expect(await rootsOf(word)).toEqual([root, root]);
});

test.each([
  ['a town', 'kediri'],
  ['another town', 'bekasi'],
  ['an office', 'pemerintah'],
  ['a word of four letters', 'dani'],
  ['another word of four letters', 'mali'],
  ['a word that would leave two letters', 'milah'],
  ['a word without an affix', 'kinerja'],
  ['what somebody does who says "ku"', 'kutunggu'],
  ['a word that only begins as if it had one', 'kabupaten'],
  ['a word that only begins as colloquial ones do', 'nyamuk'],
  ['a word that only ends as colloquial ones do', 'vaksin'],
  ['a very long word', 'mempertanggungjawabkannya'],
])('%s is its own root: %s', async (_, word) => {
  expect(await rootsOf(word)).toEqual([word, word]);
});
