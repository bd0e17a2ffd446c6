import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { OpenJobs } from '../../src/jobs/running-jobs.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aFolder, aMasterKey, aPost } from '../support/builders.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { MORNING } from '../support/stage.ts';

const HOAXES = [
  'Besok semua bank di Indonesia tutup selama sebulan penuh, segera tarik uang Anda',
  'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam',
  'Vaksin cacar disisipi cip kecil yang melacak orang lewat satelit ke mana pun pergi',
];
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const CITIZENS = Array.from({ length: 30 }, (_, n) => `w${n}`);

/** Jobs for two posts: of each its own, or on a Redis that both share. */
const ways = [
  { name: 'jobs in the process', isSkipped: false, jobs: async () => undefined },
  { name: 'jobs on Redis', isSkipped: !hasRedis(), jobs: jobsOnRedis },
];

describe.each(ways)('with $name', ({ isSkipped, jobs }) => {
  test.skipIf(isSkipped)('two posts on one file answer each message once, in order', async () => {
    const stage = await open(await jobs());
    for (const [n, text] of HOAXES.entries()) {
      await stage.everyone(`m${n}`, text, true);
    }
    const expected = HOAXES.map((_, n) => `Ini tidak benar, bagian ${n}.`);
    for (const citizen of CITIZENS) {
      const said = stage.heard(citizen).map((text) => expected.find((part) => text.includes(part)));
      expect([citizen, said]).toEqual([citizen, expected]);
    }
    await stage.close();
  });

  test.skipIf(isSkipped)(
    'two posts on one file open one case and tell its verdict to each citizen once',
    async () => {
      const stage = await open(await jobs());
      await stage.everyone('m0', NEWS, true);
      await stage.everyone('m1', 'ya', false);
      await stage.everyone('m2', 'cukup', false);
      const [found, ...others] = await stage.cases();
      expect(others).toEqual([]);
      await stage.decide(found?.ticket ?? '');
      for (const citizen of CITIZENS) {
        const verdicts = stage.heard(citizen).filter((text) => text.includes('Tidak ada sabunnya'));
        expect([citizen, verdicts.length]).toEqual([citizen, 1]);
      }
      await stage.close();
    },
  );
});

/** Two posts on one file, sharing a channel that takes its time, and both told of everything. */
async function open(jobs: OpenJobs | undefined) {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const stores = [openSqlite(path, seal), openSqlite(path, seal)] as const;
  await stores[0].factChecks.save(
    HOAXES.map((text, n) =>
      aFactCheck({ title: text, narratives: [text], summary: `Ini tidak benar, bagian ${n}.` }),
    ),
  );
  const shown: { id: string; to: string; text: string }[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    async send({ to: { chat }, reply: { id, text } }) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!shown.some((each) => each.id === id)) shown.push({ id, to: chat, text });
      return { type: 'sent' };
    },
  };
  const clock = new VirtualClock(MORNING);
  const one = await aPost(stores[0], { clock, channel, jobs });
  const two = await aPost(stores[1], { clock, channel, jobs });
  const settle = async () => {
    for (let n = 0; n < 3; n += 1) await Promise.all([one.settle(), two.settle()]);
  };
  return {
    heard: (citizen: string) => shown.flatMap(({ to, text }) => (to === citizen ? [text] : [])),
    cases: () => stores[0].cases.list('open', 100),
    async everyone(id: string, text: string, forwarded: boolean) {
      const deliveries = CITIZENS.map((citizen) =>
        toDelivered({ channel: 'terminal', citizen, now: clock.now() }, { id, text, forwarded }),
      );
      await Promise.all([
        receive(one.deps, deliveries),
        receive(two.deps, deliveries.toReversed()),
      ]);
      await settle();
    },
    async decide(ticket: string) {
      const decision = {
        verdict: 'salah',
        summary: 'Tidak ada sabunnya.',
        url: 'https://sumber.example/cek',
      } as const;
      await Promise.all([
        reply(one.deps, { ticket, reviewer: 'rina' }, decision),
        reply(two.deps, { ticket, reviewer: 'budi' }, decision),
      ]);
      await settle();
    },
    async close() {
      expect([...one.errors, ...two.errors]).toEqual([]);
      await Promise.all([one.close(), two.close()]);
      for (const store of stores) await store.close();
    },
  };
}

async function jobsOnRedis(): Promise<OpenJobs> {
  const redis = new TestRedis();
  onTestFinished(() => redis.stop());
  await redis.start();
  return openBullmqJobs({ url: redis.url });
}
