import type { Config } from '../config/config.ts';
import type { EmbedderConfig } from '../config/embedder-settings.ts';
import { loadEmbedder } from '../embedder/load-embedder.ts';
import { openRemoteEmbedder } from '../embedder/remote-embedder.ts';
import { ResilientEncoder } from '../embedder/resilient-encoder.ts';
import type { Embedder } from '../matching/embedder.ts';
import { within } from '../ports/concurrency-limit.ts';
import type { Observe } from '../ports/events.ts';

/** A start waits this long for a server, and then does without until it answers. */
const CONNECT_MS = 3000;

/** The encoder over the configured model, or none; a folder that cannot be used is an error, a server is tried again. */
export async function openEmbedder({ embedder }: Config, observe?: Observe) {
  if (embedder === undefined) return undefined;
  const isFolder = embedder.type === 'folder';
  const model = isFolder ? await openModel(embedder) : undefined;
  const open = async () => model ?? openModel(embedder);
  const encoder = new ResilientEncoder(open, Date.now, observe);
  await within(CONNECT_MS, encoder.connect(), () => {});
  return encoder;
}

/** The configured model itself, without time limits; throws why it cannot be used. */
export function openModel(embedder: EmbedderConfig): Promise<Embedder> {
  return embedder.type === 'folder' ? loadEmbedder(embedder.folder) : openRemoteEmbedder(embedder);
}
