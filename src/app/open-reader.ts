import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { secretPaths } from '../config/secret-files.ts';
import { createPageFetcher } from '../imports/fetch-page.ts';
import { createNewsReader } from '../imports/read-feed.ts';
import { createLinkReader } from '../imports/read-link.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { createFileReader, type FileReader } from '../media/reading/file-reader.ts';
import { NewsIndex } from '../services/fact-checks/news-index.ts';
import type { AppParts } from './app.ts';
import { Failure } from './user-error.ts';

/** What reads the files of messages, unless the operator has turned that off. */
export function openReader(config: Pick<Config, 'media' | 'dataFolder'>): FileReader | undefined {
  const { reader, transcriber } = config.media;
  if (transcriber !== undefined && !existsSync(transcriber)) {
    throw new Failure(
      `there is no ${transcriber}; correct POSKO_TRANSCRIBER, or fetch a model: posko models fetch`,
    );
  }
  return reader && createFileReader({ ...reader, hidden: hiddenFrom(config) });
}

/** What those who read strangers' files must not see: the key, everything under it, and the files that hold secrets. */
export function hiddenFrom({ media, dataFolder }: Pick<Config, 'media' | 'dataFolder'>): string[] {
  const isModelInside = media.transcriber?.startsWith(`${dataFolder}/`) ?? false;
  const data = isModelInside ? DATA_FILES.map((name) => join(dataFolder, name)) : [dataFolder];
  return [...data, ...secretPaths(process.env)];
}

const DATA_FILES = ['master.key', 'posko.db', 'posko.db-wal', 'simulator.db', 'simulator.db-wal'];

/** Reads pages that messages name or verdicts cite, and articles of feeds, as far as the operator wants that. */
export function openOutside(
  { media, news, archive }: Pick<Config, 'media' | 'news' | 'archive'>,
  warn: (what: string) => void,
): Pick<AppParts, 'links' | 'news' | 'fetchPage'> {
  const read = createNewsReader();
  const wayback = archive === 'wayback' ? WAYBACK : undefined;
  return {
    links: media.readsLinks ? createLinkReader(systemClock.now) : undefined,
    fetchPage: archive === 'off' ? undefined : createPageFetcher({ wayback }),
    news: news.length > 0 ? new NewsIndex(news, { read, warn }) : undefined,
  };
}

/** Where the Wayback Machine says whether it has a page. */
const WAYBACK = 'https://archive.org/wayback/available';
