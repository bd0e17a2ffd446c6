import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTranscriber, type Patience } from '../../src/media/speech/transcriber.ts';
import { hearingPrograms } from '../harm/hostile/processes.ts';
import { aSpeechFolder } from './speech-model.ts';

const isInstalled = await import('sherpa-onnx-node').then(
  () => true,
  () => false,
);
if (!isInstalled) {
  console.warn('No model can hear: "npm run add:transcriber" brings what these tests need.');
}

async function open(folder: string, patience?: Patience) {
  const transcriber = await openTranscriber(folder, patience);
  onTestFinished(() => transcriber.close());
  return transcriber;
}

/** Samples of so many seconds with a tone in each of the given stretches. */
function tones(seconds: number, ...stretches: [from: number, to: number][]): Int16Array {
  const pcm = new Int16Array(seconds * 16_000);
  for (const [from, to] of stretches) {
    for (let at = from * 16_000; at < to * 16_000; at++) pcm[at] = 8000 * Math.sin(at);
  }
  return pcm;
}

test('a folder without a model says what is missing', async () => {
  const cases: [files: Record<string, string | undefined>, complaint: string][] = [
    [{ 'model.onnx': undefined }, 'holds no model.onnx'],
    [{ 'tokens.txt': undefined }, 'holds no tokens.txt'],
    [{ 'posko.json': '{"kind": "whisper"}' }, 'holds no encoder.onnx'],
    [{ 'posko.json': '{"kind": "telinga"}' }, 'posko.json cannot be read'],
    [{ 'posko.json': '{' }, 'posko.json cannot be read'],
  ];
  for (const [files, complaint] of cases) {
    await expect(openTranscriber(aSpeechFolder(files))).rejects.toThrow(complaint);
  }
  await expect(openTranscriber('/not/there')).rejects.toThrow('/not/there holds no');
});

test.runIf(!isInstalled)('without the package it is told how to get it', async () => {
  await expect(openTranscriber(aSpeechFolder())).rejects.toThrow('npm run add:transcriber');
});

describe.skipIf(!isInstalled)('with sherpa-onnx', () => {
  test('what is said becomes text, and silence none', async () => {
    const transcriber = await open(aSpeechFolder());
    expect(await transcriber.transcribe(tones(3, [0.5, 1], [2, 2.5]))).toMatchObject({
      text: 'bunyi bunyi',
    });
    expect(await transcriber.transcribe(tones(2))).toBeUndefined();
    expect(await transcriber.transcribe(new Int16Array())).toBeUndefined();
  });

  test('a long sound is heard in parts, and only its first five minutes', async () => {
    const transcriber = await open(aSpeechFolder());
    const long = tones(400, [10, 10.5], [200, 200.5], [350, 350.5]);
    expect(await transcriber.transcribe(long)).toMatchObject({ text: 'bunyi bunyi' });
  });

  test('sounds wait for each other', async () => {
    const transcriber = await open(aSpeechFolder());
    const [one, two] = await Promise.all([
      transcriber.transcribe(tones(2, [0.5, 1])),
      transcriber.transcribe(tones(3, [0.5, 1], [2, 2.5])),
    ]);
    expect([one?.text, two?.text]).toEqual(['bunyi', 'bunyi bunyi']);
  });

  test('a sound at which the model breaks is not understood, and the next one is', async () => {
    const transcriber = await open(aSpeechFolder());
    const uneven = new Int16Array(16_001).fill(5000); // no whole number of frames
    expect(await transcriber.transcribe(uneven)).toBeUndefined();
    expect(await transcriber.transcribe(tones(2, [0.5, 1]))).toMatchObject({ text: 'bunyi' });
  });

  test('one that takes too long is given up', async () => {
    const transcriber = await open(aSpeechFolder(), { openMs: 20_000, msPerSecond: 0 });
    expect(await transcriber.transcribe(tones(2, [0.5, 1]))).toBeUndefined();
  });

  test.skipIf(!existsSync('/proc/self/environ'))(
    'the process of one that is given up ends, so that none pile up',
    async () => {
      const before = new Set(hearingPrograms().map(({ folder }) => folder));
      const begun = () => hearingPrograms().filter(({ folder }) => !before.has(folder));
      const transcriber = await open(aSpeechFolder(), { openMs: 20_000, msPerSecond: 0 });
      expect(begun()).toHaveLength(1);
      await transcriber.transcribe(tones(2, [0.5, 1]));
      await expect.poll(begun).toEqual([]);
    },
  );

  test('a model that is damaged ends its own process, not ours', async () => {
    for (const files of [{ 'model.onnx': 'rusak' }, { 'tokens.txt': 'rusak' }]) {
      const folder = aSpeechFolder(files);
      await expect(openTranscriber(folder)).rejects.toThrow(
        `the model in ${folder} cannot be used`,
      );
    }
  });
});
