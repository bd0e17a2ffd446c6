import type { Config } from '../config/config.ts';
import { loadEmbedder } from '../embedder/load-embedder.ts';
import type { Embedder } from '../matching/embedder.ts';

/** The embedder of the configured model, or none; a model that cannot be used is an error. */
export async function openEmbedder({ embedder }: Config): Promise<Embedder | undefined> {
  return embedder === undefined ? undefined : loadEmbedder(embedder);
}
