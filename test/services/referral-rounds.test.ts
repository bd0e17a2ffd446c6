import { expect, test } from 'vitest';
import { MOST_FAILURES } from '../../src/domain/partners/referral.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import { listDeliveries, retryDeliveries } from '../../src/services/partners/webhook-deliveries.ts';
import { aCaseCommit, aFactCheck } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('a partner’s program is brought a referral once, at its address, as it is on the board', async () => {
  const { refer, round, brought, atPartner, reference } = await openCaseAtPartner();
  await refer();
  await round();
  await round();
  expect(brought).toHaveLength(1);
  expect(brought[0]).toMatchObject({
    ...{ url: 'https://bawaslu.example/in', id: `${reference}.referral.created`, at: MORNING },
    organisation: { id: 'bawaslu' },
  });
  expect(JSON.parse(brought[0]?.body ?? '')).toMatchObject({
    event: 'referral.created',
    referral: { reference, status: 'dikirim', sentAt: new Date(MORNING).toISOString() },
  });
  expect((await atPartner()).parcels[0]).toMatchObject({ deliveredAt: MORNING, leasedUntil: 0 });
});

test('what fails goes again after waits that double up to six hours, until it is given up', async () => {
  const { refer, round, brought, atPartner, theirs, time } = await openCaseAtPartner();
  await refer({ answerMs: 365 * DAY });
  theirs.answer = { type: 'failed', why: 'x'.repeat(300) };
  const waits: number[] = [];
  for (let tries = 1; tries <= MOST_FAILURES; tries += 1) {
    await round();
    const [parcel] = (await atPartner()).parcels;
    expect(parcel).toMatchObject({ failures: tries, error: 'x'.repeat(200) });
    waits.push((parcel?.dueAt ?? 0) - time.now);
    time.now = (parcel?.dueAt ?? 0) - 1;
    await round();
    expect(brought).toHaveLength(tries);
    time.now += 1;
  }
  expect(waits.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(new Set(waits.slice(10))).toEqual(new Set([6 * HOUR]));
  await round();
  expect(brought).toHaveLength(MOST_FAILURES);
});

test('what another process is bringing is left to it, for a minute', async () => {
  const { refer, round, brought, set, atPartner, time } = await openCaseAtPartner();
  await refer();
  const parcels = (await atPartner()).parcels.map((each) => ({
    ...each,
    leasedUntil: MORNING + MINUTE,
  }));
  await set({ parcels });
  time.now = MORNING + MINUTE - 1;
  await round();
  expect(brought).toEqual([]);
  time.now += 1;
  await round();
  expect(brought).toHaveLength(1);
});

test('what a partner says while a message is on its way is kept, and what is cut off comes again', async () => {
  const { refer, atPartner, answer, deps, time } = await openCaseAtPartner();
  await refer();
  const stop = new AbortController();
  const lost = async () => {
    expect((await atPartner()).parcels[0]?.leasedUntil).toBe(MORNING + MINUTE);
    await answer('diterima', { id: 'm1' });
    stop.abort();
    return { type: 'brought' as const, status: 200 };
  };
  await processReferrals({ ...deps, courier: lost }, stop.signal);
  expect(await atPartner()).toMatchObject({
    steps: [{ status: 'dikirim' }, { status: 'diterima' }],
    parcels: [{ leasedUntil: MORNING + MINUTE, failures: 0 }],
  });
  expect((await atPartner()).parcels[0]).not.toHaveProperty('deliveredAt');
  time.now += MINUTE;
  const again = async () => {
    await answer('diproses', { id: 'm2' });
    return { type: 'brought' as const, status: 200 };
  };
  await processReferrals({ ...deps, courier: again });
  const { steps, parcels } = await atPartner();
  expect(steps.map(({ status }) => status)).toEqual(['dikirim', 'diterima', 'diproses']);
  expect(parcels[0]?.deliveredAt).toBe(MORNING + MINUTE);
});

test('a partner that is put out of use, or has no address any more, is brought nothing', async () => {
  const { refer, round, brought, change, deps } = await openCaseAtPartner();
  await refer();
  await processReferrals(deps);
  await change(() => ({ isActive: false }));
  await round();
  await change(() => ({ isActive: true, webhook: undefined }));
  await round();
  expect(brought).toEqual([]);
  await round(AbortSignal.abort());
  expect((await listDeliveries(deps)).map(({ state }) => state)).toEqual(['held']);
});

test('a delay is told to the second contact when time is up, to the duty after as long again', async () => {
  const { refer, round, brought, change, time, atPartner, audited, reference } =
    await openCaseAtPartner();
  await change(() => ({ second: 'https://bawaslu.example/second' }));
  await refer({ answerMs: HOUR });
  await round();
  const late = async (now: number) => {
    time.now = now;
    await round();
    const { escalations, parcels } = await atPartner();
    return [escalations, parcels.length];
  };
  expect(await late(MORNING + HOUR)).toEqual([0, 1]);
  expect(await late(MORNING + HOUR + 1)).toEqual([1, 2]);
  expect(await late(MORNING + 2 * HOUR)).toEqual([1, 2]);
  expect(await late(MORNING + 2 * HOUR + 1)).toEqual([2, 2]);
  expect(brought.map(({ url }) => url)).toEqual([
    'https://bawaslu.example/in',
    'https://bawaslu.example/second',
  ]);
  const events = (await audited()).filter(({ what }) => what === 'referral-late');
  expect(events).toEqual(
    [1, 2].map((level) => ({
      ...{ what: 'referral-late', by: 'posko', of: reference },
      details: { organisation: 'bawaslu', level },
    })),
  );
});

test('a partner that answered in time is not late, and one without a second contact gets no letter', async () => {
  const { refer, round, answer, time, atPartner } = await openCaseAtPartner();
  await refer();
  await answer('diterima');
  time.now += 9 * HOUR;
  await round();
  expect(await atPartner()).toMatchObject({ escalations: 0 });
  const other = await openCaseAtPartner();
  await other.refer();
  other.time.now += 9 * HOUR;
  await other.round();
  const { escalations, parcels } = await other.atPartner();
  expect([escalations, parcels.length]).toEqual([2, 1]);
});

test('a partner reads the verdict of its case, each other version of it, and that it is withdrawn', async () => {
  const { refer, round, brought, store, found, atPartner } = await openCaseAtPartner();
  await refer();
  await round();
  const fact = aFactCheck({
    id: 'f',
    version: 1,
    summary: 'Itu penipuan.',
    url: 'https://a.example',
  });
  const decided = { ...found, status: 'published', factCheck: 'f', decidedAt: MORNING } as const;
  const revision = async () => (await store.cases.get(found.id))?.revision ?? 0;
  const known = async () => ({ ...decided, revision: await revision() });
  const undo = { until: MORNING + 1, announcement: 'a' };
  const held = [{ ...(await known()), undo }];
  await store.cases.commit(aCaseCommit({ cases: held, factChecks: [fact] }));
  await round();
  expect(await atPartner()).not.toHaveProperty('verdict');
  await store.cases.commit(aCaseCommit({ cases: [await known()] }));
  await round();
  expect((await atPartner()).verdict).toBe('f:1');
  await store.factChecks.save([{ ...fact, version: 2 }]);
  await round();
  expect((await atPartner()).verdict).toBe('f:2');
  const still = (await atPartner()).revision;
  await round();
  expect((await atPartner()).revision).toBe(still);
  await store.factChecks.save([{ ...fact, version: 3, retracted: 'Keliru' }]);
  await round();
  expect(await atPartner()).not.toHaveProperty('verdict');
  const read = brought.map(({ body }) => JSON.parse(body));
  expect(read.map(({ event }) => event)).toEqual([
    'referral.created',
    'referral.updated',
    'correction',
    'correction',
  ]);
  expect(read.map(({ referral }) => referral.verdict?.version)).toEqual([
    undefined,
    'f:1',
    'f:2',
    undefined,
  ]);
});

test('a referral ends with the words of its case, its notes before that, and not while it is held', async () => {
  const open = async (changes: object) => {
    const world = await openCaseAtPartner();
    await world.refer();
    await world.answer('diterima', { note: 'Kami baca' });
    const kept = (await world.store.cases.get(world.found.id)) ?? world.found;
    const cases = [{ ...kept, ...changes } as typeof kept];
    await world.store.cases.commit(aCaseCommit({ cases }));
    await world.set({ notes: [{ at: MORNING, by: 'eka', from: 'partner', text: 'Rustam' }] });
    return world;
  };
  const decided = { status: 'closed', closing: 'spam', decidedAt: MORNING };
  const done = await open(decided);
  const { tipDays } = done.deps.settings;
  const at = async ({ time, round }: typeof done, now: number) => {
    time.now = now;
    await round();
  };
  await at(done, MORNING + tipDays * DAY);
  expect((await done.atPartner()).notes).toHaveLength(1);
  await at(done, MORNING + tipDays * DAY + 1);
  expect(await done.isThere()).toBe(false);
  const waits = await open({});
  await at(waits, MORNING + 900 * DAY);
  expect(await waits.isThere()).toBe(true);
  const until = MORNING + 999 * DAY;
  const held = await open({ ...decided, hold: { until, by: 'lia', reason: 'Sidang' } });
  await at(held, until - 1);
  expect(await held.isThere()).toBe(true);
  await at(held, until);
  expect(await held.isThere()).toBe(false);
});

test('until its month is counted, of a referral whose case is gone only what partners wrote goes', async () => {
  const { refer, round, atPartner, answer, set } = await openCaseAtPartner();
  await refer();
  await answer('diterima', { note: 'Kami baca' });
  await set({
    case: 'gone',
    notes: [{ at: MORNING, by: 'eka', from: 'partner', text: 'Rustam' }],
  } as object);
  await round();
  const left = await atPartner();
  expect(left.steps.map(({ status }) => status)).toEqual(['dikirim', 'diterima']);
  expect(JSON.stringify(left)).not.toMatch(/Kami baca|Rustam/);
  await round();
  expect((await atPartner()).revision).toBe(left.revision);
});

test('deliveries are listed with the troubled first, and what failed goes again at once', async () => {
  const { refer, set, atPartner, deps, time, audited, reference } = await openCaseAtPartner();
  await refer();
  const [one] = (await atPartner()).parcels;
  const parcel = (id: string, changes: object) => ({ ...one, id, ...changes });
  const parcels = [
    parcel('delivered', { deliveredAt: MORNING + 5, failures: 3 }),
    parcel('waits longer', { dueAt: 6 }),
    parcel('waiting', { dueAt: 7 }),
    parcel('held', { event: 'referral.late', failures: 1 }),
    parcel('failing', { failures: MOST_FAILURES - 1, error: 'away' }),
    parcel('given-up', { failures: MOST_FAILURES }),
  ];
  await set({ parcels } as object);
  const listed = await listDeliveries(deps);
  expect(listed.map(({ id, state }) => (id === state ? id : `${id}: ${state}`))).toEqual([
    ...['given-up', 'failing', 'held', 'waiting', 'waits longer: waiting', 'delivered'],
  ]);
  expect(listed.at(-1)?.at).toBe(MORNING + 5);
  expect(listed[1]).toEqual({
    ...{ id: 'failing', reference, organisation: 'bawaslu', event: 'referral.created' },
    ...{ state: 'failing', failures: MOST_FAILURES - 1, error: 'away', at: MORNING },
  });
  expect(await listDeliveries(deps, 'polri')).toEqual([]);
  expect(await retryDeliveries(deps, { organisation: 'polri', by: 'ayu' })).toBe(0);
  time.now += MINUTE;
  expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(3);
  const after = (await atPartner()).parcels.map(({ failures, dueAt }) => [failures, dueAt]);
  const again = [0, MORNING + MINUTE];
  expect(after).toEqual([[3, MORNING], [0, 6], [0, 7], again, again, again]);
  expect((await audited()).at(-1)).toEqual({
    ...{ what: 'partner-changed', by: 'ayu', of: 'bawaslu' },
    details: { change: 'retried', reference },
  });
  expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(0);
  await set({ organisation: 'gone' });
  const states = (await listDeliveries(deps)).map(({ state }) => state);
  expect(states).toEqual([...Array(5).fill('held'), 'delivered']);
});
