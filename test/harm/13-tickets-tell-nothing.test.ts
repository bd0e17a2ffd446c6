import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { playReview } from '../../src/cli/play-review.ts';
import type { Store } from '../../src/ports/store.ts';
import { claim, close } from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { exportOwnData } from '../../src/services/privacy/export-own-data.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, openStage } from '../support/stage.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

const HOUR = 3_600_000;
const PRIVATE =
  'Ibu jangan bilang Bapak ya, uang arisan yang hilang itu dipakai Rudi untuk berobat';
const NEVER_GIVEN = 'ZZ99';

const places: readonly (readonly [string, () => Promise<Store>])[] = [
  ['SQLite', async () => openSqlite(':memory:', createSeal(MASTER_KEY))],
  ['MongoDB', async () => (await openMongoStage(mongo.url())).store],
];

describe.each(places)('on %s', (_, aStore) => {
  test('two who ask the same get two tickets, which the desk finds the same case by', async () => {
    const town = await open(await aStore());
    const [ani, budi] = [await town.ask('ani'), await town.ask('budi')];
    expect(ani).not.toBe(budi);
    const [found, ...others] = await town.store.cases.list('open', 10);
    expect(others).toEqual([]);
    expect([ani, budi]).not.toContain(found?.ticket);
    for (const ticket of [ani, budi, found?.ticket ?? '']) {
      expect((await viewCase(town.deps, ticket))?.case.id).toBe(found?.id);
      const queue = await listQueue(town.deps, { filter: { text: ticket.toLowerCase() } });
      expect(queue.map((entry) => entry.case.id)).toEqual([found?.id]);
    }
  });

  test("a stranger's ticket, the case's own and one never given are answered alike", async () => {
    const town = await open(await aStore());
    const ani = await town.ask('ani');
    await town.wait(5 * HOUR);
    const budi = await town.ask('budi');
    const [found] = await town.store.cases.list('open', 10);
    const strange = [ani, found?.ticket ?? '', NEVER_GIVEN, ani.toLowerCase(), `*${ani}*`];
    for (const citizen of ['budi', 'cici']) {
      const heard = new Set<string>();
      for (const ticket of strange) {
        const said = await town.say(citizen, `status ${ticket}`);
        heard.add(said.join('\n').replaceAll(/nomor \S+?\./g, 'nomor ….'));
      }
      expect(heard.size).toBe(1);
      expect([...heard][0]).toContain('tidak menemukan nomor');
    }
    expect((await town.say('budi', `status ${budi}`)).join()).toContain(budi);
    expect((await town.say('ani', `status ${ani}`)).join()).toContain('5 jam');
  });

  test('nothing tells the second that somebody has asked before', async () => {
    const town = await open(await aStore());
    await town.ask('ani');
    await town.wait(50 * HOUR);
    const [found] = await town.store.cases.list('open', 10);
    const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
    const kind = 'supervisor' as const;
    await addOrganisation(town.deps, { id: 'bawaslu', name: 'Bawaslu', kind }, 'admin');
    const to = { organisation: 'bawaslu', threat: 'gangguan_informasi' as const };
    await referCase(town.deps, { ticket: action.ticket, ...to, answerMs: HOUR, by: 'rina' });
    await claim(town.deps, action);
    await town.settle();
    await town.wait(60_000);
    const first = await town.askAll('lain', 'Jembatan Suramadu ditutup total tiga bulan');
    const second = await town.askAll('budi', PRIVATE);
    expect(plain(second)).toEqual(plain(first));
    for (const asked of ['laporan saya', 'status', `status ${ticketIn(second)}`]) {
      const said = (await town.say('budi', asked)).join();
      expect(said).toContain('baru saja');
      expect(said).toContain('antrean');
      expect(said).not.toContain('Bawaslu');
      expect(said).not.toContain('sedang diperiksa');
    }
    const citizen = createSeal(MASTER_KEY).citizenOf(anAddress('budi'));
    const own = JSON.stringify(await exportOwnData(town.deps, citizen));
    expect(own).toContain(ticketIn(second));
    expect(own).not.toContain(action.ticket);
    expect(own).not.toContain('bawaslu');
  });

  test('each is told of the end under the ticket that they know, merged or not', async () => {
    const town = await open(await aStore());
    const [ani, budi] = [await town.ask('ani'), await town.ask('budi')];
    const cici = await town.ask('cici', 'Jembatan Suramadu ditutup total tiga bulan');
    const merged = await mergeCases(town.deps, { from: cici, into: ani, reviewer: 'rina' });
    expect(merged.type).toBe('done');
    expect((await town.say('cici', `status ${cici}`)).join()).toContain(`*${cici}*`);
    await close(town.deps, { ticket: cici, reviewer: 'rina' }, 'unverifiable');
    await town.settle();
    await town.wait(60_000);
    for (const [name, ticket] of Object.entries({ ani, budi, cici })) {
      expect(town.said(name).join()).toContain(`Kabar pemeriksaan *${ticket}*`);
      expect((await town.say(name, `status ${ticket}`)).join()).toContain(`*${ticket}*`);
    }
  });

  test("an erased citizen's ticket answers nobody any more, and still leads the desk to the case", async () => {
    const town = await open(await aStore());
    const ani = await town.ask('ani');
    await town.say('ani', 'hapus data saya');
    await town.say('ani', 'ya, hapus');
    await town.wait(1000);
    expect((await town.say('ani', `status ${ani}`)).join()).toContain('tidak menemukan nomor');
    expect(await viewCase(town.deps, ani)).toBeDefined();
  });
});

test('tickets of before go on working for those who were given them, and for nobody else', async () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const before = await open(openSqlite(path, seal));
  await before.ask('ani');
  await before.ask('budi');
  const [found] = await before.store.cases.list('open', 10);
  await before.end();
  const file = new DatabaseSync(path);
  file.exec(`UPDATE tips SET doc = json_remove(doc, '$.ticket')`);
  file.close();
  const town = await open(openSqlite(path, seal), before.clock);
  const old = found?.ticket ?? '';
  for (const name of ['ani', 'budi']) {
    expect((await town.say(name, `status ${old}`)).join()).toContain(`*${old}*`);
  }
  const cici = await town.ask('cici');
  expect(cici).not.toBe(old);
  expect((await town.say('cici', `status ${old}`)).join()).toContain('tidak menemukan nomor');
  expect((await town.say('ani', `status ${cici}`)).join()).toContain('tidak menemukan nomor');
});

test.each(['w1', 'w2'])('a played reviewer decides by the ticket that %s was told', async (by) => {
  const stage = await openStage();
  onTestFinished(() => stage.close());
  for (const citizen of ['w1', 'w2']) {
    await stage.player.write(citizen, { text: PRIVATE, forwarded: true });
    await stage.player.write(citizen, { text: 'ya' });
    await stage.player.write(citizen, { text: 'cukup' });
  }
  const told = (to: string) =>
    stage.heard.flatMap((each) => (each.to === to ? each.reply.text : []));
  expect(ticketIn(told('w1'))).not.toBe(ticketIn(told('w2')));
  const decision = { verdict: 'salah', summary: 'Arisan itu tidak pernah hilang sama sekali.' };
  const ticket = ticketIn(told(by)).toLowerCase();
  const problem = await stage.player.act((deps) =>
    playReview(
      deps,
      { ticket: ticket.toUpperCase(), reviewer: 'rina' },
      { type: 'decide', ...decision },
    ),
  );
  expect(problem).toBeUndefined();
  await stage.player.wait(HOUR);
  for (const citizen of ['w1', 'w2']) expect(told(citizen).at(-1)).toContain('*SALAH*');
  expect(stage.errors).toEqual([]);
});

test("the page of a case opens by a citizen's ticket too", async () => {
  const desk = await openDesk();
  await desk.report('ani', PRIVATE);
  const ticket = ticketIn(desk.heard.map(({ text }) => text));
  const rina = await desk.enter('rina', 'reviewer');
  const [entry] = await listQueue(desk.deps);
  const mark = `data-ticket="${entry?.case.ticket}"`;
  expect(await rina.get(`/review/cases/${ticket}`)).toContain(mark);
  expect(await rina.get(`/review/queue?text=${ticket}`)).toContain(mark);
  expect(await rina.get(`/review/queue?text=${NEVER_GIVEN}`)).not.toContain(mark);
});

/** What was said, without the ticket in it. */
function plain(said: readonly string[]): string[] {
  return said.map((text) => text.replace(/Nomor pemeriksaan: \*\w+\*/, 'Nomor pemeriksaan'));
}

function ticketIn(said: readonly string[]): string {
  return /Nomor pemeriksaan: \*(\w+)\*/.exec(said.join('\n'))?.[1] ?? '';
}

async function open(store: Store, clock?: Awaited<ReturnType<typeof aPost>>['clock']) {
  const post = await aPost(store, { sweepMs: HOUR, ...(clock && { clock }) });
  let isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  onTestFinished(end);
  const said = (citizen: string) =>
    post.heard.filter(({ to }) => to === citizen).map(({ text }) => text);
  const say = async (citizen: string, text: string) => {
    const before = said(citizen).length;
    await post.write(citizen, text);
    return said(citizen).slice(before);
  };
  const askAll = async (citizen: string, text: string) => {
    const before = said(citizen).length;
    await post.report(citizen, text);
    return said(citizen).slice(before);
  };
  const ask = async (citizen: string, text = PRIVATE) => ticketIn(await askAll(citizen, text));
  return { ...post, store, end, said, say, ask, askAll };
}
