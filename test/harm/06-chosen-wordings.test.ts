import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { chooseWordings, listWordings } from '../../src/services/cases/choose-wordings.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { listDoubtful, removeWordings } from '../../src/services/fact-checks/doubtful-wordings.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aFolder, aMasterKey, aPost } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { scriptedReader } from '../support/scripted-reader.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const KNOWN = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const TRAIN = 'Kereta komuter pertama dari Stasiun Bogor berangkat pukul 04.05 pada hari kerja';
const ELECTION = 'KPU menunda pemungutan suara di seluruh Papua sampai bulan Desember';
const SUMMARY = 'Dinas kesehatan menguji air galon itu dan tidak menemukan sabun.';
const WRONG = {
  verdict: 'salah',
  summary: SUMMARY,
  url: 'https://posko.example/galon',
} as const;

/** A post at which `w1` has asked about the known claim; `rina` decides. */
async function aTipline(settings: Partial<Settings> = {}) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const post = await aPost(store, { settings, reader: scriptedReader });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  await post.report('w1', KNOWN);
  const [entry] = await listQueue(post.deps);
  const ticket = entry?.case.ticket ?? '';
  return {
    ...post,
    store,
    ticket,
    rina: { ticket, reviewer: 'rina' },
    /** What a citizen gets who forwards a text, and says that a likely fact-check is meant. */
    async ask(citizen: string, text: string) {
      const before = post.heard.length;
      await post.report(citizen, text);
      return post.heard
        .slice(before)
        .filter(({ to }) => to === citizen)
        .map((each) => each.text)
        .join('\n');
    },
    /** Forwards a picture with words in it, under words of the sender's own. */
    async sendPicture(citizen: string, { name, read, text = '' }: Record<string, string>) {
      const before = post.heard.length;
      const bytes = Buffer.from(read === undefined ? `${name}` : `${name} | ${read}`);
      const file = { bytes, mime: 'image/jpeg', name: 'gambar.jpg' };
      await post.write(citizen, text ?? '', { file, forwarded: true });
      await post.write(citizen, 'ya');
      await post.write(citizen, 'cukup');
      return post.heard
        .slice(before)
        .filter(({ to }) => to === citizen)
        .map((each) => each.text)
        .join('\n');
    },
    async tickets() {
      return (await listQueue(post.deps)).map((each) => each.case.ticket);
    },
  };
}

describe('a reviewer', () => {
  const LONGER = `${KNOWN} di depan toko roti`;
  const OTHERS = `Hati-hati, ${KNOWN.toLowerCase()}`;

  test('sees what each wording adds, and takes or leaves it', async () => {
    const { deps, rina, ask, wait, ticket } = await aTipline();
    await ask('w2', LONGER);
    const wordings = await listWordings(deps, ticket);
    expect(wordings).toMatchObject([
      { text: KNOWN, isFirst: true, isTaken: true },
      { text: LONGER, adds: ['depan', 'toko', 'roti'], senders: 1, isTaken: false },
    ]);
    const take = wordings.map(({ key }) => key);
    await chooseWordings(deps, rina, { take, leave: [] });
    await reply(deps, rina, WRONG);
    await wait(120_000);
    expect((await deps.store.factChecks.latest(1))[0]?.narratives).toEqual([KNOWN, LONGER]);
  });

  test('has what fits and comes from two citizens taken for them, and may leave it', async () => {
    const fitting = 'Pedagang nakal di Pasar Rebo mencampur air galon isi ulang dengan sabun cuci';
    const { deps, rina, ask, ticket } = await aTipline();
    await ask('w2', fitting);
    const taken = async () =>
      (await listWordings(deps, ticket)).filter((each) => each.isTaken).map(({ text }) => text);
    expect(await taken()).toEqual([KNOWN]);
    await ask('w3', fitting);
    expect(await taken()).toEqual([KNOWN, fitting]);
    const [, second] = await listWordings(deps, ticket);
    await chooseWordings(deps, rina, { take: [], leave: [second?.key ?? ''] });
    expect(await taken()).toEqual([KNOWN]);
  });

  test('is asked about everything on a topic for two people', async () => {
    const fitting = 'Sampai bulan Desember KPU menunda pemungutan suara di seluruh Papua';
    const store = openSqlite(':memory:', createSeal(aMasterKey()));
    const post = await aPost(store, { settings: { secondPerson: ['election'] } });
    onTestFinished(async () => {
      await post.close();
      await store.close();
    });
    await post.report('w1', ELECTION);
    for (const citizen of ['w2', 'w3']) await post.report(citizen, fitting);
    const [entry] = await listQueue(post.deps);
    const wordings = await listWordings(post.deps, entry?.case.ticket ?? '');
    expect(wordings.find(({ text }) => text === fitting)).toMatchObject({
      fits: true,
      senders: 2,
      isTaken: false,
    });
    const known = aFactCheck({ title: `${ELECTION} lagi`, narratives: [] });
    await store.factChecks.save([known]);
    const asked = { factCheck: known.id };
    const attached = await listWordings(post.deps, entry?.case.ticket ?? '', asked);
    expect(attached.map(({ isTaken }) => isTaken)).toEqual([false, false]);
  });

  test('finds the boxes on the page, with what each adds marked, and what is unticked is left', async () => {
    const desk = await openDesk();
    const ticket = await desk.ask(KNOWN);
    await desk.report('w2', OTHERS);
    await desk.report('w3', LONGER);
    const rina = await desk.enter('Rina', 'reviewer');
    await rina.get(`/review/cases/${ticket}`);
    await rina.post(`/review/cases/${ticket}/claim`, {});
    expect(rina.page).toContain('<mark>roti</mark>');
    const wordings = await listWordings(desk.deps, ticket);
    const key = wordings.find(({ text }) => text === LONGER)?.key ?? '';
    expect(rina.page).toContain(`name="take" value="${key}"`);
    const form = { fence: rina.field('fence'), ...WRONG };
    await rina.post(`/review/cases/${ticket}/verdict`, { ...form, wording: key, take: key });
    expect(rina.path).toContain('done=published');
    const [published] = await desk.store.factChecks.latest(1);
    expect(published?.narratives).toContain(LONGER);
  });
});

describe('wordings that were learned before', () => {
  test('are listed with what they add, and taken out by an editor alone', async () => {
    const { deps, rina, ask, wait, store, ticket } = await aTipline();
    await reply(deps, rina, WRONG);
    await wait(120_000);
    const id = `posko-${ticket.toLowerCase()}`;
    const published = await store.factChecks.get(id);
    if (!published) throw new Error('nothing was published');
    const poison = `${KNOWN}. ${TRAIN}.`;
    await store.factChecks.save([{ ...published, narratives: [KNOWN, poison] }]);
    await deps.index.follow();
    expect(await ask('w8', TRAIN)).toContain(SUMMARY);
    const [found, ...others] = await listDoubtful(deps);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      factCheck: id,
      number: 2,
      text: poison,
    });
    expect(found?.adds).toContain('Kereta');
    const gone = { factCheck: id, texts: [poison], by: 'edi' };
    expect(await removeWordings(deps, gone)).toBe(1);
    expect(await listDoubtful(deps)).toEqual([]);
    expect(await ask('w9', TRAIN)).not.toContain(SUMMARY);
    expect((await store.audit.list(5)).map(({ what }) => what)).toContain('wordings-removed');
  });

  test('are taken out by the command where they are named', { timeout: 120_000 }, async () => {
    const folder = aFolder();
    const data = ['--data', folder];
    const run = (...words: string[]) => posko(['wordings', ...words, ...data, '--json']);
    const wrong = [`${KNOWN}. ${TRAIN}.`];
    const ours = aFactCheck({ id: 'posko-k7q2', title: KNOWN, narratives: [KNOWN, ...wrong] });
    const theirs = aFactCheck({ id: 'turnbackhoax-1', narratives: wrong });
    const store = await openStore(readConfig({ POSKO_DATA: folder }));
    await store.factChecks.save([ours, theirs]);
    await store.close();
    const [listed] = jsonLines((await run('check')).stdout);
    expect(listed).toMatchObject([{ factCheck: ours.id, number: 2 }]);
    expect(await run('remove', ours.id)).toMatchObject({ code: 1 });
    const other = await run('remove', ours.id, '--number', '1');
    expect(other.stderr).toContain('posko-k7q2 has no doubtful wording 1');
    const [done] = jsonLines((await run('remove', ours.id, '--number', '2')).stdout);
    expect(done).toMatchObject({ removed: 1 });
    expect(jsonLines((await run('check')).stdout)[0]).toEqual([]);
  });

  test('steer no terminal when they are listed', { timeout: 120_000 }, async () => {
    const folder = aFolder();
    const poison = `${KNOWN}. \u001b[2J${TRAIN}\u202e.`;
    const store = await openStore(readConfig({ POSKO_DATA: folder }));
    await store.factChecks.save([
      aFactCheck({ id: 'posko-k7q2', title: KNOWN, narratives: [KNOWN, poison] }),
    ]);
    await store.close();
    const { stdout } = await posko(['wordings', 'check', '--data', folder]);
    expect(stdout).toContain('posko-k7q2 · 2\n');
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
  });
});
