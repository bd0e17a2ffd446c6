import { expect, test, vi } from 'vitest';
import { NumberState } from '../../../src/channels/cloud-api/number-state.ts';
import { type NumberNews, NumberWatch } from '../../../src/channels/cloud-api/number-watch.ts';
import type { ChannelPauses, Pause } from '../../../src/services/messaging/channel-pauses.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const LOCKED = { code: 131031 };
const UNKNOWN = { code: 999_999 };

function watched(pauses?: ChannelPauses) {
  const time = { now: MORNING };
  const number = new NumberState(() => time.now);
  const pass = (ms: number) => {
    time.now += ms;
  };
  const news: NumberNews[] = [];
  const watch = new NumberWatch(number, {
    way: 'cloud-api 1',
    now: () => time.now,
    pauses,
    tell: (each) => void news.push(each),
  });
  return { number, watch, news, pass, time };
}

const PAUSE: Pause = { fault: LOCKED, by: 'answer', since: MORNING, until: MORNING + MINUTE };

test('a pause is told once, another reason again, and the end once', async () => {
  const { watch, news } = watched();
  watch.share(PAUSE);
  watch.share({ ...PAUSE, until: MORNING + 2 * MINUTE });
  watch.share({ ...PAUSE, fault: UNKNOWN });
  watch.share(undefined);
  watch.share(undefined);
  expect(news).toEqual([
    { type: 'paused', fault: LOCKED },
    { type: 'paused', fault: UNKNOWN },
    { type: 'resumed' },
  ]);
});

test('the same refusal is told once a minute, also where the clock was set back', () => {
  const { watch, news, pass, time } = watched();
  watch.tellRefused(UNKNOWN);
  pass(MINUTE - 1);
  watch.tellRefused(UNKNOWN);
  watch.tellRefused(LOCKED);
  expect(news).toHaveLength(2);
  pass(1);
  watch.tellRefused(UNKNOWN);
  time.now = MORNING - 1;
  watch.tellRefused(UNKNOWN);
  expect(news).toHaveLength(4);
});

test('that WhatsApp is away is told once, and that it is back', async () => {
  const { number, watch, news, pass } = watched();
  number.backOff();
  pass(30_000);
  number.backOff();
  await watch.look();
  await watch.look();
  number.recover();
  await watch.look();
  expect(news).toEqual([{ type: 'away' }, { type: 'back' }]);
});

test('a pause that could not be written is written at the next look, and is not overruled meanwhile', async () => {
  const write = vi.fn(async (_: string, __: Pause | undefined) => {});
  write.mockRejectedValueOnce(new Error('the store is away'));
  const read = vi.fn(async (): Promise<Pause | undefined> => undefined);
  const { number, watch } = watched({ read, write });
  number.adopt(PAUSE);
  watch.share(PAUSE);
  await watch.follow();
  expect(read).not.toHaveBeenCalled();
  expect(number.isPaused).toBe(true);
  await watch.look();
  expect(write.mock.calls).toEqual([
    ['cloud-api 1', PAUSE],
    ['cloud-api 1', PAUSE],
  ]);
  await watch.look();
  expect(write).toHaveBeenCalledTimes(2);
  await watch.follow();
  expect(number.isPaused).toBe(false);
});

test('what changes while it is written is written too', async () => {
  const written: (Pause | undefined)[] = [];
  const { watch } = watched({
    read: async () => undefined,
    write: async (_, pause) => {
      written.push(pause);
      if (written.length === 1) watch.share(undefined);
    },
  });
  watch.share(PAUSE);
  await watch.look();
  expect(written).toEqual([PAUSE, undefined]);
});
