import type { Transcriber } from '../../ports/transcriber.ts';
import { openTranscriber } from '../speech/transcriber.ts';
import { createTextReader, type TextReader } from '../text/read-text.ts';

/** What files are read with, besides what is always there. */
export interface Tools {
  textReader: TextReader;
  /** Turns speech into words, where the operator has given a model. */
  transcriber(): Promise<Transcriber | undefined>;
}

/** The tools that the variables POSKO_TESSERACT and POSKO_TRANSCRIBER ask for; a model is opened when it is first needed. */
export function openTools(environment: Readonly<Record<string, string | undefined>>): Tools {
  const { POSKO_TESSERACT: tesseract, POSKO_TRANSCRIBER: folder } = environment;
  let opened: Promise<Transcriber> | undefined;
  return {
    textReader: createTextReader(tesseract === undefined ? {} : { tesseract }),
    async transcriber() {
      if (folder === undefined) return undefined;
      opened ??= openTranscriber(folder);
      return opened;
    },
  };
}
