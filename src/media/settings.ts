import { resolve } from 'node:path';
import { z } from 'zod';
import type { FileReaderSettings } from './reading/file-reader.ts';

/** The variables of reading files. */
export const mediaVariables = {
  POSKO_FILES: z.enum(['on', 'off'], 'must be "on" or "off"').default('on'),
  POSKO_READERS: z.coerce
    .number('must be a number from 1 to 16')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(16, 'must be at most 16')
    .default(1),
  POSKO_LINKS: z.enum(['on', 'off'], 'must be "on" or "off"').default('off'),
  POSKO_TESSERACT: z.string().optional(),
  POSKO_TRANSCRIBER: z.string().optional(),
};

const schema = z.object(mediaVariables);

/** How files that come with messages are read. */
export interface MediaConfig {
  /** The program that reads text in pictures; "off" for the one that is built in. */
  tesseract: string | undefined;
  /** The folder of a model that turns speech into text, if there is one. */
  transcriber: string | undefined;
  /** Whether the pages that messages name are asked for. */
  readsLinks: boolean;
  /** Undefined where files are not read, and are known by their captions alone. */
  reader: FileReaderSettings | undefined;
}

/** A voice note of five minutes may take a model as long as it lasts. */
const TIMEOUT_MS = { words: 60_000, speech: 300_000 };
/** Pictures and documents are read in a second or two, or are not worth more. */
const STILL_MS = 15_000;
const IDLE_MS = 60_000;

/** How files are read, as the variables say. */
export function readMedia(data: z.infer<typeof schema>): MediaConfig {
  const { POSKO_TESSERACT: tesseract, POSKO_TRANSCRIBER: folder } = data;
  const transcriber = folder === undefined ? undefined : resolve(folder);
  const environment = {
    ...(tesseract === undefined ? {} : { POSKO_TESSERACT: tesseract }),
    ...(transcriber === undefined ? {} : { POSKO_TRANSCRIBER: transcriber }),
  };
  const reader = {
    processes: data.POSKO_READERS,
    timeoutMs: transcriber === undefined ? TIMEOUT_MS.words : TIMEOUT_MS.speech,
    stillMs: STILL_MS,
    idleMs: IDLE_MS,
    environment,
  };
  const readsLinks = data.POSKO_LINKS === 'on';
  return {
    tesseract,
    transcriber,
    readsLinks,
    reader: data.POSKO_FILES === 'on' ? reader : undefined,
  };
}
