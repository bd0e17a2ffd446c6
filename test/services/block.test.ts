import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { Store } from '../../src/ports/store.ts';
import { beginTurn } from '../../src/ports/turn.ts';
import { forget } from '../../src/services/actions/privacy-rights.ts';
import {
  type BlockDays,
  blockCitizen,
  unblockCitizen,
} from '../../src/services/cases/block-citizen.ts';
import { askCitizens, reply } from '../../src/services/cases/decide-case.ts';
import { findBlock, withBlock } from '../../src/services/privacy/block.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { anAddress, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

const DAY = 86_400_000;
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const NOTICE = 'pesan Anda tidak kami balas dulu';

describe('a blocked citizen', () => {
  test('gets one notice, whatever they write, while what they write is kept', async () => {
    const { post, citizen, block, said } = await open();
    await block(1);
    expect(said()).toEqual([]);
    const { turns } = post.deps.store;
    const before = await turns.countMessages(citizen);
    await post.write('w1', 'halo');
    await post.write('w1', TIP, { forwarded: true });
    await post.write('w1', 'menu');
    expect(said()).toEqual([expect.stringContaining(NOTICE)]);
    expect(await turns.countMessages(citizen)).toBe(before + 3);
    await post.wait(DAY);
    await post.write('w1', 'terima kasih');
    expect(said()).toHaveLength(2);
    expect(said().at(-1)).toContain('Sama-sama');
  });

  test('who wants no news is blocked all the same', async () => {
    const { post, block, said } = await open();
    await post.write('w1', 'BERHENTI');
    await block(7);
    const before = said().length;
    await post.write('w1', 'halo');
    expect(said().slice(before)).toEqual([expect.stringContaining(NOTICE)]);
  });

  test('can stop news, see their data and have it erased, also in the middle of it', async () => {
    const { post, block, said } = await open();
    await post.write('w1', 'hapus data saya');
    await block(30);
    await post.write('w1', 'tidak jadi');
    await post.write('w1', 'BERHENTI');
    await post.write('w1', 'data saya');
    expect(said().slice(-3).join()).not.toContain(NOTICE);
    await post.write('w1', 'hapus data saya');
    await post.write('w1', 'ya, hapus');
    expect(said().at(-1)).toContain('Sudah dihapus');
  });

  test('over the daily measure hears nothing more than the one notice', async () => {
    const { post, block, said } = await open();
    await block(1);
    for (let n = 0; n < 25; n += 1) await post.write('w1', 'halo');
    expect(said()).toHaveLength(1);
  });

  test('is asked no question by reviewers, and still gets the verdict they waited for', async () => {
    const { post, block, said } = await open();
    await post.report('w1', TIP);
    const [found] = await post.deps.store.cases.list('open', 1);
    const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
    await block(7);
    const before = said().length;
    await askCitizens(post.deps, action, 'Dari grup mana pesan ini?');
    await post.settle();
    expect(said()).toHaveLength(before);
    await reply(post.deps, action, {
      verdict: 'salah',
      summary: 'Air galon itu bersih.',
      url: 'https://sumber.example/cek',
    });
    await post.settle();
    expect(said().at(-1)).toContain('Air galon itu bersih.');
    await post.write('w1', 'bukan ini');
    expect(said().at(-1)).not.toContain(NOTICE);
    expect(said()).toHaveLength(before + 2);
  });

  test('a question that was open is not asked again, and its silence is not answered', async () => {
    const { post, block, said } = await open();
    await post.write('w1', TIP, { forwarded: true });
    await block(7);
    const before = said().length;
    await post.wait(2 * DAY);
    expect(said()).toHaveLength(before);
    await post.write('w1', 'ya');
    expect(await post.deps.store.cases.list('open', 1)).toEqual([]);
  });
});

test.each(['SQLite', 'MongoDB'])(
  'on %s a block is seen before the next turn, is undone, and each is audited',
  async (kind) => {
    const store = kind === 'MongoDB' ? (await openMongoStage(mongo.url())).store : undefined;
    const { post, citizen, block, said, by } = await open(store);
    const { turns, audit } = post.deps.store;
    const until = async () => {
      const state = await turns.readTurn(citizen);
      return state && findBlock(state, post.clock.now());
    };
    expect(await until()).toBeUndefined();
    const end = post.clock.now() + 7 * DAY;
    expect(await blockCitizen(post.deps, by, 7)).toBe(true);
    expect(await until()).toBe(end);
    await post.settle();
    expect(await until()).toBe(end);
    expect(await unblockCitizen(post.deps, by)).toBe(true);
    expect(await until()).toBeUndefined();
    await post.write('w1', 'terima kasih');
    expect(said().at(-1)).toContain('Sama-sama');
    expect((await turns.readTurn(citizen))?.profile.block).toBeUndefined();
    await block(1);
    await post.write('w1', 'halo');
    expect(said().at(-1)).toContain(NOTICE);
    await post.wait(DAY);
    expect(await until()).toBeUndefined();
    const of = { by: 'edi', of: 'K7Q2' };
    expect(await audit.list(9)).toMatchObject([
      { ...of, what: 'citizen-blocked', details: { citizen: 'Warga-7F3K', days: 1 } },
      { ...of, what: 'citizen-unblocked', details: { citizen: 'Warga-7F3K' } },
      { ...of, what: 'citizen-blocked', details: { citizen: 'Warga-7F3K', days: 7 } },
    ]);
    expect(post.errors).toEqual([]);
  },
);

test('of a longer block that no turn has dealt with its citizen is still to be told', () => {
  const noted = (until: number) => {
    const letter = { type: 'notice', news: 'blocked', until } as const;
    const block = { until: MORNING + DAY, isTold: true };
    const pending = [{ key: 'k', letter, arrivedAt: MORNING }];
    return withBlock({ profile: { ...newProfile('id', MORNING), block }, pending, now: MORNING })
      .block;
  };
  expect(noted(MORNING + DAY)).toEqual({ until: MORNING + DAY, isTold: true });
  expect(noted(MORNING + 7 * DAY)).toEqual({ until: MORNING + 7 * DAY, isTold: false });
  expect(noted(MORNING)).toBeUndefined();
});

test('a block that was noted a moment before an erasure outlasts it', async () => {
  const { post, citizen } = await open();
  const until = MORNING + 7 * DAY;
  const letter = { type: 'notice', news: 'blocked', until } as const;
  const known = await post.deps.store.turns.readTurn(citizen);
  if (!known) throw new Error('nobody has written');
  const pending = [{ key: 'k', letter, arrivedAt: MORNING }];
  const turn = beginTurn({ ...known, pending }, { citizen, now: MORNING });
  await forget.run(post.deps, turn, {});
  expect(turn.isForgotten).toBe(true);
  expect(turn.profile.block).toEqual({ until, isTold: false });
});

test('nobody who is not known is blocked, and nothing is audited', async () => {
  const { post, by } = await open();
  expect(await blockCitizen(post.deps, { ...by, citizen: 'nobody' }, 7)).toBe(false);
  expect(await unblockCitizen(post.deps, { ...by, citizen: 'nobody' })).toBe(false);
  expect(await post.deps.store.audit.list(9)).toEqual([]);
});

/** A post with one citizen who has written once; `said` is what they heard since. */
async function open(store: Store = openSqlite(':memory:', createSeal(MASTER_KEY))) {
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await post.write('w1', 'halo');
  const before = post.heard.length;
  const citizen = createSeal(MASTER_KEY).citizenOf(anAddress('w1'));
  const by = { citizen, alias: 'Warga-7F3K', by: 'edi', of: 'K7Q2' };
  const block = async (days: BlockDays) => {
    expect(await blockCitizen(post.deps, by, days)).toBe(true);
    await post.settle();
  };
  return { post, citizen, by, block, said: () => post.heard.slice(before).map(({ text }) => text) };
}
