import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_CUSTODY } from '../../src/domain/partners/custody.ts';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { listReferrals, saveReferral } from '../../src/services/partners/referrals.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { prepareReport, TOLD } from '../support/prepare-report.ts';
import { openPartnerWorld } from './partner-world.ts';

const MINUTE = 60_000;
const bytes = Buffer.from('a film of what was said');
const sha256 = createHash('sha256').update(bytes).digest('hex');

const feedSchema = z.object({
  referrals: z.array(
    z.object({
      report: z.object({ evidence: z.array(z.object({ link: z.string().optional() })) }),
      custody: z.array(z.object({ what: z.string(), by: z.string() }).loose()),
    }),
  ),
});

/** A partner whose program has read, with its feed, a report with a file. */
async function openFeedWithFile() {
  const world = await openPartnerWorld();
  const { deps, secrets, url, clock } = world;
  const rule = { threats: ['ujaran_kebencian' as const], regions: [], nearElection: false };
  await addRule(deps, { ...rule, organisation: 'bawaslu', answerHours: 6 }, 'ayu');
  const file = { bytes, mime: 'video/mp4', name: 'bukti.mp4' };
  const id = await prepareReport(world, 'citi', [TOLD], file);
  await world.write('citi', 'ya');
  const reference = `${id}-BAWASLU`;
  await actOnReport(deps, { reference, by: 'rina', act: { type: 'pass' } });
  await world.settle();
  const renew = () => renewFeedToken({ ...deps, secrets }, { id: 'bawaslu', by: 'ayu' });
  let token = await renew();
  const ask = (path: string) =>
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const read = async () => {
    const { referrals } = feedSchema.parse(await (await ask('/partner/bawaslu/feed.json')).json());
    const [referral] = referrals;
    if (!referral) throw new Error('the feed is empty');
    return referral;
  };
  const changeToken = async () => {
    token = await renew();
  };
  const linkNow = async () => (await read()).report.evidence[0]?.link ?? '';
  const link = await linkNow();
  return { ...world, ask, read, link, linkNow, changeToken, clock };
}

test('a program fetches a file by the link in its feed, and the log says what it received and took', async () => {
  const { ask, read, link, got } = await openFeedWithFile();
  const response = await ask(link);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  const { custody } = await read();
  const told = custody.map(({ what, by }) => [what, by]);
  expect(told).toContainEqual(['received', 'report.created']);
  expect(told).toContainEqual(['received', 'Bawaslu']);
  expect(told.at(-1)).toEqual(['downloaded', 'Bawaslu']);
  expect(custody.at(-1)).toMatchObject({ sha256, from: 'partner' });
  expect(got.map(({ body }) => body).join('')).not.toContain('/files/');
});

test('a link ends, and neither another token nor none opens it', async () => {
  const { ask, link, url, clock, changeToken, read, linkNow } = await openFeedWithFile();
  expect((await fetch(`${url}${link}`)).status).toBe(401);
  expect((await ask(link.replace('.', 'A.'))).status).toBe(404);
  await clock.advance(15 * MINUTE, async () => {});
  const late = await ask(link);
  expect([late.status, await late.json()]).toEqual([410, { error: 'over' }]);
  const fresh = await linkNow();
  await changeToken();
  expect((await ask(fresh)).status).toBe(404);
  const { custody } = await read();
  expect(JSON.stringify(custody)).not.toContain('downloaded');
});

test('no file leaves of which it could not be written down who took it', async () => {
  const { ask, link, deps } = await openFeedWithFile();
  const fill = async (count: number) => {
    const [referral] = (await listReferrals(deps)).filter((each) => 'report' in each);
    if (!referral) throw new Error('nothing was passed on');
    const entry = { at: 1, by: 'Bawaslu', from: 'partner', what: 'downloaded' } as const;
    const custody = Array.from({ length: count }, () => entry);
    expect(await saveReferral(deps, { ...referral, custody })).toBeDefined();
  };
  await fill(MAX_CUSTODY);
  expect((await ask(link)).status).toBe(404);
  await fill(MAX_CUSTODY - 1);
  expect((await ask(link)).status).toBe(200);
  expect((await ask(link)).status).toBe(404);
});
