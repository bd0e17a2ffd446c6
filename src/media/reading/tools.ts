import type { Transcriber } from '../../ports/transcriber.ts';
import { openTranscriber } from '../speech/transcriber.ts';
import { hasPhotoReader, openPhotoReader } from '../text/photo-reader.ts';
import { createTextReader } from '../text/read-text.ts';

export type Tools = ReturnType<typeof openTools>;

/** Opens the configured tools, and what reads photos, if it is installed; a model opens when first needed. */
export function openTools(environment: Readonly<Record<string, string | undefined>>) {
  const { POSKO_TESSERACT: tesseract, POSKO_TRANSCRIBER: folder } = environment;
  let opened: Promise<Transcriber> | undefined;
  return {
    textReader: createTextReader({
      tesseract,
      openPhotoReader: hasPhotoReader() ? openPhotoReader : undefined,
    }),
    /** Transcribes speech, if the operator has configured a model. */
    async transcriber() {
      if (folder === undefined) return undefined;
      opened ??= openTranscriber(folder);
      return opened;
    },
  };
}
