import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../domain/text/parse-json.ts';

/** Files of a model, in sherpa-onnx's terms. */
export interface SpeechModel {
  tokens: string;
  numThreads: number;
  whisper?: { encoder: string; decoder: string; language: string; task: 'transcribe' };
  omnilingual?: { model: string };
  dolphin?: { model: string };
}

/** Reads how to open the model of a folder; throws what is missing or wrong. */
export function readSpeechFolder(folder: string): SpeechModel {
  const names = existsSync(folder) ? readdirSync(folder).sort(smallerFirst) : [];
  const path = join(folder, SETTINGS);
  const settings = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const { kind, language, threads: numThreads } = readJson(settingsSchema, settings, path);
  const find = (what: string, ending: RegExp) => {
    const name = names.find((each) => ending.test(each));
    if (name === undefined) throw new Error(`${folder} holds no ${what}; it comes with the model`);
    return join(folder, name);
  };
  const tokens = find('tokens.txt', /tokens\.txt$/);
  if (kind !== 'whisper') {
    const model = find('model.onnx', /model(\.int8)?\.onnx$/);
    return { tokens, numThreads, [kind]: { model } };
  }
  const encoder = find('encoder.onnx', /encoder(\.int8)?\.onnx$/);
  const decoder = find('decoder.onnx', /decoder(\.int8)?\.onnx$/);
  return { tokens, numThreads, whisper: { encoder, decoder, language, task: 'transcribe' } };
}

const SETTINGS = 'posko.json';

const settingsSchema = z.strictObject({
  kind: z.enum(['whisper', 'omnilingual', 'dolphin']).default('whisper'),
  /** Only Whisper needs it. */
  language: z.string().default('id'),
  threads: z.int().min(1).max(16).default(1),
});

/** Prefers integer models: as good here as fractions, at a quarter of the size. */
function smallerFirst(one: string, other: string): number {
  return Number(other.includes('int8')) - Number(one.includes('int8'));
}
