import { keepRecent } from '../../domain/text/keep-recent.ts';
import { digestOf } from '../fact-checks/recent-results.ts';

/** Distinct texts whose readings are kept: a word or two for each. */
const MOST = 2000;

/** Reads a text only if it is not among the last; what was read must not quote it, as the texts themselves are not kept. */
export function remembered<Read extends string | boolean | undefined>(
  read: (text: string) => Read,
): (text: string) => Read {
  const known = new Map<string, { read: Read }>();
  return (text) => {
    const key = digestOf(text);
    return keepRecent(known, [key, known.get(key) ?? { read: read(text) }], MOST).read;
  };
}
