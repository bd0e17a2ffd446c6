import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { MORNING } from '../support/stage.ts';

function atMorning() {
  vi.useFakeTimers({ now: MORNING });
  onTestFinished(() => void vi.useRealTimers());
  const seen: number[] = [];
  const wakeAt = (ms: number) => systemClock.at(MORNING + ms, () => seen.push(systemClock.now()));
  return { seen, wakeAt };
}

test('what is to happen at a time happens then, and at once if the time is past', async () => {
  const { seen, wakeAt } = atMorning();
  for (const ms of [500, -500]) wakeAt(ms);
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual([MORNING]);
  await vi.advanceTimersByTimeAsync(499);
  expect(seen).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen).toEqual([MORNING, MORNING + 500]);
});

test('what is called off does not happen', async () => {
  const { seen, wakeAt } = atMorning();
  wakeAt(500)();
  await vi.advanceTimersByTimeAsync(1000);
  expect(seen).toEqual([]);
});

test('what waits for its time keeps no process that is done from ending', () => {
  const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
  const cancel = systemClock.at(Date.now() + 60_000, () => {});
  onTestFinished(cancel);
  const after = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
  expect(after).toEqual(before);
});
