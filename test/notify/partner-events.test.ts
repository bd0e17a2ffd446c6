import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../src/http/sign-webhook.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { handleReferral } from '../../src/services/partners/handle-referral.ts';
import { renewFeedToken, renewSigningKey } from '../../src/services/partners/partner-secrets.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { bothStores } from '../support/both-stores.ts';
import { openPartnerWorld } from './partner-world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe.each(await bothStores())('on %s', (_, open) => {
  /** A post with a case at Bawaslu, whose program has been told. */
  async function openReferred() {
    const world = await openPartnerWorld({ open });
    await world.refer();
    await world.settle();
    const { deps, secrets, reference, got } = world;
    const post = { reference, organisation: undefined, by: 'rina', recordedBy: 'post' } as const;
    const about = { id: 'bawaslu', by: 'ayu' };
    const events = () => got.map(({ body }) => JSON.parse(body).event);
    return { ...world, post, about, events, renewing: { ...deps, secrets } };
  }

  test('a partner’s program is told what the post writes, and not what it said itself', async () => {
    const { deps, post, say, reference, wait, events, got } = await openReferred();
    await say({ reference, status: 'diterima' });
    await say({ reference, note: 'Siapa saksinya?' }, { door: 'handling' });
    await wait(MINUTE);
    expect(events()).toEqual(['referral.created']);
    await handleReferral(deps, { ...post, note: 'Tidak disebut.' });
    await wait(MINUTE);
    expect(events()).toEqual(['referral.created', 'referral.updated']);
    const { referral } = JSON.parse(got[1]?.body ?? '');
    expect(referral.notes).toMatchObject([{ from: 'partner' }, { from: 'post' }]);
    expect(JSON.stringify(referral)).not.toContain('rina');
  });

  test('changes while an event waits come with it, and it is retried under one id', async () => {
    const { deps, post, wait, events, got, theirs } = await openReferred();
    theirs.status = 503;
    await handleReferral(deps, { ...post, note: 'Satu.' });
    await wait(MINUTE);
    await handleReferral(deps, { ...post, note: 'Dua.' });
    theirs.status = 200;
    await wait(10 * MINUTE);
    expect(events().slice(0, 2)).toEqual(['referral.created', 'referral.updated']);
    const tries = got.slice(1);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const { referral } = JSON.parse(tries.at(-1)?.body ?? '');
    expect(referral.notes.map(({ text }: { text: string }) => text)).toEqual(['Satu.', 'Dua.']);
  });

  test('a verdict is news, and another one after it a correction', async () => {
    const { deps, store, ticket, wait, events, got } = await openReferred();
    const verdict = {
      verdict: 'salah',
      summary: 'Tidak ada biaya di TPS.',
      url: 'https://sumber.example/cek',
    } as const;
    expect((await reply(deps, { ticket, reviewer: 'rina' }, verdict)).type).toBe('done');
    await wait(MINUTE);
    const { factCheck = '' } = (await store.cases.byTicket(ticket)) ?? {};
    await correctFactCheck(deps, factCheck, { verdict: 'benar', why: 'Keliru.' });
    await wait(MINUTE);
    await retractFactCheck(deps, factCheck, { reason: 'Sumbernya salah.' });
    await wait(MINUTE);
    expect(events()).toEqual(['referral.created', 'referral.updated', 'correction', 'correction']);
    const verdicts = got.map(({ body }) => JSON.parse(body).referral.verdict?.verdict);
    expect(verdicts).toEqual([undefined, 'salah', 'benar', undefined]);
  });

  test('the feed goes on from its cursor, each change once and none lost', async () => {
    const world = await openReferred();
    const { deps, post, renewing, about, url, wait, reference } = world;
    const token = await renewFeedToken(renewing, about);
    const read = async (after = '') => {
      const query = new URLSearchParams({ after });
      const response = await fetch(`${url}/partner/bawaslu/feed.json?${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { referrals = [], ...rest } = (await response.json()) as Feed; // every answer is an object
      return { status: response.status, of: referrals.map((each) => each.reference), ...rest };
    };
    await wait(MINUTE);
    const first = await read('');
    expect(first.of).toEqual([reference]);
    expect(await read(first.next)).toEqual({ status: 200, of: [], next: first.next });
    await handleReferral(deps, { ...post, note: 'Baru.' });
    // A change of this very moment may not be the last one of it.
    expect((await read(first.next)).of).toEqual([]);
    await wait(MINUTE);
    const second = await read(first.next);
    expect(second.of).toEqual([reference]);
    expect((await read(second.next)).of).toEqual([]);
    expect(await read('nonsense')).toMatchObject({ status: 400, error: 'cursor' });
  });

  interface Feed {
    referrals?: { reference: string }[];
    next?: string;
    error?: string;
  }

  test('after a rotation both keys count until a day, and then the new one alone', async () => {
    const { say, renewing, about, reference, keyOf, wait, got, post, deps, clock } =
      await openReferred();
    const old = await keyOf('bawaslu');
    await renewSigningKey(renewing, { ...about, overlapDays: 7 });
    const fresh = await keyOf('bawaslu');
    expect((await say({ reference, status: 'diterima' }, { key: old }))[0]).toBe(200);
    expect((await say({ reference, status: 'diproses' }, { key: fresh }))[0]).toBe(200);
    await handleReferral(deps, { ...post, note: 'Halo.' });
    await wait(MINUTE);
    const { headers = {}, body = '' } = got.at(-1) ?? {};
    const signed = {
      id: headers['webhook-id'] ?? '',
      timestamp: headers['webhook-timestamp'] ?? '',
      body,
    };
    const given = { signature: headers['webhook-signature'] ?? '', now: clock.now() };
    expect([old, fresh].map((key) => checkMessage(key, signed, given))).toEqual(['sound', 'sound']);
    const late = { reference, status: 'selesai' };
    await clock.advance(7 * DAY, async () => {});
    expect(await say(late, { key: old })).toEqual([401, { error: 'unsigned' }]);
    expect((await say(late, { key: fresh }))[0]).toBe(200);
  });

  test('a key of which nothing may remain ends at once, also one that still overlapped', async () => {
    const { say, renewing, about, reference, keyOf } = await openReferred();
    const first = await keyOf('bawaslu');
    await renewSigningKey(renewing, { ...about, overlapDays: 7 });
    const second = await keyOf('bawaslu');
    await renewSigningKey(renewing, about);
    for (const key of [first, second]) {
      const said = await say({ reference, status: 'diterima' }, { key });
      expect(said).toEqual([401, { error: 'unsigned' }]);
    }
    expect((await say({ reference, status: 'diterima' }))[0]).toBe(200);
  });

  test('an answer of an account at the board reaches the program of the same partner', async () => {
    const { deps, reference, wait, events } = await openReferred();
    const officer = { organisation: 'bawaslu', by: 'Sari', recordedBy: 'partner' } as const;
    await answerReferral(deps, { ...officer, reference, status: 'diterima' });
    await wait(MINUTE);
    expect(events()).toEqual(['referral.created', 'referral.updated']);
  });
});
