import { findThesaurus } from '../../src/app/open-dictionaries.ts';

/** Whether the dictionaries are installed here; throws where POSKO_TEST_DICTIONARIES says that they have to be. */
export function hasDictionaries(): boolean {
  if (findThesaurus({ dictionaries: undefined }) !== undefined) return true;
  const problem = 'not installed: apt-get install mythes-id';
  if (process.env.POSKO_TEST_DICTIONARIES === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests with the real dictionaries are skipped`);
  return false;
}
