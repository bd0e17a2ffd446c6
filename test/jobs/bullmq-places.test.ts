import { describe, expect, test } from 'vitest';
import { aWorker, until } from '../support/jobs.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis())('places', () => {
  const redis = useRedis();

  test('a job with a place is done where the place is held, and nowhere else', async () => {
    const options = { url: redis.url, prefix: redis.aPrefix() };
    const worker = aWorker(options);
    const holder = aWorker(options, undefined, { places: [aPlace()], isWorker: false });
    for (let n = 0; n < 20; n += 1) worker.send(`w${n}`, 'device');
    worker.send('anybody');
    await until(() => holder.begun.length === 20 && worker.begun.length === 1);
    expect(worker.begun).toEqual(['anybody']);
  });

  test('a process that is no worker leaves jobs without a place to others', async () => {
    const options = { url: redis.url, prefix: redis.aPrefix() };
    const page = aWorker(options, undefined, { isWorker: false });
    page.turn('w1');
    await page.idle().catch(() => {});
    const worker = aWorker(options);
    await until(() => worker.begun.length === 1);
    expect(page.begun).toEqual([]);
  });

  test('a place that changes hands takes its jobs along', async () => {
    const options = { url: redis.url, prefix: redis.aPrefix() };
    const place = { name: 'device', holder: 'first' };
    const looks = { first: 0, second: 0 };
    const held = (by: keyof typeof looks) => {
      const isHeld = () => {
        looks[by] += 1;
        return place.holder === by;
      };
      return { name: place.name, isHeld };
    };
    /** Gives the place to somebody; resolves when both have seen it, and acted on what they saw. */
    const give = async (holder: string) => {
      place.holder = holder;
      const { first: one, second: two } = { ...looks };
      await until(() => looks.first > one + 2 && looks.second > two + 2);
    };
    const first = aWorker(options, undefined, { places: [held('first')] });
    const second = aWorker(options, undefined, { places: [held('second')] });
    first.send('w1', 'device');
    await until(() => first.begun.length === 1);
    await give('nobody');
    first.send('w2', 'device');
    place.holder = 'second';
    await until(() => second.begun.length === 1);
    await give('first');
    second.send('w3', 'device');
    await until(() => first.begun.length === 2);
    expect([first.begun, second.begun]).toEqual([['w1', 'w3'], ['w2']]);
  });
});

test('without Redis a job with a place is done where the place is held, and nowhere else', async () => {
  const options = { url: 'redis://127.0.0.1:1', prefix: 'posko' };
  const worker = aWorker(options);
  const holder = aWorker(options, undefined, { places: [aPlace()], isWorker: false });
  const lost = { name: 'device', isHeld: () => false };
  const former = aWorker(options, undefined, { places: [lost], isWorker: false });
  for (const each of [worker, holder, former]) {
    each.send('w1', 'device');
    each.send('w2');
    await each.idle();
  }
  expect([worker.begun, holder.begun, former.begun]).toEqual([['w2'], ['w1'], []]);
});

function aPlace() {
  return { name: 'device', isHeld: () => true };
}
