import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { Workers } from '../../src/jobs/bullmq/workers.ts';
import { jobsContract } from '../contracts/jobs-contract.ts';
import { aWorker } from '../support/jobs.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis())('with Redis', () => {
  const redis = useRedis();

  jobsContract('jobs on Redis', (parts) =>
    openBullmqJobs({ url: redis.url, prefix: redis.aPrefix() })(parts),
  );
});

test('without Redis, too, closing waits for what runs', async () => {
  const closing = vi.spyOn(Workers.prototype, 'close');
  onTestFinished(() => closing.mockRestore());
  const isLast = () => closing.mock.settledResults[0]?.type === 'fulfilled';
  let hasEnded = false;
  const worker = aWorker({ url: 'redis://127.0.0.1:1' }, async () => {
    await vi.waitUntil(isLast, { timeout: 30_000 });
    for (let n = 0; n < 50; n += 1) await new Promise((go) => setImmediate(go));
    hasEnded = true;
    return null;
  });
  worker.turn('w1');
  await vi.waitUntil(() => worker.begun.length === 1);
  await worker.close();
  expect(hasEnded).toBe(true);
});
