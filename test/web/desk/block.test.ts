import { expect, test } from 'vitest';
import { type Browser, citizenOf } from './browser.ts';
import { openDesk } from './desk-world.ts';

const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';

async function open() {
  const desk = await openDesk();
  const ticket = await desk.ask(TIP);
  /** Opens the page of whoever reported the case. */
  const look = async (browser: Browser) => {
    const citizen = await citizenOf(browser, ticket);
    await browser.get(citizen.path);
    return citizen;
  };
  const heardSince = async (text: string) => {
    const before = desk.heard.length;
    await desk.write('ani', text);
    return desk.heard.slice(before).map((each) => each.text);
  };
  return { ...desk, ticket, look, heardSince };
}

test('an editor blocks a citizen for some days and lifts it, which is shown and noted', async () => {
  const desk = await open();
  const edi = await desk.enter('Edi', 'editor');
  const { path, alias } = await desk.look(edi);
  expect(edi.page).not.toContain('Diblokir sampai');
  await edi.post(`${path}/block`, { days: 7 });
  expect(edi.path).toBe(`${path}?done=blocked`);
  expect(edi.page).toContain('Warga ini diblokir.');
  expect(edi.page).toMatch(/Diblokir sampai<\/strong> 1 Des/);
  expect(edi.page).not.toContain('/block"');
  expect(await desk.heardSince('halo')).toEqual([expect.stringContaining('1 Desember 2026')]);
  expect(await desk.heardSince('halo')).toEqual([]);
  await edi.post(`${path}/unblock`, {});
  expect(edi.page).toContain('Blokir dibuka');
  expect(edi.page).toContain('Blokir warga ini');
  expect(await desk.heardSince('terima kasih')).toEqual([expect.stringContaining('Sama-sama')]);
  const events = (await desk.store.audit.list(9)).filter(({ what }) => what.startsWith('citizen-'));
  expect(events).toMatchObject([
    { by: 'Edi', of: desk.ticket, what: 'citizen-unblocked', details: { citizen: alias } },
    { by: 'Edi', of: desk.ticket, what: 'citizen-blocked', details: { citizen: alias, days: 7 } },
  ]);
});

test('a reviewer sees the block, and can neither make nor lift one', async () => {
  const desk = await open();
  const rina = await desk.enter('Rina', 'reviewer');
  const { path } = await desk.look(rina);
  expect(rina.page).not.toContain('/block"');
  await rina.post(`${path}/block`, { days: 7 });
  expect(rina.status).toBe(403);
  const edi = await desk.enter('Edi', 'editor');
  await desk.look(edi);
  await edi.post(`${path}/block`, { days: 1 });
  await desk.look(rina);
  expect(rina.page).toContain('Diblokir sampai');
  await rina.post(`${path}/unblock`, {});
  expect(rina.status).toBe(403);
  expect(await desk.heardSince('halo')).toEqual([expect.stringContaining('25 November 2026')]);
});

test('only the spans that are offered are taken, and only for a tip of that case', async () => {
  const desk = await open();
  const other = await desk.ask('Harga cabai di Kalimantan naik dua kali lipat', 'budi');
  const edi = await desk.enter('Edi', 'editor');
  const { path } = await desk.look(edi);
  const { form } = edi;
  for (const days of ['0', '-1', '3650', '7.5', '']) {
    const body = new URLSearchParams({ form, days });
    const sent = { method: 'POST', body, headers: { origin: edi.url } };
    expect([days, (await edi.send(`${path}/block`, sent)).status]).toEqual([days, 404]);
  }
  const wrong = path.replace(desk.ticket, other);
  const body = new URLSearchParams({ form, days: '7' });
  const sent = { method: 'POST', body, headers: { origin: edi.url } };
  expect((await edi.send(`${wrong}/block`, sent)).status).toBe(404);
  expect(await desk.whats()).not.toContain('citizen-blocked');
});

test.for(['none', 'of another case'] as const)(
  'an address that names a tip that is %s shows nobody, and nobody is blocked by it',
  async (which) => {
    const desk = await open();
    const other = await desk.ask('Besok semua bank tutup sebulan', 'budi');
    const edi = await desk.enter('Edi', 'editor');
    const { path } = await desk.look(edi);
    const { path: ofOther } = await citizenOf(edi, other);
    const [, tip = ''] = /tips\/([^/]+)/.exec(ofOther) ?? [];
    const wrong = path.replace(/tips\/[^/]+/, `tips/${which === 'none' ? which : tip}`);
    await edi.get(wrong);
    expect(edi.status).toBe(404);
    await edi.get(path);
    await edi.post(`${wrong}/block`, { days: 7 });
    expect(edi.status).toBe(404);
    const all = await desk.store.rights.citizensAfter('', 9);
    const turns = await Promise.all(all.map((id) => desk.store.turns.readTurn(id)));
    expect(turns.map((turn) => turn?.profile.block)).toEqual([undefined, undefined]);
  },
);
