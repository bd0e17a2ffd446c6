import { expect, onTestFinished, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { TurnChange } from '../../src/ports/commit.ts';
import { type StoredReferral, saveReferral } from '../../src/services/partners/referrals.ts';
import { exportOwnData } from '../../src/services/privacy/export-own-data.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import {
  aCase,
  aCitizen,
  aFactCheck,
  aMessage,
  anAddress,
  aTip,
  aTurn,
  keepMessage,
} from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const media = [{ sha256: 'a'.repeat(64), mime: 'image/png' }];

/** What a citizen gets of whom everything is kept that can be. */
async function exported() {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const citizen = await aCitizen(store);
  const [own, other] = [aCase(), aCase()];
  const tip = aTip({
    case: own.id,
    citizen,
    media,
    at: MORNING,
    read: [{ source: 'picture', text: 'Terbaca' }],
    source: 'group',
    link: 'Akun @contoh',
    region: 'Bali',
    worry: 'money',
    answers: [{ question: 'Di mana?', text: 'Di grup RT', at: MORNING }],
    offered: { factChecks: ['f'], answer: 'no' },
    saved: [{ name: 'proof', kind: 'file', text: '', files: media, at: MORNING }],
  });
  const consent = { purpose: 'check', deed: 'given', digest: 'd', at: MORNING } as const;
  const text = {
    digest: 'd',
    purpose: 'check',
    language: 'id',
    version: 'K7',
    text: 'Boleh?',
  } as const;
  const changes: TurnChange[] = [
    { type: 'open-case', case: own, tips: [tip] },
    { type: 'open-case', case: other, tips: [aTip({ case: other.id, citizen: 'somebody else' })] },
    { type: 'told', told: { factCheck: 'f', version: 2, at: MORNING } },
    { type: 'consent', entry: consent, text },
  ];
  await store.factChecks.save([aFactCheck({ id: 'f', title: 'Bank', version: 2 })]);
  const agreed = { version: 'K7', at: MORNING };
  const profile = {
    ...newProfile('id', MORNING),
    isRestricted: true,
    block: { until: MORNING + HOUR, isTold: true },
    reach: {
      subscription: {
        ...{ every: 'weekly' as const, interest: 'health', consent: agreed },
        ...{ since: MORNING, nextAt: MORNING + HOUR },
      },
      course: { next: 4, right: 3, isDaily: false },
    },
  };
  const committed = await store.turns.commitTurn(aTurn({ citizen, profile, changes }));
  expect(committed).toBe('committed');
  const refer = (reference: string, id: string, at: number) =>
    saveReferral({ store }, {
      ...{ reference, revision: 0, case: id, ticket: 'T', organisation: reference },
      ...{ threat: 'penipuan', answerMs: HOUR, told: 0, escalations: 0, parcels: [], heard: [] },
      steps: [{ status: 'dikirim', at, by: 'rina' }],
    } as StoredReferral);
  await refer('bawaslu', own.id, MORNING);
  await refer('before', own.id, MORNING - 1);
  await refer('another', other.id, MORNING);
  const clock = { now: () => MORNING, at: () => () => {} };
  const deps = { store, clock, script: loadScript(), settings: defaultSettings };
  return exportOwnData(deps, citizen);
}

test('the copy holds the profile with its block, its subscription and its lessons', async () => {
  expect(await exported()).toMatchObject({
    profil: {
      bahasa: 'id',
      kabar_menyala: true,
      data_dibatasi: true,
      tidak_dibalas_sampai: expect.stringMatching(/^\d{4}-/),
    },
    langganan: { seberapa_sering: 'setiap minggu', tentang: 'health' },
    pelajaran: { dijawab: 4, langsung_benar: 3 },
    izin: [{ keputusan: 'diberikan', versi: 'K7', kata_kata: 'Boleh?', sha256: 'd' }],
    jawaban: [{ judul: 'Bank', versi: 2 }],
  });
});

test('the copy holds all of a tip, and where its case was passed on since', async () => {
  const data = await exported();
  expect(data?.laporan).toHaveLength(1);
  expect(data?.laporan[0]).toMatchObject({
    status: 'open',
    dibaca_dari_berkas: ['Terbaca'],
    berkas: [{ jenis: 'image/png', sha256: 'a'.repeat(64) }],
    asal: 'group',
    sumber: 'Akun @contoh',
    wilayah: 'Bali',
    kekhawatiran: 'money',
    bukan_yang_dimaksud: ['f'],
    jawaban_untuk_pemeriksa: ['Di grup RT'],
    jawaban_lain: [{ berkas: [{ sha256: 'a'.repeat(64) }] }],
    diteruskan_ke: [{ lembaga: 'bawaslu', status: 'dikirim' }],
  });
});

test('the copy of who has left little says so, and has no gap where something was never asked', async () => {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const from = anAddress();
  const file = { sha256: 'b'.repeat(64), mime: 'application/pdf', size: 9 };
  const citizen = await aCitizen(store, from);
  const named = aMessage({ text: 'Dengan nama', media: { ...file, name: 'surat.pdf' } });
  await keepMessage(store, from, named, MORNING + 1);
  await keepMessage(store, from, aMessage({ text: 'Tanpa nama', media: file }), MORNING + 2);
  const notice = { type: 'notice', news: 'blocked', until: MORNING } as const;
  await store.turns.keepNotice(citizen, { key: 'n', notice, at: MORNING + 3 });
  const own = aCase();
  const taken = { purpose: 'check', deed: 'withdrawn', digest: 'd', at: MORNING } as const;
  const agreed = { digest: 'd', language: 'en', version: 'K7', text: 'May we?' };
  const changes: TurnChange[] = [
    { type: 'open-case', case: own, tips: [aTip({ case: own.id, citizen })] },
    { type: 'told', told: { factCheck: 'gone', version: 1, at: MORNING } },
    { type: 'told', told: { factCheck: 'f', version: 1, at: MORNING } },
    { type: 'consent', entry: taken, text: { ...agreed, purpose: 'check' } },
  ];
  await store.factChecks.save([aFactCheck({ id: 'f', verdict: 'salah' })]);
  const subscription = {
    ...{ every: 'daily' as const, interest: 'all', consent: { version: 'K7', at: MORNING } },
    ...{ since: MORNING, nextAt: MORNING + HOUR },
  };
  const profile = { ...newProfile('id', MORNING), isOptedOut: true, reach: { subscription } };
  const { revision = 0 } = (await store.turns.readTurn(citizen)) ?? {};
  await store.turns.commitTurn(aTurn({ citizen, revision, profile, changes }));
  const clock = { now: () => MORNING, at: () => () => {} };
  const settings = { ...defaultSettings, letterDays: 1, tipDays: 2, addressDays: 3 };
  const data = await exportOwnData({ store, clock, script: loadScript(), settings }, citizen);
  expect(data).toMatchObject({
    disimpan_paling_lama_hari: { pesan: 1, laporan: 2, nomor: 3 },
    profil: { kabar_menyala: false, data_dibatasi: false, tidak_dibalas_sampai: null },
    langganan: { seberapa_sering: 'setiap hari' },
    pelajaran: null,
    izin: [{ keputusan: 'ditarik', versi: 'K7', bahasa: 'en', kata_kata: 'May we?' }],
  });
  expect(data?.pesan.map(({ isi, berkas }) => [isi, berkas])).toEqual([
    ['Tanpa nama', { nama: null, jenis: file.mime, sha256: file.sha256 }],
    ['Dengan nama', { nama: 'surat.pdf', jenis: file.mime, sha256: file.sha256 }],
    [expect.any(String), null],
  ]);
  expect(data?.laporan).toMatchObject([
    { dibaca_dari_berkas: [], bukan_yang_dimaksud: [], jawaban_untuk_pemeriksa: [] },
  ]);
  expect(data?.jawaban.map(({ putusan }) => putusan).toSorted()).toEqual(
    [null, 'salah'].toSorted(),
  );
});
