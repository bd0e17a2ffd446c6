import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deleteExpired } from '../../../src/services/privacy/retention.ts';
import { openDesk } from './desk-world.ts';

const DAY = 86_400_000;
const BYTES = Buffer.from('a picture of a threat');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const ASKED = 'Besok semua rumah di gang itu akan dibakar massa';

/** A desk whose lead has put a hold of 60 days on a case with a file, and which then closed it. */
async function openHeldCase() {
  const desk = await openDesk({ tipDays: 30, mediaDays: 7 });
  const file = { bytes: BYTES, mime: 'image/png', name: 'ancaman.png' };
  await desk.write('ani', ASKED, { forwarded: true, file });
  await desk.write('ani', 'ya');
  const [found] = await desk.store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const path = `/review/cases/${ticket}`;
  const lead = await desk.enter('Lia', 'editor');
  const budi = await desk.enter('Budi', 'reviewer');
  await lead.get(path);
  await lead.post(`${path}/hold`, { days: '60', reason: 'Surat penyidik B/12' });
  await budi.get(path);
  await budi.post(`${path}/claim`, {});
  await budi.post(`${path}/close`, { closing: 'spam' });
  const afterDays = async (days: number) => {
    await desk.clock.advance(days * DAY, async () => {});
    return deleteExpired(desk.deps);
  };
  const words = async () => (await desk.store.cases.byTicket(ticket))?.claim;
  const hasFile = async () => (await desk.store.media.read(SHA256)) !== undefined;
  return { ...desk, path, lead, budi, ticket, afterDays, words, hasFile };
}

test('a held case keeps its words and its file beyond their time, and loses them after the hold', async () => {
  const { afterDays, words, hasFile, lead, path, broken } = await openHeldCase();
  expect(await lead.get(path)).toMatch(/Ditahan sampai .* oleh Lia: Surat penyidik B\/12/);
  await afterDays(40);
  expect([await words(), await hasFile()]).toEqual([expect.stringContaining('dibakar'), true]);
  await afterDays(21);
  expect([await words(), await hasFile()]).toEqual(['', false]);
  expect(broken).toEqual([]);
});

test('a hold is renewed and ended by a lead alone, for a year at most, and each time is written down', async () => {
  const { lead, budi, path, store, afterDays, words } = await openHeldCase();
  await budi.get(path);
  expect(await budi.post(`${path}/hold`, { days: '0', reason: 'Tidak perlu' })).toContain('tidak');
  await lead.get(path);
  await lead.post(`${path}/hold`, { days: '366', reason: 'Terlalu lama' });
  await lead.post(`${path}/hold`, { days: '30', reason: '' });
  await lead.post(`${path}/hold`, { days: '365', reason: 'Sidang diundur' });
  const page = await lead.get(path);
  expect(page).toMatch(/Ditahan sampai .*: Sidang diundur/);
  expect(page).not.toContain('Terlalu lama');
  await lead.post(`${path}/hold`, { days: '0', reason: 'Sidang selesai' });
  const after = await lead.get(path);
  expect(after).toContain('mengakhiri penahanan bukti: Sidang selesai');
  expect(after).not.toContain('Ditahan sampai');
  const events = (await store.audit.list(50)).filter(({ what }) => what === 'case-held');
  expect(events.map(({ details }) => details.days)).toEqual([0, 365, 60]);
  await afterDays(31);
  expect(await words()).toBe('');
});

test('a hold does not keep a file from the citizen who erases it', async () => {
  const { write, settle, afterDays, hasFile, heard } = await openHeldCase();
  await write('ani', 'hapus data saya');
  await write('ani', 'hapus data saya');
  await settle();
  expect(heard.at(-1)?.text).toContain('Sudah dihapus');
  await afterDays(3);
  expect(await hasFile()).toBe(false);
});

test('a case that is merged brings its hold along', async () => {
  const { lead, store, ask, deps } = await openHeldCase();
  const [one, other] = [
    await ask('Rumah pak RT mau dibakar malam nanti', 'budi'),
    await ask('Ada rencana membakar pasar hari Minggu', 'cici'),
  ];
  await lead.get(`/review/cases/${one}`);
  await lead.post(`/review/cases/${one}/hold`, { days: '90', reason: 'Perkara 7' });
  await lead.post(`/review/cases/${one}/merge`, { into: other });
  expect((await store.cases.byTicket(other))?.hold?.until).toBe(deps.clock.now() + 90 * DAY);
});
