import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSpeechFolder } from '../../src/media/speech/speech-folder.ts';
import { aFolder } from '../support/builders.ts';

const WHISPER = ['tiny-encoder.onnx', 'tiny-decoder.onnx', 'tiny-tokens.txt'];

function aModel(settings: object | undefined, ...names: string[]): string {
  const folder = aFolder();
  for (const name of names) writeFileSync(join(folder, name), '');
  if (settings) writeFileSync(join(folder, 'posko.json'), JSON.stringify(settings));
  return folder;
}

test('of two models in a folder the smaller one is opened', () => {
  const small = ['tiny-encoder.int8.onnx', 'tiny-decoder.int8.onnx'];
  const folder = aModel(undefined, ...WHISPER, ...small);
  expect(readSpeechFolder(folder).whisper).toMatchObject({
    encoder: join(folder, 'tiny-encoder.int8.onnx'),
    decoder: join(folder, 'tiny-decoder.int8.onnx'),
  });
  const other = aModel({ kind: 'dolphin' }, 'model.onnx', 'model.int8.onnx', 'tokens.txt');
  expect(readSpeechFolder(other).dolphin).toEqual({ model: join(other, 'model.int8.onnx') });
});

test.for([
  [undefined, { language: 'id', threads: 1 }],
  [
    { language: 'jv', threads: 4 },
    { language: 'jv', threads: 4 },
  ],
] as const)('with the settings %j speech is heard as %j', ([settings, { language, threads }]) => {
  const model = readSpeechFolder(aModel(settings, ...WHISPER));
  expect(model).toMatchObject({ numThreads: threads, whisper: { language, task: 'transcribe' } });
});

test.for([
  [{ threads: 0 }, 'threads'],
  [{ threads: 17 }, 'threads'],
  [{ langauge: 'id' }, 'langauge'],
] as const)('the settings %j are refused, and it is told why', ([settings, why]) => {
  expect(() => readSpeechFolder(aModel(settings, ...WHISPER))).toThrow(why);
});
