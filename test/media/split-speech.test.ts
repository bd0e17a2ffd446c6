import { expect, test } from 'vitest';
import { splitSpeech } from '../../src/media/speech/transcriber.ts';

const RATE = 100;

function loud(seconds: number): Int16Array {
  return new Int16Array(seconds * RATE).fill(1000);
}

test('a short sound stays whole, and nothing has no part', () => {
  expect(splitSpeech(loud(28), RATE)).toEqual([loud(28)]);
  expect(splitSpeech(new Int16Array(), RATE)).toEqual([]);
});

test('a long sound is cut where it is quiet, and nothing is lost', () => {
  const pcm = loud(60);
  pcm.fill(1, 25 * RATE, 25 * RATE + 30);
  const parts = splitSpeech(pcm, RATE);
  expect(parts[0]?.length).toBeGreaterThanOrEqual(25 * RATE);
  expect(parts[0]?.length).toBeLessThan(25.3 * RATE);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(28 * RATE);
  expect(parts.flatMap((part) => [...part])).toEqual([...pcm]);
});
