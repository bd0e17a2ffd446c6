import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { readJson } from '../domain/text/parse-json.ts';
import type { Embedder, Vector } from '../matching/embedder.ts';
import { meanOf, toUnit } from './pool.ts';

/** Opens the model of a folder and tries it once; throws instructions if that fails. */
export async function loadEmbedder(folder: string): Promise<Embedder> {
  const read = await readModelFolder(folder);
  const runtime = await importRuntime();
  try {
    return await open(read, runtime);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the model in ${folder} cannot be used: ${reason}`, { cause: error });
  }
}

async function open(folder: ModelFolder, runtime: Runtime): Promise<Embedder> {
  const { maxTokens, ...prefixes } = folder.settings;
  const encode = await createEncoder(folder, runtime);
  // As long as any text, so that a model with a shorter limit fails now.
  const { length: dimensions } = await encode(TRIAL.repeat(maxTokens));
  return {
    model: folder.fingerprint,
    dimensions,
    async embed(text, role) {
      const vector =
        text.trim() === '' ? new Float32Array() : await encode(`${prefixes[role]}${text}`);
      return vector.length === 0 ? new Float32Array(dimensions) : vector;
    },
  };
}

const TRIAL = 'Apakah pesan ini benar? ';

/** Opens a model; returns a function from text to vector, empty for a text without tokens. */
async function createEncoder(
  { model, tokenizer, tokenizerConfig, settings }: ModelFolder,
  { InferenceSession, Tensor, Tokenizer }: Runtime,
): Promise<(text: string) => Promise<Vector>> {
  const reader = new Tokenizer(tokenizer, tokenizerConfig);
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const unknown = session.inputNames.filter((name) => !INPUTS.includes(name));
  if (unknown.length > 0) throw new Error(`it asks for ${unknown.join(', ')}, which is not known`);
  const output =
    OUTPUTS.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0] ?? '';
  return async (text) => {
    const { ids } = reader.encode(text.slice(0, settings.maxTokens * LETTERS_PER_TOKEN));
    const tokens = cut(ids, settings.maxTokens);
    if (tokens.length === 0) return new Float32Array();
    const tensor = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const inputs: Record<string, Tensor> = {
      input_ids: tensor(tokens),
      attention_mask: tensor(tokens.map(() => 1)),
      token_type_ids: tensor(tokens.map(() => 0)),
    };
    const feeds = session.inputNames.map((name) => [name, inputs[name]]);
    return toUnit(toVector((await session.run(Object.fromEntries(feeds)))[output]));
  };
}

const INPUTS: readonly string[] = ['input_ids', 'attention_mask', 'token_type_ids'];

/** The first is one vector for the whole text, the others hold one for each token. */
const OUTPUTS = ['sentence_embedding', 'last_hidden_state', 'token_embeddings'];

/** A token seldom has more letters; reading more only to drop them takes time. */
const LETTERS_PER_TOKEN = 12;

/** Keeps the first tokens and the last one, which marks the end. */
function cut(ids: readonly number[], most: number): readonly number[] {
  return ids.length <= most ? ids : [...ids.slice(0, most - 1), ...ids.slice(-1)];
}

function toVector(output: Tensor | undefined): Vector {
  const { data, dims = [] } = output ?? {};
  if (!(data instanceof Float32Array) || dims.length < 2 || dims.length > 3 || dims[0] !== 1) {
    throw new Error(`it gives ${output?.type} [${dims}] where float32 [1, tokens, width] belongs`);
  }
  return dims.length === 2 ? data : meanOf(data, dims[2] ?? 0);
}

/** Imports the two packages that run a model; installations without a model lack them. */
async function importRuntime() {
  try {
    const [{ InferenceSession, Tensor }, { Tokenizer }] = await Promise.all([
      import('onnxruntime-node'),
      import('@huggingface/tokenizers'),
    ]);
    return { InferenceSession, Tensor, Tokenizer };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`a model needs two more packages; run "npm run add:embedder" (${reason})`, {
      cause: error,
    });
  }
}

/** Used parts of both. */
type Runtime = Awaited<ReturnType<typeof importRuntime>>;

type ModelFolder = Awaited<ReturnType<typeof readModelFolder>>;

/** Reads a model's folder except the model itself; throws what is missing or wrong. */
async function readModelFolder(folder: string) {
  const model = MODELS.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (model === undefined) {
    throw new Error(`${folder} holds no model; one of these has to be there: ${MODELS.join(', ')}`);
  }
  const path = join(folder, 'tokenizer.json');
  if (!existsSync(path)) throw new Error(`${path} is missing; it comes with the model`);
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const file = join(folder, name);
    // A missing file counts as empty.
    return readJson(schema, existsSync(file) ? await readFile(file, 'utf8') : '{}', file);
  };
  return {
    model,
    tokenizer: await read('tokenizer.json', z.looseObject({})),
    tokenizerConfig: await read('tokenizer_config.json', z.looseObject({})),
    settings: await read(SETTINGS, settingsSchema),
    /** Name of the folder and a digest: differs between models, and between two uses of one model. */
    fingerprint: `${basename(folder)}, ${await hashOfFiles([model, path, join(folder, SETTINGS)])}`,
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

/** SHA-256 of files one after the other, as far as they are there. */
export async function hashOfFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths.filter((name) => existsSync(name))) {
    for await (const bytes of createReadStream(path)) hash.update(bytes);
  }
  return hash.digest('hex');
}
