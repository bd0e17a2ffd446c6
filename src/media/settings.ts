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
};

const schema = z.object(mediaVariables);

/** A voice note of five minutes may take a model as long as it lasts. */
const TIMEOUT_MS = { words: 60_000, speech: 300_000 };
const IDLE_MS = 60_000;

/** How files are read; undefined where they are not, and are known by their captions alone. */
export function readMedia(
  data: z.infer<typeof schema>,
  { tesseract, transcriber }: { tesseract: string | undefined; transcriber: string | undefined },
): FileReaderSettings | undefined {
  if (data.POSKO_FILES === 'off') return undefined;
  return {
    processes: data.POSKO_READERS,
    timeoutMs: transcriber === undefined ? TIMEOUT_MS.words : TIMEOUT_MS.speech,
    idleMs: IDLE_MS,
    environment: {
      ...(tesseract === undefined ? {} : { POSKO_TESSERACT: tesseract }),
      ...(transcriber === undefined ? {} : { POSKO_TRANSCRIBER: transcriber }),
    },
  };
}
