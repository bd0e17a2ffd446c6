import { expect, test } from 'vitest';
import { claim } from '../../../src/services/cases/decide-case.ts';
import { flowStats } from '../../../src/web/desk/stats/flow-stats.ts';
import { readFlows } from '../../engine/play.ts';
import { aCaseCommit, aCitizen, aTip, aTurn } from '../../support/builders.ts';
import { PASSWORD } from '../../support/gate.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const DAY = 86_400_000;

test('the flow map shows how many came, which way they went and who fell silent', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  for (const citizen of ['ani', 'budi', 'citra']) {
    await desk.write(citizen, NEWS, { forwarded: true });
  }
  await desk.write('ani', 'ya');
  await desk.write('ani', 'cukup');
  await desk.wait(DAY + 60_000);
  await rina.get('/review/login');
  await rina.post('/review/login', { name: 'Rina', password: PASSWORD });
  await rina.get('/review/flows?days=7');
  expect(rina.page).toContain('3 dimulai · 1 selesai (33%)');
  expect(rina.page).toContain('Belum ada yang memakai.');
  const order = [...rina.page.matchAll(/data-figure="flow-([^"]+)"/g)].map(([, name]) => name);
  expect(order.slice(0, 2).toSorted()).toEqual(['submit', 'tip']);
  expect(rina.page).toContain('<strong>Minta diperiksa</strong>');
  await rina.get('/review/flows/submit?days=7');
  const shown = (figure: string) =>
    new RegExp(`data-figure="${figure}"[^>]*>([^<]*)<`).exec(rina.page)?.[1];
  expect(shown('count-consent')).toBe('3 masuk · 2 diam');
  expect(shown('label-consent-to-lapsed')).toBe('2 · 67%');
  expect(shown('count-consent-after')).toBe('2');
  expect(shown('share-consent-yes')).toBe('33%');
  await rina.get('/review/flows/submit?days=1');
  expect(shown('count-consent')).toBe('0 masuk · 2 diam');
});

test('the counts of flows can be taken along as CSV, which is noted', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await desk.write('ani', NEWS, { forwarded: true });
  await desk.write('ani', 'ya');
  await rina.get('/review/flows.csv?days=7');
  expect(rina.page).toContain('"submit",1,');
  await rina.get('/review/flows/submit.csv?days=7');
  expect(rina.page).toContain('"consent",1,0,"yes",1,100');
  expect(rina.page).toContain('"consent",1,0,"after",0,0');
  await rina.get('/review/flows/nothing.csv');
  expect(rina.status).toBe(404);
  expect((await desk.whats()).filter((what) => what === 'exported')).toHaveLength(2);
});

test('the dashboard shows tiers, answer times, kinds and cases, each with its CSV', async () => {
  const desk = await openDesk();
  const citizen = await aCitizen(desk.store);
  const tallies = {
    'tier.answer': 6,
    'tier.several': 2,
    'tier.none': 2,
    'kind.text': 5,
    'kind.audio': 3,
    'answered.31': 19,
    'answered.41': 1,
    'case.opened': 1,
    'case.joined': 1,
  };
  await desk.store.turns.commitTurn(aTurn({ citizen, tallies, now: desk.clock.now() }));
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/dashboard?days=7');
  expect(rina.page).toContain('60% <span class="unit">langsung dijawab');
  expect(rina.page).toMatch(/1,1 <span class="unit">detik \(p50\)<\/span> · 1,1 /);
  expect(rina.page).toMatch(/<li>ditawari beberapa<\/li>[\s\S]*class="bar half-bar"/);
  expect(rina.page).toContain('suara');
  const csv = async (name: string) =>
    (await rina.get(`/review/dashboard/${name}.csv?days=7`)).trim();
  expect(await csv('tiers')).toMatch(/"day","answer","confirm","several","none"[\s\S]*,6,0,2,2$/);
  expect(await csv('answers')).toMatch(/,20,1\.1,1\.1$/);
  expect(await csv('kinds')).toMatch(/"day","audio","text"[\s\S]*,3,5$/);
  expect(await csv('filed')).toMatch(/,1,1$/);
});

test('the dashboard is led by what rises and by who has how much, with what is overdue', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  await desk.ask('Air laut di pantai selatan surut tadi pagi', 'budi');
  await desk.wait(3 * DAY);
  await claim(desk.deps, { ticket, reviewer: 'Budi' });
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/dashboard?days=7');
  const titles = [...rina.page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
  expect(titles.slice(0, 3)).toEqual(['rising', 'load', 'backlog']);
  const part = /<h2 id="load">[\s\S]*?<\/section>/.exec(rina.page)?.[0] ?? '';
  expect(part).toMatch(/>Budi <span class="soft">1 lewat tenggat<\/span>/);
  expect(part.match(/<td class="number">1<\/td>/g)).toHaveLength(2);
});

test('what more citizens ask than in the day before is rising, what fewer ask is not', async () => {
  const desk = await openDesk();
  const { tickets } = await fill(desk);
  const [first, second] = tickets;
  const found = await desk.store.cases.byTicket(second ?? '');
  const tips = Array.from({ length: 9 }, (_, n) =>
    aTip({ case: found?.id ?? '', citizen: `lama-${n}`, at: desk.clock.now() - DAY - n }),
  );
  await desk.store.cases.commit(aCaseCommit({ tips }));
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/dashboard/rising.csv');
  expect(edi.page).toContain(`"${first}",7,0,`);
  expect(edi.page).not.toContain(`"${second}"`);
});

const flows = readFlows(`
flow: ask
start: first
states:
  first:
    aliases: [opening]
    say: ask.first
    ask: { yes: offered, no: first }
    else: end
    after: { 1d: end }
  offered: { say: ask.offered, offer: { more: '@ask' } }
`);

test('what was counted under a former name is shown under the present one', () => {
  const ask = flows.get('ask');
  if (!ask) throw new Error('there is no flow ask');
  const sums = new Map([
    ['entered.ask.opening', 4],
    ['entered.ask.first', 6],
    ['left.ask.opening.yes', 3],
    ['left.ask.first.no', 2],
    ['left.ask.first.after', 1],
    ['left.ask.first.gone since', 1],
    ['again.ask.first', 2],
    ['entered.ask.offered', 3],
  ]);
  const { begun, finished, states } = flowStats(ask, sums);
  expect(states.get('first')).toMatchObject({ entered: 10, left: 7, again: 2, silent: 1 });
  const ways = states.get('first')?.ways.map(({ by, count }) => `${by} ${count}`);
  expect(ways).toEqual(['yes 3', 'no 2', 'else 0', 'after 1', 'something else 0', 'gone since 1']);
  expect(begun).toBe(8); // two came back to the start from within
  expect(finished).toBe(4); // one fell silent, three have not answered yet
});
