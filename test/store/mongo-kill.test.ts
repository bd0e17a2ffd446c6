import { afterAll, expect, test } from 'vitest';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { connect } from '../../src/store/mongo/connect.ts';
import { createModels } from '../../src/store/mongo/models.ts';
import { createStore, migrateMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const mongo = await openTestMongo({ lifetimeMs: 300 });
console.log(`MongoDB kills run on: ${mongo.name}`);
afterAll(() => mongo.close());

const HOAX = 'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const WRITE = /^(insert|update|delete|findAndModify|commitTransaction)$/;

/** What a citizen writes, one message after the other. */
const conversations = {
  'a known hoax': [[HOAX, true]],
  'a report': [
    [NEWS, true],
    ['ya', false],
  ],
  'a farewell': [
    ['hapus data saya', false],
    ['ya', false],
  ],
} as const;

/** A store that is dead from its n-th write on: nothing of it reaches the server any more. */
async function openMortal(url: string, deathAt: number) {
  const connection = await connect(`${url}&monitorCommands=true`);
  let writes = 0;
  connection.getClient().on('commandStarted', ({ commandName }) => {
    if (WRITE.test(commandName)) writes += 1;
    // A server ends the transaction of a dead process by itself, if later.
    if (writes >= deathAt && commandName !== 'abortTransaction') throw new Error('killed');
  });
  const store = createStore(createModels(connection), createSeal(MASTER_KEY));
  return { store, connection, writes: () => writes };
}

/** Plays messages to a process that dies at its n-th write, then to one that lives. */
async function play(messages: readonly (readonly [string, boolean])[], deathAt: number) {
  const url = mongo.url();
  await migrateMongo(url, { isDry: false });
  const shown: { id: string; text: string }[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    async send({ id, reply }) {
      if (!shown.some((each) => each.id === id)) shown.push({ id, text: reply.text });
      return { type: 'sent' };
    },
  };
  const first = await openMortal(url, Number.POSITIVE_INFINITY);
  await first.store.factChecks.save([aFactCheck({ id: 'f', title: HOAX, narratives: [HOAX] })]);
  await first.store.close();
  const clock = new VirtualClock(MORNING);
  const deliveries = messages.map(([text, forwarded], n) => {
    const by = { channel: 'terminal', citizen: 'w1', now: MORNING + n };
    return toDelivered(by, { text, forwarded, id: `m${n}` });
  });
  const lives = [await openMortal(url, deathAt), await openMortal(url, Number.POSITIVE_INFINITY)];
  for (const { store } of lives) {
    const post = await aPost(store, { clock, channel }).catch(() => undefined);
    for (const delivery of post ? deliveries : []) {
      await receive(post?.deps as never, [delivery]).catch(() => {});
      await post?.settle().catch(() => {});
    }
    await post?.close().catch(() => {});
  }
  const [mortal, living] = lives;
  const due = await living?.store.turns.findDue(MORNING, 10);
  const waiting = await living?.store.outbox.findWaiting(MORNING, 10);
  const cases = await living?.store.cases.list(undefined, 10);
  for (const { connection } of lives) await connection.close();
  const texts = shown.map(({ text }) => text.replace(/\*[A-Z0-9]{4,8}\*/g, '*TICKET*'));
  return { texts, due, waiting, cases: cases?.length, writes: mortal?.writes() ?? 0 };
}

test.each(Object.entries(conversations))(
  'whichever write a process dies at, %s ends as if it had lived',
  async (_, messages) => {
    const { writes, ...expected } = await play(messages, Number.POSITIVE_INFINITY);
    expect(expected.texts.length).toBeGreaterThan(0);
    for (let deathAt = 1; deathAt <= writes; deathAt += 1) {
      const { writes: _, ...found } = await play(messages, deathAt);
      expect({ deathAt, ...found }).toEqual({ deathAt, ...expected });
    }
  },
  600_000, // a server holds what was killed inside a transaction for a minute
);
