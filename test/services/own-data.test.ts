import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Channel, Outgoing } from '../../src/ports/channel.ts';
import { exportOwnData } from '../../src/services/privacy/export-own-data.ts';
import { createSeal } from '../../src/store/seal.ts';
import { leaveMarks, MARK, SHA256 } from '../store/erasure/leave-marks.ts';
import { anAddress, aPost } from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const OTHERS = 'Saya juga dapat: air galon isi ulang di Pasar Rebo dicampur sabun cuci pedagang';
const citizen = createSeal(MASTER_KEY).citizenOf(anAddress('w1'));

test('the copy holds what a citizen wrote, agreed to and was told, and nothing of others', async () => {
  const { post, sent } = await open();
  await post.report('w1', TIP);
  await post.report('w2', OTHERS);
  for (const text of [
    'lapor',
    'penipuan',
    'Saya ditipu penjual pulsa',
    'lewati',
    'lewati',
    'lewati',
  ]) {
    await post.write('w1', text);
  }
  await ask(post);
  const { picture, reply } = sent.at(-1) ?? {};
  expect(reply?.text).toContain('salinan semua');
  expect(picture).toMatchObject({ name: 'data-saya.txt', mime: 'text/plain' });
  const text = Buffer.from(picture?.bytes ?? []).toString();
  expect(text).not.toContain('Saya juga dapat');
  const data = JSON.parse(text);
  expect(data.pesan.map(({ isi }: { isi: string }) => isi)).toContain(TIP);
  expect(data.laporan).toMatchObject([{ isi_tersamar: TIP, status: 'open', diteruskan_ke: [] }]);
  expect(data.izin).toMatchObject([{ untuk: 'pemeriksaan pesan', keputusan: 'diberikan' }]);
  expect(data.izin[0].kata_kata).toContain('Bolehkah kami menyimpan');
  expect(data.berkas_laporan).toMatchObject([{ uraian: 'Saya ditipu penjual pulsa' }]);
  await post.close();
});

test('a file that cannot be sent gives way to words that say so', async () => {
  const { post, sent } = await open({ failsWithFile: true });
  await post.write('w1', 'data saya');
  await post.write('w1', 'minta salinannya');
  await post.wait(60_000);
  const { picture, reply } = sent.at(-1) ?? {};
  expect(picture).toBeUndefined();
  expect(reply?.text).toContain('tidak bisa dikirim');
  await post.close();
});

test('nobody has a copy of what is erased', async () => {
  const { post } = await open();
  await post.report('w1', TIP);
  await post.write('w1', 'hapus data saya');
  await post.write('w1', 'ya, hapus');
  expect(await exportOwnData(post.deps, citizen)).toBeUndefined();
  await post.close();
});

async function open({ failsWithFile = false } = {}) {
  const sent: Outgoing[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    async send(outgoing) {
      if (failsWithFile && outgoing.picture) return { type: 'later', ms: 0 };
      sent.push(outgoing);
      return { type: 'sent' };
    },
  };
  const post = await aPost(await openMemoryStore([], MASTER_KEY), { channel });
  return { post, sent };
}

async function ask(post: Awaited<ReturnType<typeof open>>['post']): Promise<void> {
  await post.write('w1', 'data saya');
  await post.write('w1', 'minta salinannya');
}

test('the copy quotes everything in which a citizen is quoted', async () => {
  const store = await openMemoryStore([], MASTER_KEY);
  const marked = await leaveMarks(store);
  const deps = { store, clock: new VirtualClock(MORNING), script: loadScript() };
  const data = await exportOwnData({ ...deps, settings: defaultSettings }, marked);
  expect(placesOf(data, MARK)).toEqual([
    'pesan.isi',
    'laporan.isi_tersamar',
    'laporan.dibaca_dari_berkas',
    'laporan.tautan',
    'laporan.sumber',
    'laporan.wilayah',
    'laporan.jawaban_lain.isi',
    'laporan.bukan_yang_dimaksud',
    'laporan.jawaban_untuk_pemeriksa',
    'berkas_laporan.uraian',
  ]);
  expect(placesOf(data, SHA256)).toEqual(['laporan.berkas.sha256']);
  expect(data).toMatchObject({
    laporan: [{ asal: 'advert', kekhawatiran: 'safety' }],
    izin: [{ untuk: 'pemeriksaan pesan', keputusan: 'diberikan' }],
    jawaban: [{ versi: 1 }],
    profil: { data_dibatasi: true },
  });
  await store.close();
});

/** Where a word stands in the copy, as names joined by dots. */
function placesOf(value: unknown, word: string, place = ''): string[] {
  if (typeof value === 'string') return value.includes(word) ? [place] : [];
  if (Array.isArray(value)) return value.flatMap((each) => placesOf(each, word, place));
  return Object.entries(value ?? {}).flatMap(([name, each]) =>
    placesOf(each, word, place === '' ? name : `${place}.${name}`),
  );
}
