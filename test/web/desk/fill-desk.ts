import { createHash } from 'node:crypto';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { saveFactChecks } from '../../../src/services/fact-checks/import-fact-checks.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  anAddress,
  aTip,
} from '../../support/builders.ts';
import type { openDesk } from './desk-world.ts';

/** A picture of one by one pixel. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const CLAIMS = [
  'Mulai besok semua bank tutup sebulan dan uang di rekening tidak bisa ditarik. Sebarkan ke keluarga!',
  'Minum air rebusan daun kelor menyembuhkan kanker dalam 7 hari, kata dokter di Surabaya',
  'Gempa besar diprediksi BMKG terjadi malam ini di Jakarta pukul 23.00',
  'Bansos Rp2.400.000 cair, klik tautan http://bansos-2026.top/klaim dan isi data Anda',
  'KPU memperbolehkan mencoblos dua kali untuk warga yang sudah vaksin',
  'Masjid dan gereja di kota itu akan ditutup karena suku tertentu mengeluh',
];

/** Puts cases of many kinds into a desk, with fact-checks that come near them. */
export async function fill(desk: Awaited<ReturnType<typeof openDesk>>) {
  const { store, deps, clock } = desk;
  const now = clock.now();
  const sha256 = createHash('sha256').update(PICTURE).digest('hex');
  await store.media.keep({ sha256, mime: 'image/png', size: PICTURE.length }, PICTURE, now);
  const factCheck = {
    ...aFactCheck({
      id: 'uji-1',
      title: 'Kabar semua bank tutup sebulan mulai besok',
      claim: 'Mulai besok semua bank tutup selama dua bulan dan uang tidak bisa ditarik',
      narratives: ['Mulai besok semua bank tutup dua bulan, uang di rekening tidak bisa ditarik'],
      url: 'https://contoh.example/cek/bank',
    }),
    publishedAt: '2026-01-10',
  };
  const { version: _, changedAt: __, ...plain } = factCheck;
  await saveFactChecks({ store, now }, [plain]);
  await deps.index.follow();
  const tickets: string[] = [];
  for (const [at, claim] of CLAIMS.entries()) {
    const openedAt = now - at * 9 * 3_600_000;
    const found = aCase({
      claim,
      openedAt,
      ticket: `K7Q${at + 2}`,
      tags: at === 0 ? ['bank'] : [],
    });
    const tips = [];
    for (let n = 0; n < 7 - at; n += 1) {
      const citizen = await aCitizen(store, anAddress(`warga-${n}`), now);
      const media = n === 0 ? [{ sha256, mime: 'image/png' }] : [];
      tips.push(
        aTip({
          case: found.id,
          citizen,
          text: n % 2 ? claim : `${claim} (terusan dari grup)`,
          at: now - n * 60_000,
          forwardingScore: n === 0 ? 6 : 1,
          media,
          source: 'group',
          region: 'Jawa Tengah',
          worry: 'money',
        }),
      );
    }
    await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
    deps.openCases.put(found);
    tickets.push(found.ticket);
  }
  const decision = {
    verdict: 'salah',
    summary: 'Tidak ada penutupan; pengurus sudah membantah.',
  } as const;
  await reply(deps, { ticket: tickets.at(-1) ?? '', reviewer: 'Rina' }, decision);
  return { tickets, sha256 };
}
