import type { z } from 'zod';

/** Reads JSON from outside; undefined where it is none, or of another shape. */
export function parseJson<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
