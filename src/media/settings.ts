import { resolve } from 'node:path';
import { z } from 'zod';
import type { FileReaderSettings } from './reading/file-reader.ts';

export const mediaVariables = {
  POSKO_FILES: z.enum(['on', 'off']).default('on'),
  POSKO_READERS: z.coerce.number().int().min(1).max(16).default(1),
  POSKO_LINKS: z.enum(['on', 'off']).default('off'),
  POSKO_TESSERACT: z.string().optional(),
  POSKO_TRANSCRIBER: z.string().optional(),
};

const schema = z.object(mediaVariables);

/** A model may take as long as a voice note of five minutes lasts. */
const TIMEOUT_MS = { words: 60_000, speech: 300_000 };
/** Pictures and documents are read in a second or two, or are not worth more. */
const STILL_MS = 15_000;
const IDLE_MS = 60_000;

/** Reads how files in messages are read. */
export function readMedia(data: z.infer<typeof schema>) {
  const { POSKO_TESSERACT: tesseract, POSKO_TRANSCRIBER: folder } = data;
  const transcriber = folder === undefined ? undefined : resolve(folder);
  const environment = {
    ...(tesseract === undefined ? {} : { POSKO_TESSERACT: tesseract }),
    ...(transcriber === undefined ? {} : { POSKO_TRANSCRIBER: transcriber }),
  };
  const reader: FileReaderSettings = {
    processes: data.POSKO_READERS,
    timeoutMs: transcriber === undefined ? TIMEOUT_MS.words : TIMEOUT_MS.speech,
    stillMs: STILL_MS,
    idleMs: IDLE_MS,
    environment,
  };
  return {
    /** Program that reads text in pictures; "off" for the built-in one. */
    tesseract,
    transcriber,
    readsLinks: data.POSKO_LINKS === 'on',
    /** Undefined if files are not read, and recognised only by their captions. */
    reader: data.POSKO_FILES === 'on' ? reader : undefined,
  };
}
