import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { MAX_CUSTODY } from '../../src/domain/partners/custody.ts';
import {
  keptFiles,
  linkToFile,
  noteCustody,
  takeFile,
} from '../../src/services/partners/evidence-vault.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { aMasterKey } from '../support/builders.ts';
import { quickSecrets } from '../support/gate.ts';
import { openReportAtDesk } from '../support/report-at-desk.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const BYTES = Buffer.from('a picture of what was said');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sha256 = hashOf(BYTES);
const PARTNER = { key: 'token', by: 'Bawaslu', organisation: 'bawaslu' };
const DESK = { key: 'session', by: 'rina', organisation: undefined };

/** A report with a picture that the partner may have, and whatever marks copies of it. */
async function openVault({ mime = 'image/png', copy = undefined as Uint8Array | undefined } = {}) {
  const desk = await openReportAtDesk({ files: [sha256] });
  const { store, deps, reference } = desk;
  await store.media.keep({ sha256, mime, size: BYTES.length }, BYTES, MORNING);
  const marked: string[] = [];
  const reader = {
    read: async ({ watermark = '' }: { watermark?: string | undefined }) => {
      marked.push(watermark);
      return { kind: 'picture', texts: [], asked: {}, kept: {}, copy } as unknown as Evidence;
    },
  };
  const vault = { ...deps, reader, secrets: quickSecrets(aMasterKey()) };
  type Form = Parameters<typeof linkToFile>[2]['form'];
  const link = (key: string, form: Form = 'original', of = { reference, sha256 }) =>
    linkToFile(vault, key, { ...of, form });
  const take = (taker: typeof DESK | typeof PARTNER, token = link(taker.key)) =>
    takeFile(vault, token, taker);
  const custody = async () => (await desk.atPartner())?.custody;
  return { ...desk, vault, marked, link, take, custody };
}

test('a partner takes a file that its citizen lets it have, and it is written down who did', async () => {
  const { act, take, custody, audited, reference } = await openVault();
  await act({ type: 'pass' });
  const taken = await take(PARTNER);
  if (typeof taken === 'string') throw new Error(taken);
  expect(Buffer.from(taken.bytes).equals(BYTES)).toBe(true);
  expect(taken.name).toBe(`${reference}-${sha256.slice(0, 12)}.png`);
  const entry = { at: MORNING, by: 'Bawaslu', from: 'partner', what: 'downloaded', sha256 };
  expect(await custody()).toEqual([entry]);
  await take(PARTNER);
  expect(await custody()).toEqual([entry, entry]);
  expect((await audited()).at(-1)).toEqual({
    ...{ what: 'evidence-taken', by: 'Bawaslu', of: reference },
    details: { organisation: 'bawaslu', isMarked: false },
  });
});

test('the desk looks at a file before it is passed on, and a partner does not', async () => {
  const { act, take, custody, audited } = await openVault();
  expect(await take(PARTNER)).toBe('unknown');
  expect(await take(DESK)).toMatchObject({ bytes: BYTES });
  expect((await audited()).at(-1)?.details).toEqual({ organisation: 'posko', isMarked: false });
  await act({ type: 'pass' });
  expect(await take(DESK)).toMatchObject({ bytes: BYTES });
  expect(await custody()).toMatchObject([{ by: 'rina', from: 'post' }]);
});

test('a link opens one file with one key for a quarter of an hour', async () => {
  const { act, take, link, time, reference } = await openVault();
  await act({ type: 'pass' });
  const token = link(PARTNER.key);
  expect(await take({ ...PARTNER, key: 'another' }, token)).toBe('unknown');
  expect(await take(PARTNER, 'x.y')).toBe('unknown');
  const none = link(PARTNER.key, 'original', { reference, sha256: 'b'.repeat(64) });
  expect(await take(PARTNER, none)).toBe('unknown');
  const gone = link(PARTNER.key, 'original', { reference: 'NONE-BAWASLU', sha256 });
  expect(await take(PARTNER, gone)).toBe('unknown');
  time.now += 15 * MINUTE - 1;
  expect(await take(PARTNER, token)).toMatchObject({ bytes: BYTES });
  time.now += 1;
  expect(await take(PARTNER, token)).toBe('over');
});

test('no file is handed out of a report that is restricted, erased, declined or of another partner', async () => {
  const { act, take, report, setProfile, audited, custody } = await openVault();
  await act({ type: 'pass' });
  expect(await take({ ...PARTNER, organisation: 'polri' })).toBe('unknown');
  await setProfile({ reports: [report], isRestricted: true });
  expect([await take(PARTNER), await take(DESK)]).toEqual(['unknown', 'unknown']);
  await setProfile({ reports: [] });
  expect([await take(PARTNER), await take(DESK)]).toEqual(['unknown', 'unknown']);
  expect((await audited()).filter(({ what }) => what === 'evidence-taken')).toEqual([]);
  expect(await custody()).toBeUndefined();
  const declined = await openVault();
  await declined.act({ type: 'decline', reason: 'Maaf' });
  expect(await declined.take(DESK)).toBe('unknown');
});

test('a marked copy bears who took it, for what and when, and the log knows it by its hash', async () => {
  const copy = Buffer.from('the same, marked');
  const { act, take, link, marked, custody, reference, audited } = await openVault({ copy });
  await act({ type: 'pass' });
  const taken = await take(PARTNER, link(PARTNER.key, 'marked'));
  expect(taken).toEqual({ bytes: copy, name: `${reference}-${sha256.slice(0, 12)}.jpeg` });
  expect(marked).toEqual([
    expect.stringContaining(`bawaslu · ${reference} · Bawaslu · 2026-11-24`),
  ]);
  expect(await custody()).toMatchObject([{ sha256, copy: hashOf(copy) }]);
  expect((await audited()).at(-1)?.details).toEqual({ organisation: 'bawaslu', isMarked: true });
  await take(DESK, link(DESK.key, 'marked'));
  expect(marked[1]).toContain(`posko · ${reference} · rina`);
});

test('what cannot be marked does not leave instead without a mark', async () => {
  const { act, take, link, vault, custody } = await openVault();
  await act({ type: 'pass' });
  const token = link(PARTNER.key, 'marked');
  expect(await take(PARTNER, token)).toBe('unknown');
  const { reader: _, ...blind } = vault;
  expect(await takeFile(blind, token, PARTNER)).toBe('unknown');
  expect(await custody()).toBeUndefined();
});

test.each([
  ['application/pdf', 'pdf'],
  ['video/mp4', 'mp4'],
  ['application/vnd.oasis.opendocument.text', 'bin'],
  ['video/mp4; codecs=x', 'bin'],
])('a file of %s is named so that it can be opened', async (mime, ending) => {
  const { act, take } = await openVault({ mime });
  await act({ type: 'pass' });
  expect(await take(PARTNER)).toMatchObject({ name: expect.stringMatching(`\\.${ending}$`) });
});

test('that somebody received or opened a referral is written down once, and nothing beyond the end of the log', async () => {
  const { act, deps, reference, atPartner, custody } = await openVault();
  const note = (what: 'received' | 'opened' | 'downloaded', by = 'eka') =>
    noteCustody(deps, reference, { by, from: 'partner', what });
  expect(await note('opened')).toBe(false);
  await act({ type: 'pass' });
  const all = ['opened', 'opened', 'received', 'downloaded', 'downloaded'] as const;
  for (const what of all) expect(await note(what)).toBe(true);
  await note('opened', 'joko');
  expect((await custody())?.map(({ what, by }) => `${by} ${what}`)).toEqual([
    ...['eka opened', 'eka received', 'eka downloaded', 'eka downloaded', 'joko opened'],
  ]);
  const entry = { at: 1, by: 'eka', from: 'partner', what: 'downloaded' } as const;
  const fill = async (length: number) => {
    const full = Array.from({ length }, () => entry);
    await saveReferral(deps, { ...((await atPartner()) ?? never()), custody: full });
  };
  await fill(MAX_CUSTODY - 1);
  expect(await note('downloaded')).toBe(true);
  expect(await note('downloaded')).toBe(false);
});

test('of a report’s evidence each file is listed once that is still there', async () => {
  const { store } = await openVault();
  const evidence = [sha256, undefined, 'b'.repeat(64), sha256].map((hash) => ({
    ...{ kind: 'image', receivedAt: MORNING, ...(hash && { sha256: hash }) },
  }));
  expect(await keptFiles({ store }, { evidence })).toEqual([sha256]);
});

function never(): never {
  throw new Error('it was there before');
}
