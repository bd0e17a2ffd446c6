import { z } from 'zod';
import models from './models.json' with { type: 'json' };

const fileSchema = z.strictObject({
  /** What it is called here, and where it lies below the address of its model. */
  name: z.string().regex(/^[\w.-]+$/),
  path: z.string(),
  bytes: z.int().positive(),
  /** As published, never as found by us. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const modelSchema = z.strictObject({
  kind: z.enum(['embedder', 'transcriber']),
  about: z.string(),
  licence: z.string(),
  address: z.url({ protocol: /^https$/ }).endsWith('/'),
  /** What goes into its `posko.json`. */
  settings: z.record(z.string(), z.union([z.string(), z.int()])),
  files: z.array(fileSchema).min(1),
});

export type ModelFile = z.infer<typeof fileSchema>;

export type KnownModel = z.infer<typeof modelSchema>;

/** The models by name; the first is the one to begin with. */
export const knownModels: ReadonlyMap<string, KnownModel> = new Map(
  Object.entries(z.record(z.string(), modelSchema).parse(models)),
);
