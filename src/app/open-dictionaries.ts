import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import {
  addOwnWords,
  type Dictionaries,
  OWN_WORDS,
  type Thesaurus,
} from '../matching/thesaurus.ts';
import { Failure } from './user-error.ts';

/** Names the file of the installed thesaurus; undefined where it is not installed. */
export function findThesaurus({ dictionaries }: Pick<Config, 'dictionaries'>): string | undefined {
  const path = join(dictionaries ?? DEBIAN, THESAURUS);
  return existsSync(path) ? path : undefined;
}

/** Opens the installed thesaurus, which is read when first used; one that cannot be read is told and left out. */
export function openDictionaries(
  config: Pick<Config, 'dictionaries'>,
  warn: (message: string) => void,
): Dictionaries {
  const path = findThesaurus(config);
  if (config.dictionaries !== undefined && !existsSync(config.dictionaries)) {
    throw new Failure(`there is no ${config.dictionaries}; correct POSKO_DICTIONARIES`);
  }
  let read: Thesaurus | undefined;
  const attempt = () => {
    try {
      if (path !== undefined) return loadThesaurus(path);
    } catch {
      warn(`${path} cannot be read as a thesaurus; "posko doctor" says why`);
    }
    return OWN_WORDS.thesaurus;
  };
  return {
    get thesaurus() {
      read ??= attempt();
      return read;
    },
  };
}

/** Reads the thesaurus in a file of LibreOffice, which is in Latin-1, with the words that Posko knows. */
export function loadThesaurus(path: string): Thesaurus {
  return addOwnWords(readFileSync(path, 'latin1'));
}

/** Folder of the Debian package mythes-id. */
const DEBIAN = '/usr/share/mythes';
const THESAURUS = 'th_id_ID_v2.dat';
