import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { aGate, aWorker, until } from '../support/jobs.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis())('closing', () => {
  const redis = useRedis();

  test('a job that takes long is waited for, however soon Redis should have said goodbye', async () => {
    const gate = aGate();
    const worker = aWorker({ url: redis.url, prefix: redis.aPrefix() }, gate.wait);
    worker.turn('w1');
    await until(() => worker.begun.length === 1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let isClosed = false;
    const closing = worker.close().then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isClosed).toBe(false);
    vi.useRealTimers();
    gate.open();
    await closing;
  });

  test('a place that is taken after the end is left to others', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const looks = vi.fn(() => false);
    const places = [{ name: 'device', isHeld: looks }];
    const worker = aWorker({ url: redis.url, prefix: redis.aPrefix() }, undefined, { places });
    await worker.idle();
    looks.mockClear();
    await vi.advanceTimersByTimeAsync(500);
    expect(looks).toHaveBeenCalled();
    await worker.close();
    looks.mockClear();
    await vi.advanceTimersByTimeAsync(5000);
    expect(looks).not.toHaveBeenCalled();
  });
});
