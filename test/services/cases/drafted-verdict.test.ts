import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/domain/cases/case.ts';
import { chooseWordings, listWordings } from '../../../src/services/cases/choose-wordings.ts';
import {
  closeAs,
  draftFactCheck,
  previewVerdict,
  releaseVerdict,
} from '../../../src/services/cases/publish-verdict.ts';
import { aBareDesk, DECISION, SOURCE } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aFactCheck, anAnnouncement, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

describe('the fact-check of a verdict', () => {
  const drafted = async (decision: Partial<Decision>, claim = WATER, tips?: string[]) => {
    const found = aCase({ claim });
    const texts = tips ?? [claim];
    const desk = await aBareDesk([found], {
      tips: texts.map((text) => aTip({ case: found.id, text })),
    });
    return draftFactCheck(desk.deps, found, { ...DECISION, ...decision });
  };

  test('is called after the claim, or as the reviewer says, or by the first line of the reason', async () => {
    expect((await drafted({})).title).toBe(WATER);
    expect((await drafted({ title: 'Galon aman' })).title).toBe('Galon aman');
    const summary = 'Baris pertama alasan.\nBaris kedua.';
    expect((await drafted({ summary }, '')).title).toBe('Baris pertama alasan.');
  });

  test('rests on its sources, each read on the day of the verdict unless another day is named', async () => {
    const cited = { url: 'https://lain.example/a', title: 'Lain', seenOn: '2026-11-20' };
    expect(await drafted({ citations: [cited] })).toMatchObject({
      url: SOURCE,
      citations: [{ url: SOURCE, seenOn: '2026-11-24' }, cited],
    });
    expect(await drafted({ url: undefined, citations: [cited] })).toMatchObject({
      ...{ url: cited.url, citations: [cited] },
    });
    const main = { url: SOURCE, seenOn: '2026-11-21' };
    expect(await drafted({ citations: [cited, main] })).toMatchObject({
      ...{ url: SOURCE, citations: [cited, main] },
    });
    const none = await drafted({ url: undefined, noSource: 'Tidak ada di mana pun.' });
    expect(none).toMatchObject({ noSource: 'Tidak ada di mana pun.' });
    expect(none.url).toBeUndefined();
    expect((await drafted({})).noSource).toBeUndefined();
  });

  test('is found by the words of citizens that are taken, and by no others', async () => {
    const found = aCase({ claim: WATER });
    const said = `${WATER}, kata tetangga saya`;
    const other = 'Kucing oranye terbang ke bulan';
    const tips = [WATER, said, other].map((text) => aTip({ case: found.id, text }));
    const { deps, get } = await aBareDesk([found], { tips });
    const narratives = async () =>
      (await draftFactCheck(deps, await get(found), DECISION)).narratives;
    expect(await narratives()).toContain(WATER);
    expect(await narratives()).not.toContain(other);
    const key = (await listWordings(deps, found.ticket)).find(({ text }) => text === other)?.key;
    const by = { ticket: found.ticket, reviewer: 'rina' };
    await chooseWordings(deps, by, { take: [key ?? ''], leave: [] });
    expect(await narratives()).toContain(other);
  });

  test('keeps the prints of the file that was asked about', async () => {
    const found = aCase({ claim: WATER });
    const sha256 = 'a'.repeat(64);
    const media = [{ sha256, mime: 'image/png' }];
    const { deps, store } = await aBareDesk([found], { tips: [aTip({ case: found.id, media })] });
    expect(await draftFactCheck(deps, found, DECISION)).not.toHaveProperty('files');
    await store.media.keep({ sha256, mime: 'image/png', size: 1 }, new Uint8Array([1]), MORNING);
    const kept = { hashes: Buffer.from('12345678').toString('base64') };
    await store.media.noteEvidence(sha256, { kind: 'picture', texts: [], asked: {}, kept });
    const { files } = await draftFactCheck(deps, found, DECISION);
    expect(files).toEqual([{ sha256, kind: 'picture', ...kept }]);
  });

  test('is one version on from what was published before', async () => {
    const found = aCase({ ticket: 'K7Q2' });
    const { deps, store } = await aBareDesk([found]);
    expect((await draftFactCheck(deps, found, DECISION)).version).toBe(1);
    await store.factChecks.save([aFactCheck({ id: 'posko-k7q2', version: 4 })]);
    expect((await draftFactCheck(deps, found, DECISION)).version).toBe(5);
  });
});

describe('the message that citizens will get', () => {
  test('names their own ticket, the verdict in their language, and the choices under it', async () => {
    const found = aCase({ claim: WATER });
    const tips = [aTip({ case: found.id, text: WATER, ticket: 'W2RGA' })];
    const { deps } = await aBareDesk([found], { tips });
    const { text, choices } = await previewVerdict(deps, found, { decision: DECISION });
    expect(text).toMatch(/^Kabar pemeriksaan \*W2RGA\*:/);
    expect(text).toContain(DECISION.summary);
    expect(choices.length).toBeGreaterThan(0);
    const english = { decision: DECISION, language: 'en' };
    expect((await previewVerdict(deps, found, english)).text).not.toContain('Kabar pemeriksaan');
  });

  test('is that of a fact-check which is attached, and of the case where nobody has a tip', async () => {
    const found = aCase({ claim: WATER });
    const { deps, store } = await aBareDesk([found], { tips: [] });
    await store.factChecks.save([aFactCheck({ id: 'f1', summary: 'Sudah lama diperiksa.' })]);
    const about = { decision: DECISION, attach: { id: 'f1' } };
    const { text } = await previewVerdict(deps, found, about);
    expect(text).toContain('Sudah lama diperiksa.');
    expect(text).toContain(`*${found.ticket}*`);
    const gone = await previewVerdict(deps, found, { ...about, attach: { id: 'none' } });
    expect(gone.text).toContain(DECISION.summary);
  });
});

test('a closing is told at once, or after the time in which it can be taken back', async () => {
  const found = aCase({ revision: 4 });
  const { deps } = await aBareDesk();
  const closed = (undoMs: number) =>
    closeAs({ ...deps, settings: { ...deps.settings, undoMs } }, found, 'spam');
  const told = { id: `closed:${found.id}:4`, news: 'closed', case: found.id };
  expect(closed(0).announcements).toEqual([told]);
  expect(closed(0).case.undo).toBeUndefined();
  expect(closed(MINUTE).announcements).toEqual([{ ...told, notBefore: MORNING + MINUTE }]);
  expect(closed(MINUTE).case.undo).toEqual({ until: MORNING + MINUTE, announcement: told.id });
});

test('a verdict that was kept back is published by its own announcement, and found from then on', async () => {
  const undo = { until: MORNING, announcement: 'a1', decision: DECISION };
  const status = 'published' as const;
  const found = aCase({ ticket: 'K7Q2', claim: WATER, status, decidedAt: MORNING, undo });
  const { deps, get, store } = await aBareDesk([found]);
  const matches = async () => (await deps.index.match({ text: WATER })).matches.map(({ id }) => id);
  for (const [id, of] of [
    ['a2', found.id],
    ['a1', 'none'],
    ['a1', undefined],
  ] as const) {
    await releaseVerdict(deps, anAnnouncement({ id, ...(of && { case: of }) }));
  }
  expect(await matches()).toEqual([]);
  await releaseVerdict(deps, anAnnouncement({ id: 'a1', case: found.id }));
  expect(await matches()).toEqual(['posko-k7q2']);
  expect((await get(found)).undo).toEqual({ until: MORNING, announcement: 'a1' });
  await store.cases.commit(
    aCaseCommit({ factChecks: [aFactCheck({ id: 'posko-k7q2', version: 2 })] }),
  );
  await releaseVerdict(deps, anAnnouncement({ id: 'a1', case: found.id }));
  expect((await store.factChecks.get('posko-k7q2'))?.version).toBe(2);
});
