import type { Case, Tip } from '../../src/domain/cases/case.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';

const CLAIMS = [
  'Bansos 600 ribu cair hari ini, daftar di bansos-kilat.xyz sebelum jam 12',
  'Vaksin HPV membuat anak perempuan mandul, sekolah tutup mata!',
  'KPU mengubah cara mencoblos, surat suara dilubangi dua kali',
  'Gempa besar akan datang malam ini jam 23.00, kata BMKG',
  'Minum air garam menyembuhkan diabetes dalam 3 hari',
  'Semua bank tutup sebulan mulai Senin, segera tarik uang Anda',
  'Pulsa gratis 100 ribu dari Telkomsel, klik tautan ini',
  'Air galon isi ulang dicampur sabun cuci oleh pedagang',
];

/** Fills a store with open cases, each asked by one to five citizens; returns their tickets. */
export async function fillQueue(store: Store, count: number, now: number): Promise<string[]> {
  const newCases: Case[] = [];
  const tips: Tip[] = [];
  for (let n = 0; n < count; n += 1) {
    const claim = `${CLAIMS[n % CLAIMS.length]} (kabar ke-${n + 1})`;
    const openedAt = now - (n + 1) * 20 * 60_000;
    const found = aCase({
      id: `kasus-${n}`,
      ticket: `K${String(n).padStart(3, '0')}`,
      claim,
      claimKey: claim,
      openedAt,
    });
    newCases.push(found);
    for (let asked = 0; asked <= n % 5; asked += 1) {
      tips.push(
        aTip({
          id: `tip-${n}-${asked}`,
          case: found.id,
          text: asked === 0 ? claim : `Benarkah? ${claim}`,
          forwardingScore: n % 7,
          at: openedAt + asked * 60_000,
          citizen: `warga-${n}-${asked}`,
        }),
      );
    }
  }
  await store.cases.commit(aCaseCommit({ newCases, tips }));
  return newCases.map(({ ticket }) => ticket);
}
