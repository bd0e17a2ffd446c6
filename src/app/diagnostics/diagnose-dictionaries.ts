import type { Config } from '../../config/config.ts';
import { findDictionaries, loadEnglish, loadThesaurus } from '../open-dictionaries.ts';
import { broken, type Diagnosis, messageOf, ok } from './diagnosis.ts';

/** Whether the dictionaries that help to match retold messages are there and can be read. */
export function diagnoseDictionaries(config: Pick<Config, 'dictionaries'>): Diagnosis[] {
  const { thesaurus, english } = findDictionaries(config);
  return [
    thesaurus === undefined
      ? missing('thesaurus', 'synonyms are not recognised: apt-get install mythes-id')
      : tryOut('thesaurus', thesaurus, loadThesaurus),
    english === undefined
      ? missing('English', 'its words are not translated: apt-get install dict-freedict-eng-ind')
      : tryOut('English', english, loadEnglish),
  ];
}

function missing(name: string, detail: string): Diagnosis {
  return ok(name, `no dictionary; ${detail}`);
}

function tryOut(name: string, path: string, load: (path: string) => { size: number }): Diagnosis {
  try {
    return ok(name, `${load(path).size} words, in ${path}`);
  } catch (error) {
    return broken(name, `${path}: ${messageOf(error)}; install it again`);
  }
}
