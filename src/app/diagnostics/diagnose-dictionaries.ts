import type { Config } from '../../config/config.ts';
import { findDictionaries, loadEnglish, loadThesaurus } from '../open-dictionaries.ts';
import { type Diagnosis, messageOf } from './diagnosis.ts';

/** Whether the dictionaries that help to match retold messages are there and can be read. */
export function diagnoseDictionaries(config: Pick<Config, 'dictionaries'>): Diagnosis[] {
  const { thesaurus, english } = findDictionaries(config);
  return [
    diagnoseOne(thesaurus, {
      name: 'thesaurus',
      missing: 'retold messages are matched by the same words alone: apt-get install mythes-id',
      count: (path) => `${loadThesaurus(path).size} roots of words, in ${path}`,
    }),
    diagnoseOne(english, {
      name: 'English words',
      missing: 'English words are not translated: apt-get install dict-freedict-eng-ind',
      count: (path) => `${loadEnglish(path).size} words, in ${path}`,
    }),
  ];
}

interface Kind {
  name: string;
  /** What does not work without it, and how to get it. */
  missing: string;
  count(path: string): string;
}

function diagnoseOne(path: string | undefined, { name, missing, count }: Kind): Diagnosis {
  if (path === undefined) return { name, state: 'ok', detail: `not installed; ${missing}` };
  try {
    return { name, state: 'ok', detail: count(path) };
  } catch (error) {
    return { name, state: 'broken', detail: `${path}: ${messageOf(error)}; install it again` };
  }
}
