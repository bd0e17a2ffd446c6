import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Config } from '../config/config.ts';
import type { Dictionaries } from '../matching/dictionaries.ts';
import { type EnglishWords, readEnglish } from '../matching/english-words.ts';
import { readThesaurus, type Thesaurus } from '../matching/thesaurus.ts';
import { Failure } from './user-error.ts';

/** Names the files of the installed dictionaries; what is not installed is missing. */
export function findDictionaries({ dictionaries }: Pick<Config, 'dictionaries'>): {
  thesaurus: string | undefined;
  english: string | undefined;
} {
  const [words, english] = dictionaries === undefined ? DEBIAN : [dictionaries, dictionaries];
  return { thesaurus: present(words, THESAURUS), english: present(english, `${ENGLISH}.dict.dz`) };
}

/** Opens the installed dictionaries, each read when first used; one that cannot be read is told and left out. */
export function openDictionaries(
  config: Pick<Config, 'dictionaries'>,
  warn: (message: string) => void,
): Dictionaries {
  const found = findDictionaries(config);
  if (config.dictionaries !== undefined && !existsSync(config.dictionaries)) {
    throw new Failure(`there is no ${config.dictionaries}; correct POSKO_DICTIONARIES`);
  }
  const thesaurus = readOnce(found.thesaurus, loadThesaurus, warn);
  const english = readOnce(found.english, loadEnglish, warn);
  return {
    get thesaurus() {
      return thesaurus();
    },
    get english() {
      return english();
    },
  };
}

/** Reads the thesaurus in a file of LibreOffice, which is in Latin-1. */
export function loadThesaurus(path: string): Thesaurus {
  return filled(readThesaurus(readFileSync(path, 'latin1')));
}

/** Reads the dictionary in a compressed file of dictd and the index beside it. */
export function loadEnglish(path: string): EnglishWords {
  const index = readFileSync(path.replace(/dict\.dz$/, 'index'), 'utf8');
  return filled(readEnglish(index, gunzipSync(readFileSync(path))));
}

/** Folders of the Debian packages mythes-id and dict-freedict-eng-ind. */
const DEBIAN = ['/usr/share/mythes', '/usr/share/dictd'] as const;
const THESAURUS = 'th_id_ID_v2.dat';
const ENGLISH = 'freedict-eng-ind';

function present(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}

function readOnce<T>(
  path: string | undefined,
  load: (path: string) => T,
  warn: (message: string) => void,
): () => T | undefined {
  let read: { words: T | undefined } | undefined;
  const attempt = () => {
    try {
      return path === undefined ? undefined : load(path);
    } catch {
      warn(`${path} cannot be read as a dictionary; "posko doctor" says why`);
      return undefined;
    }
  };
  return () => {
    read ??= { words: attempt() };
    return read.words;
  };
}

function filled<T extends { size: number }>(words: T): T {
  if (words.size === 0) throw new Error('no words were found in it');
  return words;
}
