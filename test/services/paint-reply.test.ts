import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { Simulator } from '../../src/channels/simulator/simulator.ts';
import type { Reply } from '../../src/domain/messages/message.ts';
import type { Site } from '../../src/domain/settings/settings.ts';
import type { Card, CardPainter, Picture } from '../../src/ports/card-renderer.ts';
import type { Sent } from '../../src/ports/channel.ts';
import { Busy } from '../../src/ports/concurrency-limit.ts';
import { aFactCheck, aPicture, aPost } from '../support/builders.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';
const SITE: Site = { address: 'https://cek.example.org', showsSamples: false };

interface Told {
  text: string;
  picture: Picture | undefined;
}

/** A channel that answers `outcomes` first, and sends nothing for each of them. */
class Reluctant extends Simulator {
  readonly outcomes: Sent[] = [];

  override async send(outgoing: Parameters<Simulator['send']>[0]): Promise<Sent> {
    return this.outcomes.shift() ?? super.send(outgoing);
  }
}

/** A citizen who has been told that a hoax is one; what is painted for them is kept as words. */
async function aTold({ site = SITE, paint }: { site?: Site; paint?: CardPainter['paint'] } = {}) {
  const store = await openMemoryStore([]);
  const factCheck = aFactCheck({ id: 'bank', title: 'Bank tutup', narratives: [HOAX] });
  await store.factChecks.save([factCheck]);
  const told: Told[] = [];
  const cards: Card[] = [];
  const show = (_: string, { text }: Reply, picture?: Picture) => void told.push({ text, picture });
  const channel = new Reluctant('terminal', show);
  const painter: CardPainter = {
    async paint(card) {
      cards.push(card);
      return paint ? paint(card) : aPicture();
    },
  };
  const post = await aPost(store, { channel, painter, settings: { site } });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await post.write('w1', HOAX, { forwarded: true });
  const change = (changes: Partial<typeof factCheck>) =>
    store.factChecks.save([{ ...factCheck, version: 2, ...changes }]);
  return { ...post, store, channel, told, cards, change, last: () => told.at(-1) };
}

test('nobody gets a card who has not asked for it', async () => {
  const { told } = await aTold();
  expect(told).toHaveLength(1);
  expect(told[0]?.picture).toBeUndefined();
});

test('who asks gets one message: the card, with verdict, claim and the page below it', async () => {
  const { told, write, cards } = await aTold();
  await write('w1', 'kartu');
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual({
    picture: aPicture(),
    text: '*Faktanya:* Semua bank buka seperti biasa menurut otoritasnya.\n\n❌ *SALAH*\n“Bank tutup”\n\nhttps://cek.example.org/cek/bank-tutup--bank',
  });
  expect(cards).toMatchObject([{ verdict: 'salah', claim: 'Bank tutup' }]);
});

test('a card that is asked for again is not painted again', async () => {
  const { told, write, cards } = await aTold();
  await write('w1', 'kartu');
  await write('w1', 'kartu');
  expect(told).toHaveLength(3);
  expect(cards).toHaveLength(1);
});

test('without an address that anyone can follow the link leads to the source', async () => {
  const { write, last, change } = await aTold({ site: { showsSamples: true } });
  await change({ url: 'https://example.org/asli' });
  await write('w1', 'kartu');
  expect(last()?.text).toMatch(/\n\nhttps:\/\/example\.org\/asli$/);
});

test('a sample, whose page is hidden, has no link to it', async () => {
  const { write, last, change } = await aTold();
  await change({ sample: true });
  await write('w1', 'kartu');
  expect(last()?.text).toBe(
    '*Faktanya:* Semua bank buka seperti biasa menurut otoritasnya.\n\n❌ *SALAH*\n“Bank tutup”',
  );
});

test('what was corrected on the way is shown, and said, as it is now', async () => {
  const { write, wait, last, change, channel, cards } = await aTold();
  channel.outcomes.push({ type: 'wait', ms: 1000 });
  await write('w1', 'kartu');
  await change({ verdict: 'benar', title: 'Bank libur' });
  await wait(1000);
  expect(last()?.text).toMatch(/\n\n✅ \*BENAR\*\n“Bank libur”/);
  expect(cards.at(-1)).toMatchObject({ verdict: 'benar', claim: 'Bank libur' });
});

test('what was withdrawn on the way is shown, and said, as withdrawn', async () => {
  const { write, wait, last, change, channel, cards } = await aTold();
  channel.outcomes.push({ type: 'wait', ms: 1000 });
  await write('w1', 'kartu');
  await change({ retracted: 'keliru' });
  await wait(1000);
  expect(last()?.text).toContain('*DITARIK*\n“Bank tutup”');
  expect(last()?.text).not.toContain('SALAH');
  expect(cards.at(-1)?.isWithdrawn).toBe(true);
});

test('the outbox keeps what the card is of, never the picture', async () => {
  const { store, write, channel, clock, deps } = await aTold();
  channel.outcomes.push({ type: 'closed' }, { type: 'wait', ms: 1000 });
  await write('w1', 'kartu');
  await write('w1', 'halo');
  const [citizen = ''] = await deps.store.outbox.findWaiting(clock.now() + 1000, 1);
  const outgoing = await store.outbox.next(citizen, clock.now() + 1000);
  expect(outgoing?.reply.picture).toEqual({
    type: 'card',
    factCheck: 'bank',
    version: 1,
    language: 'id',
  });
  expect(outgoing).not.toHaveProperty('picture');
});

test('a card that was held goes, as one message, when the citizen writes', async () => {
  const { told, write, channel } = await aTold();
  channel.outcomes.push({ type: 'closed' });
  await write('w1', 'kartu');
  expect(told).toHaveLength(1);
  await write('w1', 'makasih');
  expect(told.map(({ picture }) => picture !== undefined)).toEqual([false, true, false]);
});

test('a card that cannot be painted goes as its words, and the operator hears of it', async () => {
  const { write, last, errors } = await aTold({
    paint: () => Promise.reject(new Error('out of memory')),
  });
  await write('w1', 'kartu');
  expect(last()).toEqual({
    picture: undefined,
    text: '*Faktanya:* Semua bank buka seperti biasa menurut otoritasnya.\n\n❌ *SALAH*\n“Bank tutup”\n\nhttps://cek.example.org/cek/bank-tutup--bank',
  });
  expect(errors.map(String)).toEqual(['Error: a card could not be painted: out of memory']);
});

test('a card waits while too many are painted, which is not counted as a try', async () => {
  let isBusy = true;
  const paint = async () => {
    if (isBusy) throw new Busy('too much is asked for at once');
    return aPicture();
  };
  const { write, wait, told, errors } = await aTold({ paint });
  await write('w1', 'kartu');
  await wait(60_000);
  expect(told).toHaveLength(1);
  isBusy = false;
  await wait(1000);
  expect(told[1]?.picture).toEqual(aPicture());
  expect(errors).toEqual([]);
});

test('a card that fails three times gives way to its words', async () => {
  const { write, wait, told, channel } = await aTold();
  channel.outcomes.push(...Array.from({ length: 3 }, () => ({ type: 'later', ms: 0 }) as const));
  await write('w1', 'kartu');
  await wait(60_000);
  expect(told).toHaveLength(2);
  expect(told[1]).toMatchObject({ picture: undefined, text: expect.stringContaining('SALAH') });
});
