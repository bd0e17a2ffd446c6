import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Verdict } from '../../src/domain/fact-checks/verdicts.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';

const SCAM = 'Ambil hadiah ulang tahun minimarket di contoh-hadiah.xyz dengan mengisi data kartu';

async function tierOf(text: string, verdict: Verdict, claim = SCAM) {
  const known = aFactCheck({
    id: 'scam',
    title: 'Hadiah minimarket',
    narratives: [claim],
    verdict,
  });
  const store = await openMemoryStore([known, aFactCheck({ id: 'other', title: 'Vaksin HPV' })]);
  const index = await FactCheckIndex.open(store.factChecks);
  const { tier, matches } = await index.match({ text });
  await store.close();
  return tier === 'none' ? 'none' : `${tier} ${matches[0]?.id}`;
}

test.each([
  'contoh-hadiah.xyz',
  'https://contoh-hadiah.xyz',
  'http://www.contoh-hadiah.xyz/',
  'cek di https://a.b.contoh-hadiah.xyz/x?y=1',
  'CONTOH-HADIAH.XYZ/daftar',
])('a scam that names a domain is asked about for %s', async (text) => {
  expect(await tierOf(text, 'penipuan')).toBe('confirm scam');
});

test('a domain that was made unusable in the fact-check is found too', async () => {
  const claim = SCAM.replace('.xyz', '[.]xyz');
  expect(await tierOf('lihat toko.contoh-hadiah.xyz/a', 'penipuan', claim)).toBe('confirm scam');
});

test.each<[string, Verdict]>([
  ['https://contoh-hadiah.xyz.lain.com/a', 'penipuan'],
  ['https://contoh-hadiah.com/a', 'penipuan'],
  ['https://contoh-hadiah.xyz/berita-lain', 'salah'],
])('%s beside one that is %s leads nowhere', async (text, verdict) => {
  expect(await tierOf(text, verdict)).toBe('none');
});

test.each(['facebook.com/hadiah', 'bit.ly/hadiah', 'bca.co.id/promo', 'detik.com/a'])(
  'a scam under %s says nothing about other pages there',
  async (page) => {
    const claim = SCAM.replace('contoh-hadiah.xyz', page);
    const [host] = page.split('/');
    expect(await tierOf(`https://${host}/lain`, 'penipuan', claim)).toBe('none');
    expect(await tierOf(`https://${host}`, 'penipuan', claim)).toBe('none');
  },
);
