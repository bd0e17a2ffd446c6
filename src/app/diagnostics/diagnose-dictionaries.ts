import type { Config } from '../../config/config.ts';
import { findThesaurus, loadThesaurus } from '../open-dictionaries.ts';
import { broken, type Diagnosis, messageOf, ok } from './diagnosis.ts';

/** Whether the thesaurus that helps to match retold messages is there and can be read. */
export function diagnoseDictionaries(config: Pick<Config, 'dictionaries'>): Diagnosis[] {
  const path = findThesaurus(config);
  if (path === undefined) {
    const detail = 'synonyms are not recognised: apt-get install mythes-id';
    return [ok('thesaurus', `no dictionary; ${detail}`)];
  }
  try {
    return [ok('thesaurus', `${loadThesaurus(path).size} words, in ${path}`)];
  } catch (error) {
    return [broken('thesaurus', `${path}: ${messageOf(error)}; install it again`)];
  }
}
