import { createHash } from 'node:crypto';
import { z } from 'zod';
import { factCheckSchema } from '../domain/fact-checks/fact-check.ts';

export const memorySchema = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** What each fact-check was when it was last taken from there. */
  rows: z.record(z.string(), z.string()),
});

export type SourceMemory = z.infer<typeof memorySchema>;

/** What a source holds, ready to be taken in; nothing is kept of it yet. */
export const batchSchema = z.object({
  /** An address, `google:WORDS`, or the name of a file. */
  source: z.string(),
  factChecks: z.array(factCheckSchema),
  /** How many were taken before and are as they were. */
  same: z.number(),
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
  /** What to remember of the source once it is taken in. */
  memory: memorySchema.optional(),
});
export type SourceBatch = z.infer<typeof batchSchema>;

/** Result of reading a source; a refusal is in words for the person who named it. */
export type BatchResult =
  | { type: 'gathered'; gathered: SourceBatch }
  | { type: 'refused'; why: string };

/** How a source elsewhere is asked: whose it is where it does not say, how far, and until when. */
export interface SourceOptions {
  org?: string | undefined;
  pages?: number | undefined;
  /** Hosts for which it may speak besides its own. */
  hosts?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}

/** Reads fact-checks from elsewhere; the network is asked for a source that was named, never else. */
export interface FactCheckSource {
  fromAddress(source: string, options: SourceOptions): Promise<BatchResult>;
  fromFile(file: { name: string; bytes: Uint8Array }, org?: string): Promise<BatchResult>;
}

/** The id under which the memory of a source is stored. */
export function sourceMemoryId(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32);
}
