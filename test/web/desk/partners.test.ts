import { expect, test } from 'vitest';
import { readPerson } from '../../../src/services/accounts/people.ts';
import { findOrganisation } from '../../../src/services/organisations/organisations.ts';
import { openDesk } from './desk-world.ts';

const ASKED = 'Petugas TPS di Bekasi minta transfer ke 0812-3456-7890, lihat https://tps.example/x';

/** A desk with two partners, one of which has an account, and a case that somebody asked about. */
async function openPartnerDesk() {
  const desk = await openDesk();
  const admin = await desk.enter('Intan', 'admin');
  const mira = await desk.enter('Mira', 'partner');
  await admin.get('/review/partners');
  for (const [id, name, kind] of [
    ['bawaslu', 'Bawaslu', 'supervisor'],
    ['komdigi', 'Komdigi', 'ministry'],
  ] as const) {
    // Nothing is passed on where nobody can read it.
    const webhook = id === 'komdigi' ? 'https://komdigi.example/posko' : '';
    await admin.post('/review/partners', { id, name, kind, webhook });
  }
  await admin.post('/review/partners/bawaslu/account', { account: 'mira' });
  const ticket = await desk.ask(ASKED);
  const budi = await desk.enter('Budi', 'reviewer');
  await budi.get(`/review/cases/${ticket}`);
  const refer = (organisation: string) =>
    budi.post(`/review/cases/${ticket}/refer`, { organisation, threat: 'penipuan' });
  return { ...desk, admin, mira, budi, ticket, refer };
}

test('a partner lands on a board of their own, and sees nothing that went to another', async () => {
  const { refer, mira, ticket, broken } = await openPartnerDesk();
  await refer('bawaslu');
  await refer('komdigi');
  expect(await mira.get('/review')).toContain(`${ticket}-BAWASLU`);
  expect(mira.path).toBe('/review/board');
  expect(await mira.get('/review/board')).not.toContain('KOMDIGI');
  expect((await mira.send(`/review/board/${ticket}-KOMDIGI`)).status).toBe(404);
  expect((await mira.send(`/review/cases/${ticket}`)).status).toBe(403);
  expect(broken).toEqual([]);
});

test('what a partner opens is masked, and the look is noted', async () => {
  const { refer, mira, ticket, store } = await openPartnerDesk();
  await refer('bawaslu');
  const list = await mira.get('/review/board');
  expect(list).not.toContain('transfer');
  const page = await mira.get(`/review/board/${ticket}-BAWASLU`);
  expect(page).toContain('[nomor telepon]');
  expect(page).toContain('hxxps://tps[.]example/x');
  expect(page).toContain('<li class="address">https://tps.example/x</li>');
  expect(page).not.toMatch(/0812|href="https:\/\/tps/);
  const looks = (await store.audit.list(20)).filter(({ what }) => what === 'referral-viewed');
  expect(looks.map(({ by, of }) => [by, of])).toEqual([['Mira', `${ticket}-BAWASLU`]]);
});

test('what a partner says at the board reaches whoever asked', async () => {
  const { refer, mira, ticket, heard, settle } = await openPartnerDesk();
  await refer('bawaslu');
  const path = `/review/board/${ticket}-BAWASLU`;
  await mira.get(path);
  await mira.post(`${path}/status`, { status: 'selesai', note: 'Sudah ditangani panwas.' });
  await settle();
  expect(heard.at(-1)?.text).toContain('“Sudah ditangani panwas.”');
  const again = await mira.post(`${path}/status`, { status: 'diterima' });
  expect(again).toContain('tidak bisa menyusul');
});

test('a case goes to an organisation once at a time, and not to one that takes part no more', async () => {
  const { refer, admin, ticket } = await openPartnerDesk();
  await refer('bawaslu');
  expect(await refer('bawaslu')).toContain(`sudah diteruskan: ${ticket}-BAWASLU`);
  await admin.post('/review/partners/komdigi/active', { active: 'no' });
  expect(await refer('komdigi')).toContain('tidak ada atau sudah tidak aktif');
});

test('who takes part no more neither reads nor answers at the board', async () => {
  const { refer, admin, mira, ticket, heard, settle } = await openPartnerDesk();
  await refer('bawaslu');
  const path = `/review/board/${ticket}-BAWASLU`;
  await mira.get(path);
  await admin.post('/review/partners/bawaslu/active', { active: 'no' });
  await settle();
  const before = heard.length;
  await mira.post(`${path}/status`, { status: 'diterima' });
  await settle();
  expect(heard).toHaveLength(before);
  for (const each of [path, '/review/board']) {
    expect(await mira.get(each)).toContain('sedang tidak ikut serta');
  }
  await admin.post('/review/partners/bawaslu/active', { active: 'yes' });
  expect(await mira.get('/review/board')).toContain('BAWASLU');
});

test('an account that belongs to no organisation sees nothing', async () => {
  const { refer, enter } = await openPartnerDesk();
  await refer('bawaslu');
  const stray = await enter('Tegar', 'partner');
  const page = await stray.get('/review/board');
  expect(page).toContain('belum terhubung');
  expect(page).not.toContain('BAWASLU');
});

test('a rule puts its organisation first, and says by when an answer is due', async () => {
  const { admin, budi, ticket, store, refer } = await openPartnerDesk();
  const rule = { organisation: 'komdigi', threats: 'penipuan', hours: '6' };
  await admin.post('/review/rules', rule);
  const page = await budi.get(`/review/cases/${ticket}`);
  expect(page.indexOf('Komdigi (disarankan aturan)')).toBeLessThan(page.indexOf('>Bawaslu<'));
  await refer('komdigi');
  const [document] = await store.documents.list('referral');
  expect(document?.value).toMatchObject({ answerMs: 6 * 3_600_000 });
  expect(await admin.post('/review/rules', { ...rule, hours: '0' })).toContain('1 sampai 720');
});

test('a new key ends the old one, and an account is neither bound without being a partner nor moved unasked', async () => {
  const { admin, store } = await openPartnerDesk();
  const first = await admin.post('/review/partners/bawaslu/key', { sure: 'yes' });
  const second = await admin.post('/review/partners/bawaslu/key', { sure: 'yes' });
  const keyIn = (page: string) => page.match(/whsec_[\w+/=]+/)?.[0];
  expect(keyIn(first)).toBeDefined();
  expect(keyIn(second)).not.toBe(keyIn(first));
  const refused = await admin.post('/review/partners/komdigi/account', { account: 'Intan' });
  expect(refused).toContain('Tidak ada akun mitra');
  const moving = { account: 'Mira' };
  const kept = await admin.post('/review/partners/komdigi/account', moving);
  expect(kept).toContain('milik lembaga lain');
  expect((await findOrganisation({ store }, 'bawaslu'))?.members).toHaveLength(1);
  await admin.post('/review/partners/komdigi/account', { ...moving, moves: 'yes' });
  expect((await findOrganisation({ store }, 'bawaslu'))?.members).toEqual([]);
});

test.for(['key', 'token'])(
  'the %s of a partner is not replaced before an admin agrees to it',
  async (which) => {
    const { admin, store } = await openPartnerDesk();
    const path = `/review/partners/bawaslu/${which}`;
    const before = await store.documents.get('organisation', 'bawaslu');
    expect(await admin.post(path, {})).toContain('Belum ada yang diganti.');
    expect(await store.documents.get('organisation', 'bawaslu')).toEqual(before);
    expect(await admin.post(path, { sure: 'yes' })).toContain('class="secret"');
    expect(await store.documents.get('organisation', 'bawaslu')).not.toEqual(before);
  },
);

test('the queue names the partner of a case whose harm a reviewer has named, and the case says why', async () => {
  const { admin, budi, ticket } = await openPartnerDesk();
  const rule = { organisation: 'komdigi', threats: 'ujaran_kebencian', hours: '6' };
  await admin.post('/review/rules', rule);
  expect(await budi.get('/review/queue')).not.toContain('Usul: Komdigi');
  await budi.post(`/review/cases/${ticket}/threat`, { threat: 'ujaran_kebencian' });
  expect(await budi.get('/review/queue')).toContain('class="tag">Usul: Komdigi</span>');
  const page = await budi.get(`/review/cases/${ticket}`);
  expect(page).toContain('ujaran kebencian, kata pemeriksa');
});

test('a partner keeps its file and private notes at the board, and the post answers there', async () => {
  const { refer, mira, budi, ticket, heard, settle } = await openPartnerDesk();
  await refer('bawaslu');
  await settle();
  const before = heard.length;
  const path = `/review/board/${ticket}-BAWASLU`;
  const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const seen = seenIn(await mira.get(path)).replaceAll('&#34;', '"');
  const file = { seen, caseNumber: '07/LP/2026', assignee: 'Mira' };
  expect(await mira.post(`${path}/handling`, file)).toContain('07/LP/2026');
  // Somebody who still looks at the page from before does not undo that.
  const stale = await mira.post(`${path}/handling`, { ...file, caseNumber: '99' });
  expect(stale).toContain('Muat ulang');
  await mira.post(`${path}/handling`, { note: 'Siapa saksinya?' });
  const ofDesk = await budi.get(path);
  expect(ofDesk).toMatch(/07\/LP\/2026.*mitra \(Mira\).*Siapa saksinya\?/s);
  expect(ofDesk).not.toContain('name="seen"');
  await budi.post(`${path}/handling`, { note: 'Warga tidak menyebutnya.' });
  const ofPartner = await mira.get(path);
  expect(ofPartner).toContain('Warga tidak menyebutnya.');
  expect(ofPartner).not.toContain('Budi');
  await settle();
  expect(heard).toHaveLength(before);
});

test('a partner neither reads nor writes private notes of what went to another', async () => {
  const { refer, mira, budi, ticket } = await openPartnerDesk();
  await refer('bawaslu');
  await refer('komdigi');
  const path = `/review/board/${ticket}-KOMDIGI`;
  await mira.get('/review/board');
  expect(await mira.post(`${path}/handling`, { note: 'Bukan milik kami.' })).toContain(
    'Tidak ada penerusan',
  );
  expect(await budi.get(path)).not.toContain('Bukan milik kami.');
});

test('the board is filtered and exported by what it shows, each partner its own, and the export is noted', async () => {
  const { refer, mira, budi, ticket, store, clock, settle } = await openPartnerDesk();
  await refer('bawaslu');
  await refer('komdigi');
  await clock.advance(60_000, settle);
  await mira.get('/review/board');
  const read = async (who: typeof mira, query: string) => {
    const response = await who.send(`/review/board/export.json?${query}`);
    const { referrals = [], ...rest } = (await response.json()) as Exported; // as the route sends it
    return { of: referrals.map(({ reference }) => reference), ...rest };
  };
  const own = [`${ticket}-BAWASLU`];
  expect((await read(mira, '')).of).toEqual(own);
  expect((await read(mira, 'organisation=komdigi')).of).toEqual([]);
  expect((await read(budi, '')).of).toHaveLength(2);
  expect((await read(budi, 'organisation=bawaslu&threat=penipuan&urgency=usual')).of).toEqual(own);
  expect((await read(mira, 'standing=over')).of).toEqual([]);
  expect((await read(mira, 'from=2026-11-24&to=2026-11-24')).of).toEqual(own);
  expect((await read(mira, 'from=2026-11-25')).of).toEqual([]);
  const { next = '' } = await read(mira, '');
  expect(await read(mira, `after=${next}`)).toEqual({ of: [], next });
  expect(await read(mira, 'after=x')).toMatchObject({ error: 'cursor' });
  const csv = await (await mira.send('/review/board/export.csv')).text();
  expect(csv).toMatch(/^"reference","threat".*\r\n"\w+-BAWASLU","penipuan"/);
  expect(csv).toContain('hxxps://tps[.]example/x');
  expect(await mira.get('/review/board?standing=over')).toContain('Tidak ada yang cocok');
  const noted = (await store.audit.list(30)).filter(({ what }) => what === 'board-exported');
  expect(noted.filter(({ by }) => by === 'Mira')[0]).toMatchObject({
    of: 'bawaslu',
    details: { references: own[0] },
  });
});

interface Exported {
  referrals?: { reference: string }[];
  next?: string;
  error?: string;
}

test('times at the board are on the clocks that an officer chose', async () => {
  const { refer, mira, ticket } = await openPartnerDesk();
  await refer('bawaslu');
  const path = `/review/board/${ticket}-BAWASLU`;
  expect(await mira.get(path)).toContain('24 Nov 2026, 08.00 WIB');
  await mira.get('/review/account');
  expect(await mira.post('/review/account/zone', { zone: 'WIT' })).toContain('WIT');
  expect(await mira.get(path)).toContain('24 Nov 2026, 10.00 WIT');
  expect(await mira.get('/review/board')).toContain('25 Nov 2026, 10.00 WIT');
});

test('an officer chooses of what to hear by e-mail, and nobody of the desk is asked', async () => {
  const { mira, budi, deps } = await openPartnerDesk();
  await mira.get('/review/account');
  await mira.post('/review/account/mail', { email: 'mira@bawaslu', tellOf: 'all' });
  expect([mira.status, mira.page]).toEqual([400, expect.stringContaining('alamat surelnya')]);
  await mira.post('/review/account/mail', { email: 'mira@bawaslu.example', tellOf: 'urgent' });
  expect(mira.page).toMatch(/value="urgent" checked/);
  const saved = { email: 'mira@bawaslu.example', tellOf: 'urgent', language: 'id' };
  expect(await readPerson(deps, 'Mira')).toMatchObject(saved);
  expect(await budi.get('/review/account')).not.toContain('/review/account/mail');
});

test('what tells more of the same matter is joined on the board, and acknowledged in one act', async () => {
  const { refer, budi, mira, ask, ticket, wait, settle, broken } = await openPartnerDesk();
  const other = await ask('Undian palsu bank daerah: isi data kartu Anda di www.tps.example/x/');
  expect(other).not.toBe(ticket);
  await refer('bawaslu');
  await budi.get(`/review/cases/${other}`);
  const about = { organisation: 'bawaslu', threat: 'penipuan' };
  await budi.post(`/review/cases/${other}/refer`, about);
  await wait(10_000);
  expect((await mira.get('/review/board')).match(/2 laporan tentang hal ini/g)).toHaveLength(2);
  const path = `/review/board/${ticket}-BAWASLU`;
  const page = await mira.get(path);
  expect(page).toContain(`<a href="/review/board/${other}-BAWASLU">`);
  expect(page).toContain('Berlaku juga untuk 1 laporan lain tentang hal ini');
  expect(page).not.toContain('Undian palsu');
  await mira.post(`${path}/status`, { status: 'diterima', together: 'yes' });
  await settle();
  for (const each of [ticket, other]) {
    expect(await mira.get(`/review/board/${each}-BAWASLU`)).toMatch(/class="badge">diterima/i);
  }
  await mira.post(`${path}/status`, { status: 'diproses' });
  expect(await mira.get(`/review/board/${other}-BAWASLU`)).toMatch(/class="badge">diterima/i);
  expect(broken).toEqual([]);
});

test('a case for which no rule fits says why, and a rule can name more than a harm', async () => {
  const { admin, budi, ticket, broken } = await openPartnerDesk();
  const page = () => budi.get(`/review/cases/${ticket}`);
  expect(await page()).toContain('Belum ada aturan yang menyebut mitra');
  const rule = { organisation: 'komdigi', hours: '6', platforms: 'telegram', periods: 'quiet' };
  await admin.post('/review/rules', { ...rule, regencies: 'Kota Bogor' });
  const rules = await admin.get('/review/partners');
  expect(rules).toContain('Kota Bogor · Telegram · masa tenang · 6 jam');
  const why = await page();
  expect(why).toContain('Belum ada mitra yang diusulkan.');
  expect(why).toMatch(
    /Komdigi: aturannya hanya untuk Kota Bogor · aturannya hanya untuk tautan ke Telegram · aturannya hanya berlaku: masa tenang/,
  );
  expect(await admin.post('/review/rules', { ...rule, regencies: 'Kota Atlantis' })).toContain(
    'belum lengkap',
  );
  expect(broken).toEqual([]);
});
