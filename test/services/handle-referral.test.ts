import { expect, test } from 'vitest';
import {
  MAX_CASE_NUMBER,
  MAX_PRIVATE_NOTE,
  MAX_PRIVATE_NOTES,
} from '../../src/domain/partners/referral.ts';
import { findOrganisation } from '../../src/services/organisations/organisations.ts';
import {
  fileOf,
  type Handling,
  handleReferral,
} from '../../src/services/partners/handle-referral.ts';
import {
  feedDigest,
  renewFeedToken,
  renewSigningKey,
} from '../../src/services/partners/partner-secrets.ts';
import { aMasterKey } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { quickSecrets } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const handled = (reference: string, said: Partial<Handling>): Handling => ({
  ...{ reference, organisation: 'bawaslu', by: 'eka', recordedBy: 'partner', ...said },
});

test('a partner keeps its own file number and who works on it, and notes pass between both', async () => {
  const { refer, deps, atPartner, audited, reference } = await openCaseAtPartner();
  await refer();
  const say = (said: Partial<Handling>) => handleReferral(deps, handled(reference, said));
  await say({
    caseNumber: ` 12\n/B/${'x'.repeat(99)}`,
    assignee: ` Eka \t Contoh ${'y'.repeat(99)}`,
  });
  const file = await atPartner();
  expect(file.caseNumber).toBe(`12 /B/${'x'.repeat(99)}`.slice(0, MAX_CASE_NUMBER));
  expect(file.assignee).toBe(`Eka Contoh ${'y'.repeat(99)}`.slice(0, 100));
  await say({ note: `Saksi: 081234567890 ${'z'.repeat(MAX_PRIVATE_NOTE)}` });
  const { notes = [], steps } = await atPartner();
  expect(notes).toMatchObject([{ at: MORNING, by: 'eka', from: 'partner' }]);
  expect(notes[0]?.text).toHaveLength(MAX_PRIVATE_NOTE);
  expect(notes[0]?.text).not.toContain('081234567890');
  expect(steps).toHaveLength(1);
  await say({
    recordedBy: 'post',
    by: 'rina',
    organisation: undefined,
    note: 'Baik',
    caseNumber: 'Z',
  });
  const after = await atPartner();
  expect(after.caseNumber).toBe(file.caseNumber);
  expect(after.notes?.map(({ by, from }) => [by, from])).toEqual([
    ['eka', 'partner'],
    ['rina', 'post'],
  ]);
  const events = (await audited()).filter(({ what }) => what === 'referral-handled');
  expect(events.map(({ details }) => details)).toEqual([
    { organisation: 'bawaslu', recordedBy: 'partner', hasNote: false, hasDeleted: false },
    { organisation: 'bawaslu', recordedBy: 'partner', hasNote: true, hasDeleted: false },
    { organisation: 'bawaslu', recordedBy: 'post', hasNote: true, hasDeleted: false },
  ]);
});

test('a file that somebody else has changed meanwhile is not overwritten, nor filled without end', async () => {
  const { refer, deps, atPartner, set, reference } = await openCaseAtPartner();
  await refer();
  const say = async (said: Partial<Handling>) =>
    (await handleReferral(deps, handled(reference, said))).type;
  expect(await say({ assignee: 'Eka', seen: fileOf({}) })).toBe('done');
  expect(await say({ assignee: 'Joko', seen: fileOf({}) })).toBe('refused');
  expect(await say({ caseNumber: '7', seen: fileOf({ assignee: 'Eka' }) })).toBe('done');
  expect(fileOf(await atPartner())).toBe(fileOf({ assignee: 'Eka', caseNumber: '7' }));
  const note = { at: MORNING, by: 'eka', from: 'partner', text: 'x' } as const;
  await set({ notes: Array.from({ length: MAX_PRIVATE_NOTES - 1 }, () => note) });
  expect(await say({ note: 'y' })).toBe('done');
  expect(await say({ note: 'z' })).toBe('refused');
});

test('of what was withdrawn a partner can say that it is deleted, and nothing else', async () => {
  const { refer, deps, atPartner, set, reference } = await openCaseAtPartner();
  await refer();
  const say = async (said: Partial<Handling>) =>
    (await handleReferral(deps, handled(reference, said))).type;
  expect(await say({ deleted: true })).toBe('refused');
  const { steps } = await atPartner();
  await set({ steps: [...steps, { status: 'ditarik', at: MORNING, by: 'posko' }], told: 2 });
  expect(await say({ note: 'Kenapa?' })).toBe('refused');
  expect(await say({ recordedBy: 'post', deleted: true })).toBe('refused');
  expect(await say({ deleted: true, note: 'Sudah' })).toBe('done');
  expect(await atPartner()).toMatchObject({ deleted: { by: 'eka', at: MORNING } });
  expect(await atPartner()).not.toHaveProperty('notes');
});

test('a new signing key leaves the old one for the days that were asked for, thirty at most', async () => {
  const { deps } = await openCaseAtPartner();
  const secrets = quickSecrets(aMasterKey());
  const renew = (overlapDays?: number, id = 'bawaslu') =>
    renewSigningKey({ ...deps, secrets }, { id, by: 'ayu', ...(overlapDays && { overlapDays }) });
  const until = async () => (await findOrganisation(deps, 'bawaslu'))?.oldKeyUntil;
  const first = await renew();
  expect(await until()).toBe(MORNING);
  const second = await renew(7);
  expect(await until()).toBe(MORNING + 7 * DAY);
  await renew(31);
  expect(await until()).toBe(MORNING + 30 * DAY);
  await renew(-5);
  expect(await until()).toBe(MORNING);
  expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(second).not.toBe(first);
  expect((await findOrganisation(deps, 'bawaslu'))?.generation).toBe(5);
  expect(await renew(1, 'polri')).toBeUndefined();
});

test('a new feed token takes the place of the old one, and of what was read nothing is lost', async () => {
  const { deps, change, time } = await openCaseAtPartner();
  const secrets = quickSecrets(aMasterKey());
  const renew = (id = 'bawaslu') => renewFeedToken({ ...deps, secrets }, { id, by: 'ayu' });
  const feed = async () => (await findOrganisation(deps, 'bawaslu'))?.feed;
  const first = await renew();
  const digest = feedDigest(secrets, 'bawaslu', first ?? '');
  expect(await feed()).toEqual({ digest, seenUntil: 0, madeAt: MORNING });
  await change((now) => ({ feed: { ...now.feed, digest, seenUntil: 5 } }));
  time.now += HOUR;
  const second = await renew();
  expect(second).not.toBe(first);
  expect(await feed()).toEqual({
    ...{ digest: feedDigest(secrets, 'bawaslu', second ?? ''), seenUntil: 5 },
    madeAt: MORNING + HOUR,
  });
  expect(feedDigest(secrets, 'polri', first ?? '')).not.toBe(digest);
  expect(await renew('polri')).toBeUndefined();
});
