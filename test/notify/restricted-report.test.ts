import { describe, expect, test } from 'vitest';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { bothStores } from '../support/both-stores.ts';
import { prepareReport, TOLD } from '../support/prepare-report.ts';
import { openPartnerWorld } from './partner-world.ts';

/** Whatever the citizen told, by itself. */
const WORDS = /menghina|suku|Terlapor|Contoh|Maluku|2026-11-20|video/;

describe.each(await bothStores())('on %s', (_, open) => {
  test('what a citizen restricts leaves the feed, the files of the feed and the messages, which say so', async () => {
    const world = await openPartnerWorld({ open });
    const { deps, secrets, url, got, settle, write } = world;
    const rule = { threats: ['ujaran_kebencian' as const], regions: [], nearElection: false };
    await addRule(deps, { ...rule, organisation: 'bawaslu', answerHours: 6 }, 'ayu');
    const file = { bytes: Buffer.from('a film'), mime: 'video/mp4', name: 'bukti.mp4' };
    const id = await prepareReport(world, 'citi', [TOLD], file);
    await write('citi', 'ya');
    await actOnReport(deps, { reference: `${id}-BAWASLU`, by: 'rina', act: { type: 'pass' } });
    await settle();
    const token = await renewFeedToken({ ...deps, secrets }, { id: 'bawaslu', by: 'ayu' });
    const headers = { authorization: `Bearer ${token}` };
    const ask = (path: string) => fetch(`${url}/partner/bawaslu/${path}`, { headers });
    const readAll = async () => {
      const texts = ['feed.json', 'feed.csv'].map(async (path) => (await ask(path)).text());
      return [...(await Promise.all(texts)), got.at(-1)?.body ?? ''];
    };
    const before = await readAll();
    for (const text of before) expect(text).toMatch(WORDS);
    const link = before[0]?.match(/"link":"\/partner\/bawaslu\/([^"]*)"/)?.[1] ?? '';
    expect((await ask(link)).status).toBe(200);

    await write('citi', 'batasi data');
    await settle();
    const [json = '', csv = '', message = ''] = await readAll();
    for (const text of [json, csv, message]) expect(text).not.toMatch(WORDS);
    for (const text of [json, message]) expect(text).toContain('"isRestricted":true');
    expect(JSON.parse(message).event).toBe('referral.updated');
    expect(csv).toContain(`${id}-BAWASLU`);
    expect((await ask(link)).status).toBe(404);

    await write('citi', 'lanjutkan data');
    await settle();
    for (const text of await readAll()) expect(text).toMatch(WORDS);
    expect((await ask(link)).status).toBe(200);
  });
});
