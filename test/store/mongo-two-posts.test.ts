import { afterAll, expect, test } from 'vitest';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB's two posts run on: ${mongo.name}`);
afterAll(() => mongo.close());

const HOAX = 'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const CITIZENS = Array.from({ length: 12 }, (_, n) => `w${n}`);

test('two posts on one database answer once, open one case and tell its verdict once', async () => {
  const url = mongo.url();
  const stages = [await openMongoStage(url), await openMongoStage(url)];
  const shown: { id: string; to: string; text: string }[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    async send({ id, to, reply: { text } }) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (!shown.some((each) => each.id === id)) shown.push({ id, to: to.sender, text });
      return { type: 'sent' };
    },
  };
  const summary = 'Ini tidak benar menurut dokter.';
  await stages[0]?.store.factChecks.save([
    aFactCheck({ title: HOAX, narratives: [HOAX], summary }),
  ]);
  const clock = new VirtualClock(MORNING);
  const posts = await Promise.all(stages.map(({ store }) => aPost(store, { clock, channel })));
  const everyone = async (id: string, text: string, forwarded: boolean) => {
    const deliveries = CITIZENS.map((citizen) =>
      toDelivered({ channel: 'terminal', citizen, now: MORNING }, { id, text, forwarded }),
    );
    await Promise.all(posts.map(({ deps }) => receive(deps, deliveries)));
    for (const post of [...posts, ...posts]) await post.settle();
  };
  await everyone('m0', HOAX, true);
  await everyone('m1', NEWS, true);
  await everyone('m2', 'ya', false);
  await everyone('m3', 'cukup', false);
  const [found, ...others] = (await stages[0]?.store.cases.list(undefined, 10)) ?? [];
  expect(others).toEqual([]);
  const decision = {
    verdict: 'salah',
    summary: 'Tidak ada sabunnya sama sekali.',
    url: 'https://sumber.example/cek',
  } as const;
  const [one] = posts;
  if (one) await reply(one.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
  await Promise.all(posts.map((post) => post.settle()));
  for (const post of [...posts, ...posts]) await post.settle();
  for (const citizen of CITIZENS) {
    const told = shown.filter(({ to }) => to === citizen).map(({ text }) => text);
    const count = (part: string) => told.filter((text) => text.includes(part)).length;
    expect([citizen, count(summary), count(decision.summary)]).toEqual([citizen, 1, 1]);
  }
  for (const post of posts) {
    expect(post.errors).toEqual([]);
    await post.close();
  }
});
