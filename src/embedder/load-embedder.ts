import type { Embedder } from '../matching/embedder.ts';
import { createEncoder } from './encoder.ts';
import { type ModelFolder, readModelFolder } from './model-folder.ts';
import { importRuntime, type Runtime } from './runtime.ts';

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
