import { expect, test } from 'vitest';
import { readPdf } from '../../support/read-pdf.ts';
import { openDesk } from './desk-world.ts';
import { putCase } from './rich-desk.ts';

const THREAT = 'Warga Ambon mau dibakar rumahnya malam ini oleh massa';

test('the situation is read as a page, as CSV, as JSON and on paper, which say the same and are noted', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'viewer');
  const ticket = await desk.ask(THREAT);
  await desk.wait(10 * 60_000);
  const page = await rina.get('/review/situation?hours=12');
  expect(page).toContain('<h2>Genting dan belum selesai</h2>');
  expect(page).toMatch(new RegExp(`>nyawa</td><td[^>]*>[^<]*</td><td[^>]*>${ticket}</td>`));
  const read = (kind: string) => rina.send(`/review/situation/${kind}?hours=12`);
  expect(await (await read('csv')).text()).toContain(
    `"Genting dan belum selesai","nyawa","kasus","${ticket}",10`,
  );
  const data = JSON.parse(await (await read('json')).text());
  expect(data.tables.urgent).toMatchObject([{ urgency: 'life', reference: ticket, minutes: 10 }]);
  const paper = readPdf(Buffer.from(await (await read('pdf')).arrayBuffer()));
  expect(paper).toMatch(new RegExp(`kasus · ${ticket}\\s+umur \\(menit\\): 10`));
  expect((await read('exe')).status).toBe(404);
  const noted = (await desk.store.audit.list(20)).filter(({ what }) => what === 'exported');
  expect(noted.map(({ by, of }) => `${by} ${of}`)).toEqual([
    'Rina situation pdf',
    'Rina situation json',
    'Rina situation csv',
  ]);
  expect(desk.broken).toEqual([]);
});

test('a link in a claim that spreads is shown so that nobody follows it by accident', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'viewer');
  const claim = 'Bansos cair, klik tautan http://bansos-2026.top/klaim dan isi data Anda';
  await putCase(desk, 'KA04', { claim, citizens: 6, hours: 3 }, { sha256: '', mime: '' });
  const page = await rina.get('/review/situation?hours=12');
  expect(page).toContain('hxxp://bansos-2026[.]top/klaim');
  expect(page).not.toContain('http://bansos-2026.top');
});

test('a month is counted whole, another word than a month is none, and a partner sees nothing of it', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'viewer');
  await desk.ask(THREAT);
  await desk.wait(60_000);
  const claims = async (query: string) => {
    const data = JSON.parse(await (await rina.send(`/review/situation/json?${query}`)).text());
    return data.tables.asks.map(({ count }: { count: number }) => count);
  };
  expect(await claims('month=2026-11')).toEqual([1]);
  expect(await claims('month=2026-10')).toEqual([]);
  expect(await claims('month=november')).toEqual([1]);
  const mira = await desk.enter('Mira', 'partner');
  expect((await mira.send('/review/situation')).status).toBe(403);
  expect((await mira.send('/review/situation/json')).status).toBe(403);
});
