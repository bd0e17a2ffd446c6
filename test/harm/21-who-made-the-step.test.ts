import { expect, test } from 'vitest';
import { addOrganisation, bindMember } from '../../src/services/organisations/organisations.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { openPartnerWorld } from '../notify/partner-world.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const ASKED = 'Pasar di kota kami dipindah besok, kata seorang pejabat yang tidak mau disebut';

/** A desk that has passed a case on to the police, who have an account. */
async function openPolice() {
  const desk = await openDesk();
  const { deps, store } = desk;
  const name = 'Bareskrim Polri';
  await addOrganisation(deps, { id: 'polri', name, kind: 'police' }, 'ayu');
  const officer = await desk.enter('Kompol Sari', 'partner');
  const account = await store.reviewers.byName('Kompol Sari');
  await bindMember(deps, { id: 'polri', by: 'ayu', account: account?.id ?? '' });
  await desk.report('ani', ASKED);
  const [found] = await store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const budi = await desk.enter('Budi', 'reviewer');
  const refer = { organisation: 'polri', threat: 'penipuan' };
  await budi.get(`/review/cases/${ticket}`);
  await budi.post(`/review/cases/${ticket}/refer`, refer);
  await desk.settle();
  const reference = `${ticket}-POLRI`;
  const path = `/review/board/${reference}`;
  return {
    ...desk,
    ticket,
    reference,
    path,
    budi,
    officer,
    news: () => desk.heard.map(({ text }) => text),
    async say(who: typeof budi, status: string, note = '') {
      await who.get(path);
      const page = await who.post(`${path}/status`, { status, note });
      await desk.settle();
      return page;
    },
    async ask() {
      await desk.write('ani', 'status');
      return desk.heard.at(-1)?.text ?? '';
    },
  };
}

test('what somebody at the desk writes down reaches citizens as the record of the post, never as the word of the police', async () => {
  const { say, budi, news, ask, store, reference } = await openPolice();
  await say(budi, 'selesai', 'Sudah kami amankan.');
  const last = news().at(-1) ?? '';
  expect(last).toContain('Posko mencatat dari *Bareskrim Polri*');
  expect(last).not.toMatch(/memberi tahu|Catatan dari Bareskrim/);
  expect(last).toContain('Catatan posko: “Sudah kami amankan.”');
  expect(await ask()).toContain('menurut catatan kami');
  const [event] = (await store.audit.list(20)).filter(({ what }) => what === 'referral-answered');
  expect(event).toMatchObject({ by: 'Budi', of: reference });
  expect(event?.details).toMatchObject({ recordedBy: 'post', status: 'selesai' });
});

test('what the partner says by its own account stays its word', async () => {
  const { say, officer, news, store } = await openPolice();
  await say(officer, 'selesai', 'Pelakunya sudah diperiksa.');
  expect(news().at(-1)).toContain(
    '*Bareskrim Polri* memberi tahu bahwa penanganannya sudah selesai',
  );
  expect(news().at(-1)).toContain('Catatan dari Bareskrim Polri');
  const [event] = (await store.audit.list(20)).filter(({ what }) => what === 'referral-answered');
  expect(event).toMatchObject({ by: 'Kompol Sari', details: { recordedBy: 'partner' } });
});

test('a step shows who made it: the name to the desk, and to the partner that it was the post', async () => {
  const { say, budi, officer, path } = await openPolice();
  await say(budi, 'diproses', 'Kata petugas di telepon.');
  const ofDesk = await budi.get(path);
  expect(ofDesk).toContain('dicatat posko (Budi)');
  const ofPartner = await officer.get(path);
  expect(ofPartner).toContain('dicatat posko');
  expect(ofPartner).not.toContain('Budi');
  await say(officer, 'selesai');
  expect(await budi.get(path)).toContain('mitra (Kompol Sari)');
  expect(await officer.get(path)).toContain('mitra (Kompol Sari)');
});

test('the partner confirms what the post wrote down, which costs no message and is its word from then on', async () => {
  const { say, budi, officer, news, ask, path, deps, reference, store } = await openPolice();
  await say(budi, 'selesai');
  const before = news().length;
  expect(await officer.get(path)).toContain('Tegaskan');
  await say(officer, 'selesai');
  expect(news()).toHaveLength(before);
  const [last] = (await findReferral(deps, reference))?.steps.slice(-1) ?? [];
  expect(last).toMatchObject({ by: 'Budi', confirmed: { by: 'Kompol Sari' } });
  expect(await ask()).toContain('kata mereka sudah selesai');
  expect(await budi.get(path)).toContain('ditegaskan mitra (Kompol Sari)');
  const [event] = (await store.audit.list(20)).filter(({ what }) => what === 'referral-answered');
  expect(event).toMatchObject({ by: 'Kompol Sari', details: { recordedBy: 'partner' } });
  // Confirmed, it is the end.
  expect(await say(officer, 'diproses')).toContain('tidak bisa menyusul');
});

test('the partner opens again what the post wrote down as done, and citizens read that the record was wrong', async () => {
  const { say, budi, officer, news, ask } = await openPolice();
  await say(budi, 'selesai');
  await say(officer, 'diproses', 'Belum selesai, masih kami periksa.');
  const last = news().at(-1) ?? '';
  expect(last).toContain('Ralat');
  expect(last).toContain('*Bareskrim Polri* sedang menindaklanjutinya');
  expect(last).toContain('Catatan dari Bareskrim Polri: “Belum selesai');
  expect(await ask()).toContain('sedang mereka proses');
  await say(officer, 'selesai');
  expect(news().at(-1)).toContain('memberi tahu bahwa penanganannya sudah selesai');
  expect(await say(budi, 'ditolak')).toContain('tidak bisa menyusul');
});

test('the desk itself never goes back, nor confirms in the place of the partner', async () => {
  const { say, budi, deps, reference } = await openPolice();
  await say(budi, 'diproses');
  expect(await say(budi, 'diproses')).toContain('tidak bisa menyusul');
  expect(await say(budi, 'diterima')).toContain('tidak bisa menyusul');
  const steps = (await findReferral(deps, reference))?.steps ?? [];
  expect(steps.map(({ status }) => status)).toEqual(['dikirim', 'diproses']);
});

test('a program reads of each step who recorded it, and no name of anybody at the desk', async () => {
  const world = await openPartnerWorld();
  await world.refer();
  const { answerReferral } = await import('../../src/services/partners/refer-case.ts');
  const { reference, deps } = world;
  const common = { reference, organisation: undefined, note: 'Ditelepon.' };
  await answerReferral(deps, { ...common, status: 'diterima', by: 'rina', recordedBy: 'post' });
  const { viewReferral } = await import('../../src/services/partners/referral-board.ts');
  const { toWire } = await import('../../src/services/partners/referral-payload.ts');
  const entry = await viewReferral(deps, reference);
  const wire = entry && toWire(entry);
  expect(wire?.steps.map(({ recordedBy }) => recordedBy)).toEqual(['post', 'post']);
  expect(JSON.stringify(wire)).not.toContain('rina');
  const [status] = await world.say({ reference, status: 'diterima' });
  expect(status).toBe(200);
  await world.say({ reference, status: 'diproses' });
  const after = await viewReferral(deps, reference);
  expect(after && toWire(after).steps.map(({ recordedBy }) => recordedBy)).toEqual([
    'post',
    'post',
    'partner',
  ]);
  expect(after && toWire(after).steps[1]).toMatchObject({ confirmed: true });
  expect(world.toldOf('Bawaslu').at(-1)).toContain('*Bawaslu* sedang menindaklanjutinya');
});
