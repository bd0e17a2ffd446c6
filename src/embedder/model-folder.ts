import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** Contents of a model's folder. */
export type ModelFolder = Awaited<ReturnType<typeof readModelFolder>>;

/** Reads a model's folder except the model itself; throws what is missing or wrong. */
export async function readModelFolder(folder: string) {
  const model = MODELS.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (model === undefined) {
    throw new Error(`${folder} holds no model; one of these has to be there: ${MODELS.join(', ')}`);
  }
  const path = join(folder, 'tokenizer.json');
  if (!existsSync(path)) throw new Error(`${path} is missing; it comes with the model`);
  return {
    model,
    tokenizer: await readJson(path, z.looseObject({})),
    tokenizerConfig: await readJson(join(folder, 'tokenizer_config.json'), z.looseObject({})),
    settings: await readJson(join(folder, SETTINGS), settingsSchema),
    /** Name of the folder and a digest: differs between models, and between two uses of one model. */
    fingerprint: `${basename(folder)}, ${await digest([model, path, join(folder, SETTINGS)])}`,
  };
}

const MODELS = [
  'model.onnx',
  'onnx/model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model.onnx',
];
const SETTINGS = 'posko.json';

/** Prefixes for each kind of text, and the maximum of tokens. */
const settingsSchema = z.strictObject({
  message: z.string().default(''),
  factCheck: z.string().default(''),
  maxTokens: z.int().min(8).max(8192).default(512),
});

/** A missing file counts as empty. */
async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = existsSync(path) ? await readFile(path, 'utf8') : '{}';
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} cannot be read: ${reason}`, { cause: error });
  }
}

async function digest(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths.filter((name) => existsSync(name))) {
    for await (const bytes of createReadStream(path)) hash.update(bytes);
  }
  return hash.digest('hex');
}
