import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { secretPaths } from '../config/secret-files.ts';
import type { FactCheckSourceParts } from '../imports/create-source.ts';
import { createPageFetcher, createWaybackClient } from '../imports/fetch-page.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { createFileReader, type FileReader } from '../media/reading/file-reader.ts';
import type { FactCheckSource } from '../ports/fact-check-source.ts';
import type { ReadNews } from '../ports/news.ts';
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
): Pick<AppParts, 'links' | 'news' | 'fetchPage' | 'askWayback'> {
  const openLinks = once(
    () => import('../imports/read-link.ts'),
    (room) => room.createLinkReader(systemClock.now),
  );
  const openNews = once(
    () => import('../imports/read-feed.ts'),
    (room) => room.createNewsReader(),
  );
  const read: ReadNews = async (...asked) => (await openNews())(...asked);
  return {
    links: media.readsLinks ? { read: async (link) => (await openLinks()).read(link) } : undefined,
    fetchPage: archive === 'off' ? undefined : createPageFetcher(),
    askWayback: archive === 'wayback' ? createWaybackClient(WAYBACK) : undefined,
    news: news.length > 0 ? new NewsIndex(news, { read, warn }) : undefined,
  };
}

/** What reads pages and tables of others; it takes memory, so it is loaded when it is first asked. */
export function openFactCheckSource(parts: FactCheckSourceParts): FactCheckSource {
  const open = once(
    () => import('../imports/create-source.ts'),
    (room) => room.createFactCheckSource(parts),
  );
  return {
    fromAddress: async (...asked) => (await open()).fromAddress(...asked),
    fromFile: async (...asked) => (await open()).fromFile(...asked),
  };
}

function once<Room, Made>(load: () => Promise<Room>, make: (room: Room) => Made) {
  let made: Promise<Made> | undefined;
  return () => (made ??= load().then(make));
}

/** Where the Wayback Machine says whether it has a page. */
const WAYBACK = 'https://archive.org/wayback/available';
