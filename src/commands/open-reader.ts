import type { Config } from '../config.ts';
import { createLinkReader } from '../imports/read-link.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { createFileReader, type FileReader } from '../media/reading/file-reader.ts';
import type { LinkReader } from '../tipline/files/link-reader.ts';

/** What reads the files of messages, unless the operator has turned that off. */
export function openReader({ media }: Pick<Config, 'media'>): FileReader | undefined {
  return media.reader && createFileReader(media.reader);
}

/** What reads the pages that messages name, where the operator wants that. */
export function openLinks({ media }: Pick<Config, 'media'>): LinkReader | undefined {
  return media.readsLinks ? createLinkReader(systemClock.now) : undefined;
}
