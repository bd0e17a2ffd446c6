import type { Config } from '../config.ts';
import { createFileReader, type FileReader } from '../media/reading/file-reader.ts';

/** What reads the files of messages, unless the operator has turned that off. */
export function openReader({ media }: Pick<Config, 'media'>): FileReader | undefined {
  return media.reader && createFileReader(media.reader);
}
