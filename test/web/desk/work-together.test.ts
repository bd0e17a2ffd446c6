import { expect, test } from 'vitest';
import { saveDraft } from '../../../src/services/cases/amend-case.ts';
import { reply, sendBack } from '../../../src/services/cases/decide-case.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

const SUMMARY = 'Kabar ini tidak benar menurut pengurusnya.';

test('a verdict on a topic that needs it waits for a second person, who may send it back', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  const ticket = await desk.ask('Air rebusan daun menyembuhkan kanker dalam sehari');
  const rina = await desk.enter('Rina', 'reviewer');
  const edi = await desk.enter('Edi', 'editor');
  const path = `/review/cases/${ticket}`;
  await rina.get(path);
  await rina.post(`${path}/claim`, {});
  await rina.post(`${path}/verdict`, {
    fence: rina.field('fence'),
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  });
  expect(rina.path).toContain('done=proposed');
  expect(rina.page).toContain('Usulan Anda menunggu persetujuan rekan.');
  expect(rina.page).not.toContain('/approve');
  await edi.get('/review/queue?list=second');
  expect(edi.page).toContain(ticket);
  await edi.get(path);
  expect(edi.page).toContain('Usulan putusan dari Rina');
  expect(edi.page).toContain('❌ <strong>SALAH</strong>');
  await edi.post(`${path}/send-back`, { why: 'Sebutkan sumbernya' });
  expect(edi.page).toContain('Sebutkan sumbernya');
  await rina.post(`${path}/claim`, {});
  await rina.post(`${path}/verdict`, {
    fence: rina.field('fence'),
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  });
  await edi.post(`${path}/approve`, { proposedAt: '1' });
  expect(edi.path).not.toContain('done=published');
  expect(edi.page).toContain('Usulannya sudah berganti.');
  await edi.get(path);
  await edi.post(`${path}/approve`, { proposedAt: edi.field('proposedAt') });
  expect(edi.path).toContain('done=published');
  expect(await desk.whats()).toContain('seconded');
});

test('an editor edits a proposal into their own, which shows what changed and somebody else approves', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  const ticket = await desk.ask('Air rebusan daun menyembuhkan kanker dalam sehari');
  const [rina, edi] = [await desk.enter('Rina', 'reviewer'), await desk.enter('Edi', 'editor')];
  const path = `/review/cases/${ticket}`;
  await rina.get(path);
  await rina.post(`${path}/claim`, {});
  const sourced = { verdict: 'salah', url: 'https://sumber.example/cek' };
  const proposed = { fence: rina.field('fence'), ...sourced, summary: SUMMARY };
  await rina.post(`${path}/verdict`, proposed);
  await edi.get('/review/queue?list=second');
  expect(edi.page).toContain('<span class="tag">menunggu persetujuan</span>');
  await edi.get(path);
  await edi.post(`${path}/claim`, {});
  expect(edi.page).toContain(`lang="id">\n${SUMMARY}</textarea>`);
  const better = SUMMARY.replace('pengurusnya', 'dokternya');
  await edi.post(`${path}/verdict`, { ...proposed, fence: edi.field('fence'), summary: better });
  expect(edi.page).toContain('Usulan Anda menunggu persetujuan rekan.');
  const budi = await desk.enter('Budi', 'editor');
  await budi.get(path);
  expect(budi.page).toContain('Yang berubah sejak usulan Rina');
  expect(budi.page).toMatch(/<del>.*pengurusnya\./);
  expect(budi.page).toMatch(/<ins>.*dokternya\./);
  await budi.post(`${path}/approve`, { proposedAt: budi.field('proposedAt') });
  expect(budi.path).toContain('done=published');
});

test('a proposal that comes back corrected shows what was corrected', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  const ticket = await desk.ask('Air rebusan daun menyembuhkan kanker dalam sehari');
  const rina = { ticket, reviewer: 'Rina' };
  const decision = {
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  } as const;
  await reply(desk.deps, rina, decision);
  await sendBack(desk.deps, { ticket, reviewer: 'Edi' }, 'Terlalu yakin');
  await saveDraft(desk.deps, rina, { summary: 'Belum selesai' });
  await reply(desk.deps, rina, { ...decision, verdict: 'menyesatkan' });
  const found = await desk.store.cases.byTicket(ticket);
  expect(found?.proposal?.earlier).toEqual({ by: 'Rina', decision });
});

test('who proposed a verdict cannot approve it, whatever they send', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  const ticket = await desk.ask('Air rebusan daun menyembuhkan kanker dalam sehari');
  const edi = await desk.enter('Edi', 'editor');
  const path = `/review/cases/${ticket}`;
  await edi.get(path);
  await edi.post(`${path}/claim`, {});
  await edi.post(`${path}/verdict`, {
    fence: edi.field('fence'),
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  });
  await edi.post(`${path}/approve`, {});
  expect(edi.status).toBe(409);
  expect(edi.page).toContain('Usulan Anda harus disetujui orang lain.');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
});

test('cases are merged, taken apart again and split', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const [one = '', two = ''] = tickets;
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${two}`);
  await rina.post(`/review/cases/${two}/merge`, { into: one.toLowerCase() });
  expect(rina.path).toBe(`/review/cases/${one}?done=merged`);
  await rina.get(`/review/cases/${two}`);
  await rina.post(`/review/cases/${two}/unmerge`, {});
  expect(rina.path).toContain('done=unmerged');
  const tip = rina.field('tip');
  await rina.post(`/review/cases/${two}/split`, { tip });
  expect(rina.page).toContain('Kiriman itu sekarang menjadi kasus sendiri.');
  await rina.post(`/review/cases/${two}/merge`, { into: 'ZZZZ' });
  expect(rina.status).toBe(409);
});

test('a fact-check that exists settles a case, and those who asked are told', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const rina = await desk.enter('Rina', 'reviewer');
  const path = `/review/cases/${tickets[0]}`;
  await rina.get(path);
  await rina.post(`${path}/claim`, {});
  await rina.get(`${path}/compare?factCheck=uji-1`);
  expect(rina.page).toContain('Pakai cek fakta ini');
  const confirmed = rina.page.match(/name="confirmed" value="(\w+)"/)?.[1] ?? '';
  const agreed = { confirmed, reason: 'Hanya lamanya yang berubah.' };
  await rina.post(`${path}/attach`, { fence: rina.field('fence'), id: 'uji-1', ...agreed });
  expect(rina.path).toContain('done=published');
  expect((await desk.store.cases.byTicket(tickets[0] ?? ''))?.factCheck).toBe('uji-1');
});

test('the small things: ask, tag, note, snooze, wake, assign, hand over, close', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  const edi = await desk.enter('Edi', 'editor');
  const path = `/review/cases/${ticket}`;
  const now = () => desk.store.cases.byTicket(ticket);
  await rina.get(path);
  await rina.post(`${path}/claim`, {});
  await rina.post(`${path}/ask`, {
    fence: rina.field('fence'),
    question: 'Dari grup mana pesan ini?',
  });
  await desk.settle();
  expect(desk.heard.at(-1)?.text).toContain('Dari grup mana pesan ini?');
  await desk.write('ani', 'Grup arisan');
  expect(await rina.get(path)).toContain('Grup arisan');
  await rina.post(`${path}/tags`, { tags: 'Bank, uang,bank' });
  expect((await now())?.tags).toEqual(['bank', 'uang']);
  await rina.post(`${path}/threat`, { threat: 'gangguan_informasi' });
  expect((await now())?.threat).toBe('gangguan_informasi');
  expect(rina.page).toContain('gangguan informasi, ditetapkan pemeriksa');
  expect(await rina.get('/review/queue?list=all&threat=penipuan')).not.toContain(ticket);
  expect(await rina.get('/review/queue?list=all&threat=gangguan_informasi')).toContain(ticket);
  await rina.get(path);
  await rina.post(`${path}/note`, { note: 'Sudah saya telepon banknya' });
  expect(rina.page).toContain('Sudah saya telepon banknya');
  await rina.post(`${path}/assign`, { to: 'Edi' });
  expect(rina.status).toBe(403);
  await rina.post(`${path}/assign`, { to: 'Rina' });
  expect((await now())?.assignee).toBe('Rina');
  await rina.post(`${path}/snooze`, { for: 'morning' });
  expect(new Date((await now())?.snoozedUntil ?? 0).toISOString()).toMatch(/T00:00:00/); // 07.00 in Jakarta
  await rina.post(`${path}/wake`, {});
  expect((await now())?.snoozedUntil).toBeUndefined();
  await edi.get(path);
  await edi.post(`${path}/claim`, {});
  await edi.post(`${path}/hand-over`, { to: 'Rina' });
  expect((await now())?.assignee).toBe('Rina');
  expect(await desk.whats()).toContain('handed-over');
  await rina.post(`${path}/claim`, {});
  await rina.post(`${path}/close`, { fence: rina.field('fence'), closing: 'out_of_scope' });
  expect((await now())?.closing).toBe('out_of_scope');
  await desk.settle();
  expect(desk.heard.at(-1)?.text).toContain('Isinya di luar yang bisa kami periksa.');
});

test('several cases are closed, snoozed or taken at once, one’s own too; what others hold is left out', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const [one = '', two = '', three = ''] = tickets;
  const rina = await desk.enter('Rina', 'reviewer');
  const budi = await desk.enter('Budi', 'reviewer');
  await budi.get(`/review/cases/${two}`);
  await budi.post(`/review/cases/${two}/claim`, {});
  await rina.get(`/review/cases/${one}`);
  await rina.post(`/review/cases/${one}/claim`, {});
  await rina.get('/review/queue');
  const marked = (...marks: string[]) => {
    const body = new URLSearchParams({ form: rina.form, closing: 'spam' });
    for (const ticket of marks) body.append('ticket', ticket);
    return { method: 'POST', body, headers: { origin: rina.url } };
  };
  const told = await rina.send('/review/bulk/close', marked(one, two, 'ZZZZ'));
  const page = await told.text();
  expect(page).toContain('1 dari 3 kasus selesai');
  expect(page).toMatch(new RegExp(`>${two}</a> <span class="soft">Budi sedang memegang`));
  expect(page).toMatch(/>ZZZZ<\/a> <span class="soft">Kasus itu tidak ada/);
  const closed = await desk.store.cases.list('closed', 10);
  expect(closed.map(({ ticket }) => ticket)).toEqual([one]);
  await rina.send('/review/bulk/assign', marked(three));
  await rina.send('/review/bulk/snooze', marked(three));
  const found = await desk.store.cases.byTicket(three);
  expect(found).toMatchObject({ assignee: 'Rina', snoozedUntil: expect.any(Number) });
});

test('one fact-check answers what is ticked, but for what has to be compared first', async () => {
  const desk = await openDesk();
  await desk.store.factChecks.save([
    aFactCheck({ id: 'galon', title: 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci' }),
  ]);
  await desk.deps.index.follow();
  const cases = [
    'Air galon isi ulang di Pasar Rebo dicampur sabun cuci',
    'Gempa besar besok pagi',
  ].map((claim, at) => aCase({ ticket: `K7Q${at + 2}`, claim }));
  for (const found of cases) {
    const tips = [aTip({ case: found.id, text: found.claim })];
    await desk.store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  }
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  const marked = (field: [string, string]) => {
    const fields: [string, string][] = [
      ['form', rina.form],
      ['ticket', 'K7Q2'],
      ['ticket', 'K7Q3'],
      field,
    ];
    return { method: 'POST', body: new URLSearchParams(fields), headers: { origin: rina.url } };
  };
  const offered = await (
    await rina.send('/review/bulk/attach', marked(['q', 'galon sabun']))
  ).text();
  expect(offered).toContain('Jawab 2 kasus dengan satu cek fakta');
  expect(offered).toContain('<button name="id" value="galon">');
  const told = await (await rina.send('/review/bulk/attach', marked(['id', 'galon']))).text();
  expect(told).toContain('1 dari 2 kasus selesai');
  expect(told).toContain('/review/cases/K7Q3/compare?factCheck=galon');
  expect((await desk.store.cases.byTicket('K7Q2'))?.factCheck).toBe('galon');
  expect((await desk.store.cases.byTicket('K7Q3'))?.status).toBe('open');
});

test('the details that differ are marked on both sides', async () => {
  const desk = await openDesk();
  await desk.store.factChecks.save([
    aFactCheck({
      id: 'beda',
      title: 'Gubernur membagikan 5 juta rupiah kepada warga Bandung',
      narratives: [],
    }),
  ]);
  await desk.deps.index.follow();
  const found = aCase({
    ticket: 'K7Q2',
    claim: 'Gubernur membagikan 9 juta rupiah kepada warga Bandung',
  });
  await desk.store.cases.commit(
    aCaseCommit({ newCases: [found], tips: [aTip({ case: found.id, text: found.claim })] }),
  );
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/cases/K7Q2/compare?factCheck=beda');
  expect(rina.page).toContain('Beda angka');
  expect(rina.page).toMatch(/membagikan <mark>9( juta)?<\/mark>/);
  expect(rina.page).toMatch(/<mark>5( juta)?<\/mark>/);
});

test('nobody is given a proposal by chance who may not agree to it', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  const ticket = await desk.ask('Air rebusan daun menyembuhkan kanker dalam sehari');
  const decision = {
    verdict: 'salah',
    summary: SUMMARY,
    url: 'https://sumber.example/cek',
  } as const;
  await reply(desk.deps, { ticket, reviewer: 'Sari' }, decision);
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  await rina.post('/review/next', {});
  expect(rina.page).toContain('Tidak ada kasus yang bisa diambil sekarang.');
});
