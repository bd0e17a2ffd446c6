import { wordsOf } from '../i18n/fold.ts';
import { LISTS } from './answer-words.ts';
import { isOwn } from './unheard-words.ts';

/** Reads the answer to whether trouble is the writer's own or news to be checked; undefined if other words are in it, or both. */
export function whoseTrouble(text: string): 'own' | 'news' | undefined {
  const words = wordsOf(text);
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  // "Bukan saya, anak saya": one of them stands.
  const isTheirs = words.some((word, at) => {
    const isNamed = isOwn(word) || LISTS.kin.has(word);
    const [before, near] = [words[at - 2] ?? '', words[at - 1] ?? ''];
    const isDenied = LISTS.isNot.has(before) || LISTS.isNot.has(near);
    return isNamed && !isDenied && !LISTS.hears.has(words[at + 1] ?? '');
  });
  const isNews = has(LISTS.news);
  if (words.length > LONGEST || !words.every(isExpected) || (isTheirs && isNews)) return undefined;
  if (isTheirs) return 'own';
  if (isNews || has(LISTS.leads)) return 'news';
  return has(LISTS.affirms) || has(LISTS.happens) ? 'own' : undefined;
}

const LONGEST = 10;
const { affirms, leads, hears, news, happens, kin, particles, around } = LISTS;
const EXPECTED = [affirms, leads, hears, news, happens, kin, particles, around];

function isExpected(word: string): boolean {
  return isOwn(word) || EXPECTED.some((list) => list.has(word));
}
