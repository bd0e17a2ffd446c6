import { expect, test } from 'vitest';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import { approve, reply } from '../../../src/services/cases/decide-case.ts';
import { openDesk } from './desk-world.ts';

const HOAX = 'Bank sentral membagikan hadiah undian saldo dua juta lewat pesan berantai';
const MINUTE = 60_000;

/** A desk with a decided claim that five citizens have asked for, and somebody who has subscribed to money. */
async function aSpreadingClaim(settings: Partial<Settings> = {}) {
  const desk = await openDesk(settings);
  const rina = await desk.enter('Rina', 'reviewer');
  const edi = await desk.enter('Edi', 'editor');
  for (const text of ['langganan', 'mingguan', 'uang', 'ya']) await desk.write('w1', text);
  await desk.report('w2', HOAX);
  const [found] = await desk.store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const path = `/review/subscriptions/${ticket}`;
  const summary = 'Tidak ada pembagian hadiah lewat pesan berantai.';
  await reply(
    desk.deps,
    { ticket, reviewer: 'Rina' },
    { verdict: 'penipuan', summary, url: 'https://sumber.example/cek' },
  );
  if (settings.secondPerson) await approve(desk.deps, { ticket, reviewer: 'Edi' });
  await desk.wait(MINUTE);
  const ask = async () => {
    for (const name of ['w3', 'w4', 'w5', 'w6']) await desk.write(name, HOAX, { forwarded: true });
  };
  const told = () => desk.heard.filter(({ text }) => text.includes('sedang ramai')).length;
  return { desk, rina, edi, ticket, path, ask, told };
}

test('an editor warns subscribers of what spreads, after a look at the very message', async () => {
  const { desk, edi, path, ask, told } = await aSpreadingClaim();
  await edi.get(path);
  expect(edi.page).toContain('sedang tidak ramai');
  await ask();
  await edi.get('/review/subscriptions');
  expect(edi.page).toContain('kali ditanyakan sejak kemarin');
  expect(edi.page).toContain('kurang dari 10');
  await edi.get(path);
  expect(edi.page).toContain('Hati-hati, kabar ini sedang ramai');
  await edi.post(`${path}/warn`, { interest: 'money' });
  expect(edi.page).toContain('terkirim');
  await desk.wait(60 * MINUTE);
  expect(told()).toBe(1);
  await edi.post(`${path}/warn`, { interest: 'money' });
  expect(edi.status).toBe(409);
  expect(await desk.whats()).toContain('warning-sent');
  expect(desk.broken).toEqual([]);
});

test('nobody is warned of what nobody asks for, nor without a choice of whom', async () => {
  const { desk, edi, path, ask, told } = await aSpreadingClaim();
  await edi.get(path);
  await edi.post(`${path}/warn`, { interest: 'money' });
  expect(edi.status).toBe(409);
  await ask();
  await edi.post(`${path}/warn`, { interest: 'Bali' });
  expect(edi.page).toContain('Pilih paling sedikit satu minat');
  await desk.wait(60 * MINUTE);
  expect(told()).toBe(0);
});

test('reviewers see the numbers but warn nobody', async () => {
  const { desk, rina, path, ask } = await aSpreadingClaim();
  await ask();
  await rina.get('/review/subscriptions');
  expect(rina.status).toBe(200);
  await rina.post(`${path}/warn`, { interest: 'money' });
  expect(rina.status).toBe(403);
  expect(await desk.store.documents.list('warning')).toEqual([]);
});

test('where the topic demands it another editor agrees, and until it is out it can be taken back', async () => {
  const strict = { undoMs: 10_000, secondPerson: ['money'] as const };
  const { desk, edi, path, ask, told } = await aSpreadingClaim(strict);
  await ask();
  await edi.get(path);
  await edi.post(`${path}/warn`, { interest: 'money' });
  expect(edi.page).toContain('menunggu orang kedua');
  await edi.post(`${path}/approve`, {});
  expect(edi.status).toBe(409);
  const ani = await desk.enter('Ani', 'editor');
  await ani.get(path);
  await ani.post(`${path}/approve`, {});
  expect(ani.page).toContain('masih bisa dibatalkan');
  await edi.post(`${path}/take-back`, {});
  await desk.wait(60 * MINUTE);
  expect(told()).toBe(0);
  expect(await desk.whats()).toEqual(
    expect.arrayContaining(['warning-proposed', 'warning-sent', 'warning-taken-back']),
  );
});

test('whoever looks at a warning that is held can take it back, until it is out', async () => {
  const { desk, edi, path, ask } = await aSpreadingClaim({ undoMs: 10_000 });
  await ask();
  await edi.get(path);
  await edi.post(`${path}/warn`, { interest: 'money' });
  expect(edi.page).toContain('masih bisa dibatalkan');
  expect(edi.page).toContain(`action="${path}/take-back"`);
  await desk.wait(MINUTE);
  await edi.get(path);
  expect(edi.page).toContain('terkirim');
  expect(edi.page).not.toContain(`action="${path}/take-back"`);
});
