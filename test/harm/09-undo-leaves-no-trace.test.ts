import { expect, test } from 'vitest';
import { takeBack } from '../../src/services/cases/case-actions.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { takeBackChange } from '../../src/services/fact-checks/decide-change.ts';
import { listChanges } from '../../src/services/fact-checks/proposed-change.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { publicPages } from '../../src/web/public/public-pages.ts';
import { NEWS } from '../support/a-desk.ts';
import { announceAll } from '../support/announce-all.ts';
import { attachSeen } from '../support/attach-seen.ts';
import { aFactCheck } from '../support/builders.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const DECISION = {
  verdict: 'salah',
  summary: 'Tidak ada sabun di air galon itu.',
  url: 'https://cek.example/galon',
} as const;

/** A post with undo, its public pages, and one open case. */
async function aPublicPost() {
  const publication = { url: 'https://cek.example.org', number: undefined, showsSamples: false };
  const desk = await openDesk({ undoMs: 10_000 }, (deps) => [publicPages({ deps, publication })]);
  await desk.report('w1', NEWS);
  const [entry] = await listQueue(desk.deps);
  const ticket = entry?.case.ticket ?? '';
  const rina = { ticket, reviewer: 'rina' };
  const id = `posko-${ticket.toLowerCase()}`;
  const read = async (path: string) => (await fetch(`${desk.url}${path}`)).text();
  /** All that anybody can read of verdicts. */
  const everything = async () => {
    const pages = [
      '/cek',
      '/feed.xml',
      '/ralat',
      '/sitemap.xml',
      '/cek?q=air+galon+sabun',
      `/cek/x--${id}`,
    ];
    return (await Promise.all(pages.map(read))).join('\n');
  };
  const asks = async (citizen: string, text = NEWS) => {
    const before = desk.heard.length;
    await desk.write(citizen, text, { forwarded: text === NEWS });
    return desk.heard
      .slice(before)
      .map((each) => each.text)
      .join('\n');
  };
  return { ...desk, ticket, rina, id, everything, asks };
}

test('a verdict is nowhere before its undo time is over, and everywhere after it', async () => {
  const post = await aPublicPost();
  const empty = await post.everything();
  await reply(post.deps, post.rina, DECISION);
  expect(await post.everything()).toBe(empty);
  expect(await post.asks('w2')).not.toContain('SALAH');
  expect(await post.asks('w1', 'status')).toContain('Sedang diperiksa');
  expect(await post.asks('w3', 'terbaru')).not.toContain('SALAH');
  expect((await viewCase(post.deps, post.ticket))?.factCheck?.verdict).toBe('salah');
  await post.wait(60_000);
  expect(await post.everything()).toContain('Tidak ada sabun');
  expect(post.heard.filter(({ to, text }) => to === 'w1' && text.includes('SALAH'))).toHaveLength(
    1,
  );
  expect(await post.asks('w4')).toContain('SALAH');
});

test('a verdict that is undone leaves nothing in public, and the next one is the first', async () => {
  const post = await aPublicPost();
  const empty = await post.everything();
  await reply(post.deps, post.rina, DECISION);
  await takeBack(post.deps, post.rina);
  await post.wait(60_000);
  expect(await post.everything()).toBe(empty);
  expect(await post.store.factChecks.get(post.id)).toBeUndefined();
  expect(post.heard.filter(({ text }) => /SALAH|ditarik/i.test(text))).toEqual([]);
  const view = await viewCase(post.deps, post.ticket);
  expect(view?.case).toMatchObject({ status: 'open', draft: DECISION });
  await reply(post.deps, post.rina, DECISION);
  await post.wait(60_000);
  expect(await post.store.factChecks.get(post.id)).toMatchObject({ version: 1 });
});

test('only corrections that somebody could have read are counted', async () => {
  const post = await aPublicPost();
  await reply(post.deps, post.rina, DECISION);
  await takeBack(post.deps, post.rina);
  await reply(post.deps, post.rina, DECISION);
  await post.wait(60_000);
  await correctFactCheck(post.deps, post.id, { verdict: 'benar', why: 'Salah ketik' });
  const [change] = await listChanges(post.deps);
  await takeBackChange(post.deps, { id: change?.id ?? '', by: 'edi' });
  await correctFactCheck(post.deps, post.id, {
    summary: 'Air galon itu bersih, kata dinas.',
    why: 'Lebih jelas',
  });
  await post.wait(60_000);
  await retractFactCheck(post.deps, post.id, { reason: 'Sumbernya keliru.' });
  await post.wait(60_000);
  const found = await post.store.factChecks.get(post.id);
  expect(found && publicView(post.deps, found).corrections).toBe(1);
  expect(await post.everything()).not.toContain('Salah ketik');
});

test('a correction or withdrawal is read by nobody before its undo time is over', async () => {
  const post = await aPublicPost();
  await post.store.factChecks.save([
    aFactCheck({ id: post.id, narratives: [NEWS], publishedAt: '2026-11-01' }),
  ]);
  await post.wait(60_000);
  const before = await post.everything();
  await correctFactCheck(post.deps, post.id, { summary: 'Ini ralat yang baru saja ditulis.' });
  expect(await post.everything()).toBe(before);
  await post.wait(60_000);
  expect(await post.everything()).toContain('Ini ralat yang baru saja ditulis.');
  await retractFactCheck(post.deps, post.id, { reason: 'Sumbernya keliru.' });
  expect(await post.everything()).not.toContain('Sumbernya keliru.');
  expect(await post.asks('w5')).toContain('SALAH');
});

test('a citizen does not learn by STATUS that a case was settled before it can no longer be undone', async () => {
  const post = await aPublicPost();
  const known = aFactCheck({ narratives: ['Toko Maju Jaya tutup selamanya bulan ini'] });
  await post.store.factChecks.save([known]);
  await attachSeen(post.deps, post.rina, known.id);
  expect(await post.asks('w1', 'status')).toContain('Sedang diperiksa');
  await takeBack(post.deps, post.rina);
  await post.wait(60_000);
  expect(await post.store.factChecks.get(known.id)).toEqual(known);
});

test('other news of a case does not bring its verdict out early', async () => {
  const post = await aPublicPost();
  await reply(post.deps, post.rina, DECISION);
  const found = await post.store.cases.byTicket(post.ticket);
  const news = { id: 'x', news: 'closed', case: found?.id ?? '' } as const;
  await post.store.cases.commit({ cases: [], announcements: [news], history: [] });
  await announceAll(post.deps);
  expect(await post.store.factChecks.get(post.id)).toBeUndefined();
  expect(await takeBack(post.deps, post.rina)).toMatchObject({ type: 'done' });
});

test('a verdict whose time is over is published once, though a process died before it told anybody', async () => {
  const post = await aPublicPost();
  await reply(post.deps, post.rina, DECISION);
  const found = await post.store.cases.byTicket(post.ticket);
  const later = post.clock.now() + 10_000;
  await post.store.ledger.beginAnnouncement(found?.undo?.announcement ?? '', later);
  await post.wait(60_000);
  expect(await post.store.factChecks.get(post.id)).toMatchObject({ version: 1 });
  expect(post.heard.filter(({ to, text }) => to === 'w1' && text.includes('SALAH'))).toHaveLength(
    1,
  );
});
