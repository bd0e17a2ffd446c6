import { z } from 'zod';

/** Reads JSON from outside; undefined where it is none, or of another shape. */
export function parseJson<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Reads JSON of a file of the operator's; throws what is wrong with it. */
export function readJson<Value>(schema: z.ZodType<Value>, text: string, path: string): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} cannot be read: ${reason}`, { cause: error });
  }
}
