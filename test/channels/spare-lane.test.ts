import { expect, test } from 'vitest';
import { Pacer } from '../../src/channels/pacer.ts';
import { SpareLane } from '../../src/channels/spare-lane.ts';
import { anAddress, anOutgoing, aReply } from '../support/builders.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

function outgoing(changes: { isUnasked: boolean; heardAt?: number }) {
  const { isUnasked, heardAt = 0 } = changes;
  const reply = aReply(isUnasked ? { unaskedUntil: NOW + HOUR } : {});
  return { ...anOutgoing(anAddress(), reply), heardAt };
}

test('what was asked for passes by, however much waits', () => {
  const lane = new SpareLane();
  for (let n = 0; n < 1000; n += 1) lane.waitMs(outgoing({ isUnasked: true }), NOW, 200);
  expect(lane.waitMs(outgoing({ isUnasked: false }), NOW, 200)).toBe(0);
});

test('unasked messages go one after the other, each in its place', () => {
  const lane = new SpareLane();
  const three = [1, 2, 3].map(() => outgoing({ isUnasked: true }));
  expect(three.map((each) => lane.waitMs(each, NOW, 200))).toEqual([0, 200, 400]);
  expect(three.map((each) => lane.waitMs(each, NOW + 200, 200))).toEqual([0, 0, 200]);
});

test('whoever has just written does not wait behind what they did not ask for', () => {
  const lane = new SpareLane();
  lane.waitMs(outgoing({ isUnasked: true }), NOW, 200);
  expect(lane.waitMs(outgoing({ isUnasked: true, heardAt: NOW - 1000 }), NOW, 200)).toBe(0);
});

/** How long answers wait for their place behind a number's pace, with or without unasked messages in between. */
function answerWaits({ unasked }: { unasked: number }): number[] {
  const [lane, pacer] = [
    new SpareLane(),
    new Pacer({ perCitizenMs: 6000, perNumberMs: 25, burst: 10 }),
  ];
  const waiting = Array.from({ length: unasked }, () => ({
    message: outgoing({ isUnasked: true }),
    at: NOW,
  }));
  const waits: number[] = [];
  for (let now = NOW; now < NOW + 60_000; now += 10) {
    for (const each of waiting) {
      if (each.at > now) continue;
      const wait = lane.waitMs(each.message, now, 200) || pacer.take(each.message.to.sender, now);
      each.at = wait > 0 ? now + wait : Number.POSITIVE_INFINITY;
    }
    if (now % 500 === 0) waits.push(pacer.take(`answer-${now}`, now));
  }
  return waits;
}

test('with ten thousand digests waiting an answer waits at most for the one message before it', () => {
  expect(Math.max(...answerWaits({ unasked: 0 }))).toBe(0);
  expect(Math.max(...answerWaits({ unasked: 10_000 }))).toBeLessThanOrEqual(25);
});
