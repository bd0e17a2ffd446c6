import { expect, test } from 'vitest';
import { makeSetupToken } from '../../../src/services/accounts/set-up.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../../support/builders.ts';
import { PASSWORD } from '../../support/gate.ts';
import { type Browser, citizenOf } from './browser.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

test('the first link makes an admin, who sets up an authenticator and is in; it works once', async () => {
  const desk = await openDesk();
  const token = (await makeSetupToken(desk.gate)) ?? '';
  const browser = desk.browser();
  await browser.get(`/review/setup?token=${token}`);
  await browser.post('/review/setup', { token, name: 'Ayu', password: 'pendek' });
  expect(browser.page).toContain('Kata sandi paling sedikit 12 karakter.');
  await browser.post('/review/setup', { token, name: 'Ayu', password: PASSWORD });
  expect(browser.page).toContain('Akun sudah dibuat.');
  await browser.post('/review/login', { name: 'Ayu', password: PASSWORD });
  await browser.post('/review/authenticator', {});
  expect(browser.page).toContain('<svg class="qr"');
  const secret = /class="secret">([^<]+)</.exec(browser.page)?.[1]?.replaceAll(' ', '') ?? '';
  desk.secrets.set('Ayu', secret);
  await browser.post('/review/authenticator/confirm', { code: desk.codeOf('Ayu') });
  expect(browser.page.match(/<li><code>/g)).toHaveLength(10);
  await browser.get('/review/reviewers');
  expect(browser.status).toBe(200);
  const thief = desk.browser();
  await thief.get(`/review/setup?token=${token}`);
  await thief.post('/review/setup', { token, name: 'Maling', password: PASSWORD });
  expect(thief.page).toContain('Tautan ini sudah dipakai');
});

test('an editor corrects a fact-check; the old version and what changed can be read', async () => {
  const desk = await openDesk();
  await fill(desk);
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/fact-checks?q=bank');
  expect(edi.page).toContain('Kabar semua bank tutup sebulan');
  await edi.get('/review/fact-checks/uji-1');
  const form = {
    verdict: 'menyesatkan',
    summary: 'Hanya libur dua hari, lalu buka lagi.',
    title: 'Bank tutup?',
    why: 'Ada keterangan baru.',
  };
  await edi.post('/review/fact-checks/uji-1/correct', { ...form, url: 'javascript:alert(1)' });
  expect(edi.page).toContain('Tautan harus diawali');
  await edi.post('/review/fact-checks/uji-1/correct', form);
  expect(edi.page).toContain('Pesan sekarang');
  expect(edi.page).not.toContain('Versi 1 diganti');
  await edi.post('/review/fact-checks/uji-1/correct', { ...form, seen: '1', confirmed: 'yes' });
  expect(edi.path).toContain('done=corrected');
  expect(edi.page).toContain('Versi 1 diganti');
  expect(edi.page).toMatch(/<del>.*Salah\./s);
  expect(edi.page).toMatch(/<ins>.*Menyesatkan\./s);
  const withdrawal = { reason: 'Sumbernya keliru' };
  await edi.post('/review/fact-checks/uji-1/retract', withdrawal);
  await edi.post('/review/fact-checks/uji-1/retract', {
    ...withdrawal,
    seen: '2',
    confirmed: 'yes',
  });
  expect(edi.page).toContain('Sumbernya keliru');
  expect(edi.page).not.toContain('/uji-1/correct');
  expect(await desk.whats()).toEqual(expect.arrayContaining(['corrected', 'retracted']));
});

test('fact-checks and figures can be taken along as CSV, which is noted', async () => {
  const desk = await openDesk();
  await fill(desk);
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/fact-checks.csv');
  expect(edi.headers.get('content-type')).toContain('text/csv');
  expect(edi.page).toContain('"uji-1","salah","Kabar semua bank tutup sebulan mulai besok"');
  await edi.get('/review/dashboard/volume.csv?days=7');
  expect(edi.page).toContain('"2026-11-24",27');
  expect(edi.headers.get('content-disposition')).toBe('attachment; filename="volume.csv"');
  await edi.get('/review/dashboard/top.csv');
  expect(edi.page).toContain('"K7Q2","open",7,');
  await edi.get('/review/dashboard/__proto__.csv');
  expect(edi.status).toBe(404);
  expect((await desk.whats()).filter((what) => what === 'exported')).toHaveLength(3);
});

test('an admin adds, changes, shuts out and lets in; the last admin stays', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/reviewers');
  const person = { name: 'Budi', role: 'reviewer' };
  await ayu.post('/review/reviewers', person);
  expect(ayu.page).toContain('Undangan untuk Budi');
  const link = linkIn(ayu.page);
  await ayu.post('/review/reviewers', person);
  expect(ayu.page).toContain('Sudah ada pemeriksa dengan nama itu.');
  const id = (await desk.store.reviewers.byName('Budi'))?.id ?? '';
  await ayu.post(`/review/reviewers/${id}/role`, { role: 'viewer' });
  expect((await desk.store.reviewers.get(id))?.role).toBe('viewer');
  const budi = desk.browser();
  await accept(budi, link);
  expect(budi.status).toBe(410);
  await ayu.post(`/review/reviewers/${id}/reset`, {});
  await accept(budi, linkIn(ayu.page));
  expect(budi.page).toContain('Akun sudah dibuat.');
  await budi.post('/review/login', { name: 'Budi', password: PASSWORD });
  expect(budi.path).toBe('/review/queue');
  await ayu.post(`/review/reviewers/${id}/disable`, {});
  await budi.get('/review/queue');
  expect(budi.path).toMatch(/^\/review\/login/);
  await ayu.get('/review/reviewers');
  expect(ayu.page).not.toContain(`${id}/reset`);
  await ayu.post(`/review/reviewers/${id}/reset`, {});
  expect([ayu.status < 500, ayu.page.includes('Undangan untuk')]).toEqual([true, false]);
  const own = (await desk.store.reviewers.byName('Ayu'))?.id ?? '';
  await ayu.post(`/review/reviewers/${own}/disable`, {});
  expect(ayu.page).toContain('Ini admin terakhir');
  await ayu.get('/review/audit');
  expect(ayu.page).toContain('akses ditutup');
  expect(ayu.page).toContain('>peran: pemeriksa</td>');
  await ayu.post('/review/audit/verify', {});
  expect(ayu.page).toMatch(/Utuh: \d+ baris\./);
});

test.for(['', 'owner', 'constructor', 'Admin'])(
  'a role “%s” that there is not is given to nobody',
  async (role) => {
    const desk = await openDesk();
    const ayu = await desk.enter('Ayu', 'admin');
    const { id } = await desk.add('Budi', 'editor');
    await ayu.get('/review/reviewers');
    await ayu.post(`/review/reviewers/${id}/role`, { role });
    expect(ayu.path).not.toContain('done=');
    await ayu.post('/review/reviewers', { name: 'Sari', role });
    const all = await desk.store.reviewers.list();
    expect(all.map((each) => [each.name, each.role])).toEqual([
      ['Ayu', 'admin'],
      ['Budi', 'editor'],
    ]);
  },
);

test.for([
  [{ type: 'sound', entries: 7, head: 'h' }, 'Utuh: 7 baris.'],
  [{ type: 'broken', seq: 7, why: 'changed' }, 'TIDAK utuh mulai baris 7.'],
  [{ type: 'cut-off', entries: 7, head: 'h' }, 'TIDAK utuh mulai baris 8.'],
] as const)('of an audit log that is %j the desk says “%s”', async ([found, said]) => {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  store.audit.verify = async () => found;
  const desk = await openDesk({}, undefined, store);
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/audit');
  await ayu.post('/review/audit/verify', {});
  expect(ayu.page).toContain(said);
});

test('an admin who makes an account neither sees its password nor accepts it in their own login', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/reviewers');
  expect(ayu.page).not.toContain('type="password"');
  await ayu.post('/review/reviewers', { name: 'Sari', role: 'editor' });
  const link = linkIn(ayu.page);
  const token = new URL(link, desk.url).searchParams.get('token') ?? '';
  await ayu.get(link);
  expect(ayu.status).toBe(409);
  expect(ayu.page).toContain('Anda sedang masuk sebagai Ayu.');
  await ayu.get('/review/reviewers');
  expect(ayu.page).toContain('belum menerima undangan');
  await ayu.post('/review/invitation', { token, password: PASSWORD });
  expect(ayu.status).toBe(409);
  const sari = desk.browser();
  await sari.get(link);
  expect(sari.page).toContain('Selamat datang, Sari');
  await sari.post('/review/invitation', { token, password: 'pendek' });
  expect(sari.page).toContain('Kata sandi paling sedikit 12 karakter.');
  await accept(sari, link);
  await sari.post('/review/login', { name: 'Sari', password: PASSWORD });
  expect(sari.path).toMatch(/^\/review\/authenticator/);
  await sari.get(link);
  expect(sari.page).toContain('Undangan ini sudah dipakai');
  expect(await desk.whats()).toContain('invitation-accepted');
});

/** The address that an admin is shown to pass on. */
function linkIn(page: string): string {
  return /\/review\/invitation\?token=[\w.-]+/.exec(page)?.[0] ?? '';
}

async function accept(browser: Browser, link: string): Promise<void> {
  await browser.get(link);
  const token = browser.field('token');
  await browser.post('/review/invitation', { token, password: PASSWORD });
}

test('a citizen is an alias that stays the same, and who looks is written down', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const rina = await desk.enter('Rina', 'reviewer');
  const { path, alias } = await citizenOf(rina, tickets[0]);
  await rina.get(path);
  expect(rina.page).toContain(alias);
  const tips = await desk.store.cases.tipsOf(
    (await desk.store.cases.byTicket(tickets[0] ?? ''))?.id ?? '',
  );
  for (const { citizen } of tips) expect(rina.page).not.toContain(citizen);
  const [entry] = await desk.store.audit.list(1);
  expect(entry).toMatchObject({
    what: 'conversation-viewed',
    of: tickets[0],
    details: { citizen: alias },
  });
});

test('a conversation is shown to nobody while it cannot be written down who looks', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const rina = await desk.enter('Rina', 'reviewer');
  const { path, alias } = await citizenOf(rina, tickets[0]);
  desk.store.audit.append = () => Promise.reject(new Error('the log is full'));
  await rina.get(path);
  expect(rina.status).toBe(500);
  expect(rina.page).not.toContain(alias);
  expect(desk.broken).toHaveLength(1);
});

test('the desk speaks English to who wants it, and letters can be turned off', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  await rina.post('/review/language', { language: 'en', next: '/review/account' });
  expect(rina.page).toContain('<html lang="en">');
  expect(rina.page).toContain('Your account');
  await rina.post('/review/account/keys', { keys: 'off' });
  expect(rina.page).toContain('data-keys="off"');
});
