import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { ALL } from '../../src/ports/audience.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import {
  aCaseCommit,
  aMasterKey,
  anAnnouncement,
  aPost,
  keepMessage,
} from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import {
  ACCOUNT,
  aMongoPlace,
  aSqlitePlace,
  at,
  backUp,
  EVIDENCE,
  fill,
  HOAX,
  LATE,
  NEWS,
  PHONE,
  PICTURE,
  RUMOUR,
  restoreInto,
  SHA256,
  WAITING,
} from './world.ts';

const mongo = await openTestMongo();
console.log(`backups run on: ${mongo.name}`);
afterAll(() => mongo.close());

const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };
const names = ['SQLite', 'MongoDB'] as const;
const pairs = names.flatMap((from) =>
  names.flatMap((to) => ['the same key', 'another key'].map((key) => ({ from, to, key }))),
);

describe.each(pairs)('from $from to $to under $key', ({ from, to, key }) => {
  async function move(
    before?: (place: ReturnType<(typeof places)['SQLite']>, old: Uint8Array) => Promise<void>,
  ) {
    const old = aMasterKey();
    const source = places[from]();
    const first = await source.open(old);
    const filled = await fill(first);
    await first.close();
    await before?.(source, old);
    const path = await backUp(source, old);
    const fresh = key === 'the same key' ? old : aMasterKey();
    const target = places[to]();
    const copied = await restoreInto(target, path, { old, fresh });
    const store = await target.open(fresh);
    onTestFinished(() => store.close());
    return { ...filled, store, copied, path };
  }

  test('conversations go on where they stood', async () => {
    const { store, clock, late } = await move();
    const again = await keepMessage(store, at('late'), late, clock.now());
    expect(again.isNew).toBe(false);
    const post = await aPost(store, { clock });
    onTestFinished(() => post.close());
    await post.settle();
    expect(post.heard.filter(({ to: who }) => who === 'late')).toHaveLength(1);
    expect(post.heard.filter(({ text }) => text === WAITING)).toHaveLength(1);
    await post.write('asked', 'ya');
    expect(post.heard.at(-1)?.text).not.toContain('Terjadi kesalahan');
    await post.write('asked', 'cukup');
    const cases = await store.cases.list('open', 10);
    expect(cases.map(({ claim }) => claim)).toContain(RUMOUR);
    expect(post.errors).toEqual([]);
  });

  test('a case is found by its ticket, and its verdict reaches everyone once', async () => {
    const { store, clock, heard } = await move();
    const said = heard.find(({ to, text }) => to === 'first' && /Nomor pemeriksaan/.test(text));
    const ticket = /Nomor pemeriksaan: \*(\w+)\*/.exec(said?.text ?? '')?.[1] ?? '';
    const found = await store.cases.byTicket(ticket);
    expect(found?.claim).toBe(NEWS);
    const post = await aPost(store, { clock });
    onTestFinished(() => post.close());
    const summary = 'Air galon itu sudah diuji dan aman diminum.';
    const done = await reply(
      post.deps,
      { ticket, reviewer: 'rina' },
      { verdict: 'salah', summary, url: 'https://sumber.example/cek' },
    );
    expect(done.type).toBe('done');
    await post.wait(120_000);
    const told = post.heard.filter(({ text }) => text.includes(summary)).map(({ to: who }) => who);
    expect(told.toSorted()).toEqual(['first', 'second']);
    expect(await store.cases.history(found?.id ?? '')).toMatchObject([
      { what: 'published', of: 'salah' },
    ]);
  });

  test('what an admin has set holds, with the version it has', async () => {
    const { store } = await move(async (place, old) => {
      const before = await place.open(old);
      for (const revision of [0, 1]) {
        const value = { value: 12, by: 'Ayu', at: 1 };
        await before.documents.put('setting', { id: 'service-hours', revision, value });
      }
      await before.close();
    });
    const post = await aPost(store);
    onTestFinished(() => post.close());
    expect(post.deps.settingsRepository.get('service-hours')).toMatchObject({
      value: 12,
      version: 2,
    });
  });

  test('work under way begins again, since its cursor may name a citizen', async () => {
    const { store } = await move(async (place, old) => {
      const before = await place.open(old);
      const value = { cursor: 'wargi', beganAt: 1, commands: 1, dueAt: 1, leasedUntil: 0 };
      await before.documents.put('job', { id: 'announcements', revision: 0, value });
      expect(await before.documents.ids('job')).toEqual(['announcements']);
      await before.close();
    });
    expect(await store.documents.ids('job')).toEqual([]);
  });

  test('who was told is not told again, and hears of a correction', async () => {
    const { store, clock } = await move();
    const [citizen = ''] = await store.ledger.toldBefore('f', 99, ALL);
    const [told] = await store.ledger.toldTo(citizen);
    expect(told).toMatchObject({ factCheck: 'f', version: 1 });
    const post = await aPost(store, { clock });
    onTestFinished(() => post.close());
    const repeated = anAnnouncement({ news: 'correction', factCheck: 'f', version: 1 });
    await store.cases.commit(aCaseCommit({ announcements: [repeated] }));
    await post.wait(120_000);
    expect(post.heard.filter(({ to }) => to === 'told')).toEqual([]);
    await correctFactCheck(post.deps, 'f', { verdict: 'benar' });
    await post.wait(120_000);
    expect(post.heard.filter(({ to: who }) => who === 'told')).toHaveLength(1);
    expect(post.errors).toEqual([]);
  });

  test('a notice that was on its way arrives once', async () => {
    const { store, clock } = await move(async (place, old) => {
      const early = await place.open(old);
      const open = await early.cases.list('open', 10);
      const found = open.find(({ claim }) => claim === NEWS);
      const announcement = anAnnouncement({ id: 'n1', news: 'closed', case: found?.id ?? '' });
      await early.cases.commit(aCaseCommit({ announcements: [announcement] }));
      for (const tip of await early.cases.tipsOf(found?.id ?? '')) {
        const { id, ...rest } = announcement;
        await early.turns.keepNotice(tip.citizen ?? '', {
          key: id,
          notice: { type: 'notice', ...rest },
          at: 1,
        });
      }
      await early.close();
    });
    const post = await aPost(store, { clock });
    onTestFinished(() => post.close());
    await post.wait(120_000);
    const told = post.heard.filter(({ to }) => to === 'first' || to === 'second');
    expect(told.map(({ to: who }) => who).toSorted()).toEqual(['first', 'second']);
  });

  test('files, sessions and erasures are there', async () => {
    const { store, copied } = await move();
    expect(await store.media.evidenceOf(SHA256)).toEqual(EVIDENCE);
    const file = await store.media.read(SHA256);
    expect(Buffer.from(file?.bytes ?? []).equals(PICTURE)).toBe(true);
    expect(file?.mime).toBe('image/png');
    const id = `${PHONE}.0`;
    const session = await store.sessions.read(ACCOUNT, 'session', [id]);
    expect(session.get(id)).toBe('a secret of the device');
    expect(copied.counts.erasures).toBe(1);
    expect(copied.lost).toMatchObject({ citizens: 0 });
    const known = await store.factChecks.get('f');
    expect(known?.title).toBe(HOAX);
  });

  test('no number and no words can be read in the file', async () => {
    const { path } = await move();
    const bytes = readFileSync(path);
    for (const secret of [PHONE, NEWS, LATE, 'a secret of the device', 'citizen']) {
      expect(bytes.includes(secret)).toBe(false);
    }
    expect(() => gunzipSync(bytes.subarray(67))).toThrow();
  });
});
