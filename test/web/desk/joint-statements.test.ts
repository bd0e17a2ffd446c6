import { expect, test } from 'vitest';
import { listChanges } from '../../../src/services/fact-checks/proposed-change.ts';
import { PublicList } from '../../../src/services/fact-checks/public-list.ts';
import { changeOrganisation } from '../../../src/services/organisations/organisations.ts';
import { publicPages } from '../../../src/web/public/public-pages.ts';
import { openDesk } from './desk-world.ts';

const WORDS = {
  title: 'Hari pemungutan suara tidak berubah',
  verdict: 'klarifikasi',
  summary: 'Pemungutan suara tetap 27 November. Kabar penundaan tidak benar.',
  org: 'Posko',
  article: 'Pemungutan suara tetap **27 November**. <script>alert(1)</script>',
};

/** A desk with two editors and two partners, each with an account; `openly` reads the public pages. */
async function openJointPages() {
  const publication = { url: 'https://posko.example', showsSamples: true };
  const desk = await openDesk({ site: { showsSamples: true } }, (deps) => [
    publicPages({ deps, publication }),
  ]);
  const admin = await desk.enter('Intan', 'admin');
  const [mira, joko] = [await desk.enter('Mira', 'partner'), await desk.enter('Joko', 'partner')];
  await admin.get('/review/partners');
  for (const [id, name, account] of [
    ['bawaslu', 'Bawaslu', 'mira'],
    ['komdigi', 'Komdigi', 'joko'],
  ] as const) {
    await admin.post('/review/partners', { id, name, kind: 'supervisor' });
    await admin.post(`/review/partners/${id}/account`, { account });
  }
  const [sari, rudi] = [await desk.enter('Sari', 'editor'), await desk.enter('Rudi', 'editor')];
  await sari.get('/review/new-fact-check');
  const propose = async (signatory: string | string[], changes = {}) => {
    const page = await sari.post('/review/new-fact-check', { ...WORDS, ...changes, signatory });
    return { page, code: (await listChanges(desk.deps)).at(-1)?.id ?? '' };
  };
  const openly = async (path: string) => {
    const response = await fetch(desk.url + path, { redirect: 'manual' });
    return {
      status: response.status,
      text: await response.text(),
      to: response.headers.get('location'),
    };
  };
  return { ...desk, admin, mira, joko, sari, rudi, propose, openly };
}

test('a statement is read and signed by its organisations alone, and published with their signatures', async () => {
  const { mira, joko, rudi, propose, openly, broken } = await openJointPages();
  const { code } = await propose(['bawaslu', 'komdigi']);
  const page = await mira.get('/review/statements');
  expect(page).toContain(WORDS.title);
  expect(page).toContain('<strong>27 November</strong>');
  expect(page).not.toContain('<script>alert');
  expect(await rudi.get('/review/changes')).toContain('belum dijawab');
  expect(await rudi.post(`/review/changes/${code}/approve`, {})).toContain('Belum semua');
  await mira.post(`/review/statements/${code}`, { answer: 'approved', note: '' });
  await joko.get('/review/statements');
  expect(
    await joko.post(`/review/statements/${code}`, { answer: 'declined', note: ' ' }),
  ).toContain('Tulis alasannya');
  await joko.post(`/review/statements/${code}`, { answer: 'change', note: 'Sebut harinya.' });
  expect(await rudi.get('/review/changes')).toContain('Sebut harinya.');
  expect(await mira.get('/review/statements')).not.toMatch(/Sebut harinya\.|Joko/);
  expect(await rudi.post(`/review/changes/${code}/approve`, {})).toContain('Belum semua');
  await joko.get('/review/statements');
  await joko.post(`/review/statements/${code}`, { answer: 'approved', note: '' });
  expect((await openly('/pernyataan')).text).not.toContain(WORDS.title);
  await rudi.get('/review/changes');
  await rudi.post(`/review/changes/${code}/approve`, {});
  const list = await openly('/pernyataan');
  const [, path = ''] = /href="(\/pernyataan\/[^"]+)"/.exec(list.text) ?? [];
  const shown = await openly(path);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('Pernyataan bersama');
  expect(shown.text).toMatch(/Ditandatangani Bawaslu, \d+ \w+ 20\d\d\./);
  expect(shown.text).toContain('Ditandatangani Komdigi');
  expect(shown.text).toContain('<strong>27 November</strong>');
  expect(await openly(path.replace('/pernyataan/', '/cek/'))).toMatchObject({
    status: 301,
    to: path,
  });
  const feed = (await openly('/feed.xml')).text;
  expect(feed).toContain(`<link>https://posko.example${path}</link>`);
  expect(feed).toContain('Posko, Bawaslu, Komdigi');
  expect(await mira.get('/review/statements')).toContain('Tidak ada yang menunggu');
  expect(broken).toEqual([]);
});

test('an organisation sees and signs nothing that names others, nor does the desk sign for it', async () => {
  const { mira, joko, sari, propose, deps } = await openJointPages();
  const { code } = await propose('komdigi');
  expect(await mira.get('/review/statements')).not.toContain(WORDS.title);
  const said = { answer: 'approved', note: '' };
  expect(await mira.post(`/review/statements/${code}`, said)).toContain('Tidak ada pernyataan itu');
  await sari.get('/review/statements');
  expect(await sari.post(`/review/statements/${code}`, said)).toContain('Tidak ada pernyataan itu');
  await changeOrganisation(deps, { id: 'komdigi', by: 'ayu', what: 'disabled' }, () => ({
    isActive: false,
  }));
  expect(await joko.get('/review/statements')).not.toContain(WORDS.title);
  const [change] = await listChanges(deps);
  expect(change?.signings ?? []).toEqual([]);
});

test('a proposal is written again as another version, which takes the place of the one before', async () => {
  const { mira, sari, propose, deps } = await openJointPages();
  const { code } = await propose(['bawaslu', 'komdigi']);
  await mira.get('/review/statements');
  await mira.post(`/review/statements/${code}`, { answer: 'approved', note: '' });
  expect(await sari.get('/review/changes')).toContain(`/review/new-fact-check?change=${code}`);
  const form = await sari.get(`/review/new-fact-check?change=${code}`);
  expect(form).toContain(`value="${WORDS.title}"`);
  expect(form).toContain('value="komdigi" checked');
  const waitsStill = async () => {
    const [change] = await listChanges(deps);
    expect(change).toMatchObject({ id: code, signings: [{ answer: 'approved' }] });
  };
  const refused = { ...WORDS, org: 'Entah', signatory: 'bawaslu', replaces: code };
  await sari.post('/review/new-fact-check', refused);
  await waitsStill();
  const unknown = { ...WORDS, title: 'Lain', signatory: 'bawaslu', replaces: 'TAKADA' };
  expect(await sari.post('/review/new-fact-check', unknown)).toContain('Periksa lagi');
  await waitsStill();
  expect(await listChanges(deps)).toHaveLength(1);
  const again = { ...WORDS, article: 'Tetap **Jumat**.', signatory: 'bawaslu', replaces: code };
  await sari.post('/review/new-fact-check', again);
  const waiting = await listChanges(deps);
  expect(waiting).toHaveLength(1);
  expect(waiting[0]).toMatchObject({ signatories: [{ id: 'bawaslu' }] });
  expect(waiting[0]?.id).not.toBe(code);
  expect(waiting[0]?.signings ?? []).toEqual([]);
});

test('a correction is signed again and says what it put right, and a withdrawal says why', async () => {
  const { mira, sari, rudi, propose, openly, deps } = await openJointPages();
  const { code } = await propose('bawaslu');
  const agree = async (id: string) => {
    await mira.get('/review/statements');
    await mira.post(`/review/statements/${id}`, { answer: 'approved', note: '' });
    await rudi.get('/review/changes');
    await rudi.post(`/review/changes/${id}/approve`, {});
  };
  await agree(code);
  const list = new PublicList(deps, { showsSamples: true });
  const found = (await list.all()).find(({ signatories }) => signatories);
  const path = `/review/fact-checks/${found?.id}`;
  expect(await sari.get(path)).toContain('name="signatory" value="bawaslu" checked');
  const summary = 'Pemungutan suara tetap Jumat, 27 November. Kabar penundaan tidak benar.';
  const fields = {
    ...WORDS,
    summary,
    why: 'Harinya belum disebut.',
    url: 'https://kpu.example/jadwal',
  };
  const correction = { ...fields, signatory: 'bawaslu', confirmed: 'yes', seen: '1' };
  const { confirmed: _, seen: __, ...unconfirmed } = correction;
  expect(await sari.post(`${path}/correct`, unconfirmed)).toContain('class="second"');
  await sari.post(`${path}/correct`, correction);
  const [change] = await listChanges(deps);
  expect(change?.signatories).toEqual([{ id: 'bawaslu', name: 'Bawaslu' }]);
  await agree(change?.id ?? '');
  const page = await openly(`/pernyataan/${found?.slug}`);
  expect(page.text).toContain('Jumat, 27 November');
  expect(page.text).toContain('Diralat');
  expect((await openly('/ralat')).text).toContain('Harinya belum disebut.');
  await sari.get(path);
  await sari.post(`${path}/retract`, { reason: 'Jadwal diubah.', confirmed: 'yes', seen: '2' });
  await rudi.get('/review/changes');
  const [retraction] = await listChanges(deps);
  await rudi.post(`/review/changes/${retraction?.id}/approve`, {});
  expect((await openly(`/pernyataan/${found?.slug}`)).text).toContain(
    'Alasannya: <span lang="id">Jadwal diubah.',
  );
});

test('subscribers get it in their digest', async () => {
  const { mira, rudi, propose, write, heard } = await openJointPages();
  for (const text of ['langganan', 'harian', 'pemilu', 'ya']) await write('ani', text);
  const { code } = await propose('bawaslu');
  await mira.get('/review/statements');
  await mira.post(`/review/statements/${code}`, { answer: 'approved', note: '' });
  await rudi.get('/review/changes');
  await rudi.post(`/review/changes/${code}/approve`, {});
  await write('ani', 'ringkasan');
  const digest = heard.at(-1)?.text;
  expect(digest).toContain(WORDS.title);
});
